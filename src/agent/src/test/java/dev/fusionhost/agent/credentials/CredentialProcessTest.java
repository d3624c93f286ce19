package dev.fusionhost.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while it keeps one credential after the other: wherever that meets it,
/// a whole one is there, and none older than the last that was acknowledged.
class CredentialProcessTest {
    private static final Origin ORIGIN = Origin.parse("https://pulsn.internal", false);

    @TempDir Path home;

    @Test
    void aKillLeavesTheOldOneOrTheNewOne() throws Exception {
        kills(3);
    }

    @Test
    @Tag("soak")
    void aHundredKillsLeaveTheOldOneOrTheNewOne() throws Exception {
        kills(100);
    }

    private void kills(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            var acknowledged = killedAfter(i % 50);
            assertThat(new CredentialFiles(home).find(ORIGIN))
                    .as("after kill %d", i)
                    .isInstanceOfSatisfying(
                            Lookup.Found.class,
                            found ->
                                    assertThat(Integer.parseInt(found.credential().token()))
                                            .isBetween(acknowledged, acknowledged + 1));
        }
    }

    /// @return the last that was acknowledged before the kill
    private int killedAfter(int credentials) throws Exception {
        var writer = start();
        int last = 0;
        try (var said = writer.inputReader()) {
            for (int i = 0; i <= credentials; i++) last = number(said.readLine());
            writer.toHandle().destroyForcibly();
            for (String line; (line = said.readLine()) != null; )
                if (line.endsWith(".")) last = number(line);
        }
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return last;
    }

    /// Of a whole line: the kill may have cut the last.
    private static int number(String line) {
        return Integer.parseInt(line.substring(0, line.length() - 1));
    }

    private Process start() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                List.of(
                        java,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        home.toString());
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /// Says what it has kept, and never stops by itself.
    static final class Writer {
        public static void main(String[] arguments) {
            var files = new CredentialFiles(Path.of(arguments[0]));
            for (int i = 1; ; i++) {
                files.keep(ORIGIN, new Credential(ORIGIN.toString(), "d1", Integer.toString(i)));
                System.out.println(i + ".");
            }
        }
    }
}
