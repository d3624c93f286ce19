package dev.fusionhost.agent.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    @TempDir Path home;

    @Test
    void aSecondHostOnOneStateFolderIsToldSo() {
        try (var _ = HomeLock.take(home)) {
            assertBusy();
        }
        HomeLock.take(home).close();
    }

    @Test
    void aHostInAnotherProcessHoldsTheFolderUntilItDies() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var other =
                new ProcessBuilder(
                                List.of(
                                        java,
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Holder.class.getName(),
                                        home.toString()))
                        .redirectErrorStream(true)
                        .start();
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("locked");
            assertBusy();
            assertThat(other.destroyForcibly().waitFor(30, TimeUnit.SECONDS)).isTrue();
            HomeLock.take(home).close();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aFolderThatIsNotThereCanNotBeLocked() {
        assertThatThrownBy(() -> HomeLock.take(home.resolve("missing")))
                .isInstanceOfSatisfying(
                        HostFailure.class, it -> assertThat(it.exitCode()).isEqualTo(ExitCode.IO));
    }

    private void assertBusy() {
        assertThatThrownBy(() -> HomeLock.take(home))
                .isInstanceOfSatisfying(
                        HostFailure.class,
                        it -> {
                            assertThat(it.exitCode()).isEqualTo(ExitCode.TEMPORARY);
                            assertThat(it.sentence()).contains(home.toString());
                        });
    }

    /// A host's lock without its host.
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (var _ = HomeLock.take(Path.of(arguments[0]))) {
                System.out.println("locked");
                Thread.sleep(TimeUnit.MINUTES.toMillis(1));
            }
        }
    }
}
