package dev.fusionhost.server.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fusionhost.server.BadSettingException;
import dev.fusionhost.server.ServerConfig;
import dev.fusionhost.server.database.Database;
import dev.fusionhost.server.secrets.KeptSecrets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OperatorKeyTest {
    @Inject KeptSecrets kept;
    @Inject Database database;
    @Inject SecureRandom random;

    private final PrintStream out = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        database.update("delete from server_secret where name = 'operator-key-sha256'");
        System.setOut(new PrintStream(printed, true, UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(out);
    }

    @Test
    void isShownAtTheFirstStartAndNeverAgain() {
        var first = key(Optional.empty());
        first.prepare();
        var line = Pattern.compile("Operator key \\(shown once, keep it\\): (fso_\\S{43})\n");
        var match = line.matcher(printed.toString(UTF_8));
        assertThat(match.matches()).isTrue();
        assertThat(first.opens("Bearer " + match.group(1))).isTrue();

        printed.reset();
        var second = key(Optional.empty());
        second.prepare();

        assertThat(printed.toString(UTF_8)).isEmpty();
        assertThat(second.opens("bearer " + match.group(1))).isTrue();
        assertThat(second.opens("Bearer fso_wrong")).isFalse();
        assertThat(second.opens(match.group(1))).isFalse();
        assertThat(second.opens(null)).isFalse();
    }

    @Test
    void isKeptAsAHash() {
        key(Optional.empty()).prepare();

        assertThat(kept.find("operator-key-sha256"))
                .hasValueSatisfying(hash -> assertThat(hash).matches("[0-9a-f]{64}"));
    }

    @Test
    void mayBeChosenAndIsNotShownThen() {
        var chosen = key(Optional.of("sixteen letters!"));
        chosen.prepare();

        assertThat(printed.toString(UTF_8)).isEmpty();
        assertThat(chosen.opens("Bearer sixteen letters!")).isTrue();
    }

    @Test
    void mustNotBeShort() {
        assertThatExceptionOfType(BadSettingException.class)
                .isThrownBy(() -> key(Optional.of("sixteen letters")).prepare())
                .withMessageContaining("fusion.server.operator-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" starts with a space", "ends with a tab, alas\t", "ein schlüssel für alle"})
    void mustFitIntoAHeader(String key) {
        assertThatExceptionOfType(BadSettingException.class)
                .isThrownBy(() -> key(Optional.of(key)).prepare())
                .withMessageContaining("fusion.server.operator-key")
                .withMessageNotContaining(key);
    }

    @Test
    void mustNotBeLongerThanWhatIsReadOfAHeader() {
        var longest = key(Optional.of("k".repeat(400)));
        longest.prepare();
        assertThat(longest.opens("Bearer " + "k".repeat(400))).isTrue();

        assertThatExceptionOfType(BadSettingException.class)
                .isThrownBy(() -> key(Optional.of("k".repeat(401))).prepare());
    }

    private OperatorKey key(Optional<String> chosen) {
        return new OperatorKey(new Config(chosen), kept, random);
    }

    private record Config(Optional<String> operatorKey) implements ServerConfig {
        @Override
        public Path data() {
            return Path.of("unused");
        }

        @Override
        public Optional<URI> publicUrl() {
            return Optional.empty();
        }

        @Override
        public int heartbeatSeconds() {
            return 15;
        }

        @Override
        public int drainSeconds() {
            return 20;
        }
    }
}
