package dev.fusionhost.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What an executable needs to know about JGit, which another version of it may not have.
class NativeConfigurationTest {
    private static final String FILE =
            "/META-INF/native-image/dev.fusionhost/fusion-host-git/reachability-metadata.json";

    @Test
    void itNamesClassesThatAreThere() throws Exception {
        try (var in = NativeConfigurationTest.class.getResourceAsStream(FILE)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var types = Pattern.compile("\"type\": \"([^\"]+)\"").matcher(text).results().toList();
            assertThat(types).hasSizeGreaterThan(10);
            // Throws where there is none.
            for (var type : types) Class.forName(type.group(1));
        }
    }
}
