package dev.fusionhost.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A desktop session's bus and GNOME's keyring on it, both real and of their own: nobody's keyring
/// is touched. On Linux alone, and where [#isInstalled].
public final class KeyringSession implements AutoCloseable {
    private static final String SERVICE = "org.freedesktop.secrets";
    private static final String PASSWORD = "a password of tests";

    private final Path folder;
    private final Process bus;
    private Process keyring;

    private KeyringSession(Path folder, Process bus) throws IOException, InterruptedException {
        this.folder = folder;
        this.bus = bus;
        keyring = keyring(true);
    }

    /// Whether the programs that make one are there.
    public static boolean isInstalled() {
        return List.of("dbus-daemon", "gnome-keyring-daemon", "gdbus").stream()
                .allMatch(program -> Files.isExecutable(Path.of("/usr/bin", program)));
    }

    /// Starts one, with a keyring that is open.
    ///
    /// @param folder for what it keeps; its name must be short, since a socket is in it
    public static KeyringSession open(Path folder) throws IOException, InterruptedException {
        var bus =
                new ProcessBuilder(
                        "dbus-daemon",
                        "--session",
                        "--nofork",
                        "--print-address=1",
                        "--address=" + address(folder));
        environment(folder).forEach(bus.environment()::put);
        var process = bus.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            // It listens once it has said where.
            if (process.inputReader().readLine() == null) throw new IOException("there is no bus");
            return new KeyringSession(folder, process);
        } catch (IOException | InterruptedException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    /// What a program in this session finds in its environment.
    public Map<String, String> environment() {
        return environment(folder);
    }

    /// Locks the keyring, as a screen saver may.
    public void lock() throws IOException, InterruptedException {
        gdbus(
                "call",
                "--session",
                "--dest",
                SERVICE,
                "--object-path",
                "/org/freedesktop/secrets",
                "--method",
                "org.freedesktop.Secret.Service.Lock",
                "['/org/freedesktop/secrets/collection/login']");
    }

    /// Stops the keyring's daemon, and starts it anew without its password, as after a login
    /// without one.
    public void restartLocked() throws IOException, InterruptedException {
        ended(keyring);
        keyring = keyring(false);
    }

    /// Opens it again.
    public void restartOpen() throws IOException, InterruptedException {
        ended(keyring);
        keyring = keyring(true);
    }

    /// Has the daemon hang until [#resume].
    public void hang() throws IOException, InterruptedException {
        run(List.of("kill", "-STOP", Long.toString(keyring.pid())));
    }

    public void resume() throws IOException, InterruptedException {
        run(List.of("kill", "-CONT", Long.toString(keyring.pid())));
    }

    @Override
    public void close() throws InterruptedException {
        ended(keyring);
        ended(bus);
    }

    private Process keyring(boolean open) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                "gnome-keyring-daemon",
                                "--foreground",
                                "--components=secrets",
                                "--control-directory=" + folder.resolve("control")));
        if (open) command.add("--unlock");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment());
        builder.redirectOutput(folder.resolve("keyring.log").toFile());
        var process = builder.start();
        try (var password = process.getOutputStream()) {
            if (open) password.write(PASSWORD.getBytes(StandardCharsets.UTF_8));
        }
        gdbus("wait", "--session", "--timeout", "20", SERVICE);
        return process;
    }

    private static String address(Path folder) {
        return "unix:path=" + folder.resolve("bus");
    }

    private static Map<String, String> environment(Path folder) {
        try {
            var data = Files.createDirectories(folder.resolve("data"));
            return Map.of(
                    "DBUS_SESSION_BUS_ADDRESS",
                    address(folder),
                    "XDG_RUNTIME_DIR",
                    folder.toString(),
                    "XDG_DATA_HOME",
                    data.toString(),
                    "HOME",
                    data.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void gdbus(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("gdbus"));
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException(command + " failed: " + said);
    }

    private static void ended(Process process) throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS))
            throw new IllegalStateException("a process of the session does not end");
    }
}
