package dev.fusionhost.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.tools.sandbox.Root;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootsTest {
    @TempDir Path folder;

    @Test
    void aRootCanBeForReadingOnly() {
        try (var sandbox = Roots.sandbox(List.of(folder + ":ro"), folder.resolve("home"))) {
            assertThat(sandbox.roots()).hasSize(1).allMatch(Root::readOnly);
        }
    }

    /// `--root "$UNSET"` must not open up whatever folder the host was started in.
    @ParameterizedTest
    @ValueSource(strings = {"", " ", ":ro", " :ro"})
    void aRootWithoutANameIsRefused(String text) {
        assertThatThrownBy(() -> Roots.sandbox(List.of(text), folder.resolve("home")))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("root");
    }
}
