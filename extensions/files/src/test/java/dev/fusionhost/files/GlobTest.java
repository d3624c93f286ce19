package dev.fusionhost.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\u0001',
            delimiter = ' ',
            value = {
                "*.java A.java true",
                "*.java src/deep/A.java true",
                "*.java A.javax false",
                "src/*.java src/A.java true",
                "src/*.java src/deep/A.java false",
                "src/**/*.java src/A.java true",
                "src/**/*.java src/a/b/A.java true",
                "**/test/** a/test/b/c true",
                "**/test/** test/c true",
                "**/test/** contest/c false",
                "src/** src/a/b true",
                "{node_modules,target} a/target true",
                "{node_modules,target} a/targets false",
                "[a-c]?.txt b1.txt true",
                "[!a-c]?.txt b1.txt false",
                "[!a-c]?.txt x1.txt true",
                "a+b(1).txt a+b(1).txt true",
                "a+b.txt aab.txt false",
                "a,b a,b true",
                "*.tar.* x.tar.gz true"
            })
    void aPathMatchesOrNot(String glob, String path, boolean matches) {
        assertThat(Glob.of(glob).matches(path)).isEqualTo(matches);
    }
}
