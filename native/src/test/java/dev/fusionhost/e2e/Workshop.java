package dev.fusionhost.e2e;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.testing.ScriptedServer;
import dev.fusionhost.testing.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A host with a command that its operator has declared, and a server that does what a test says.
final class Workshop implements AutoCloseable {
    /// A busy machine takes half a minute for a start alone.
    static final Duration LONG = Duration.ofMinutes(3);

    /// Notes that it runs, and works until it is told to go on.
    private static final String PATIENT =
            "echo ran >> %s/runs; while [ ! -e %1$s/go ]; do sleep 0.1; done; echo done";

    final ScriptedServer server = ScriptedServer.start();
    private final Path folder;
    private final Path settings;
    private final Path root;
    private Program host;
    private Session session;

    private Workshop(Path folder, String script) throws IOException {
        this.folder = folder.toRealPath();
        root = Files.createDirectory(this.folder.resolve("root"));
        var program = this.folder.resolve("work.sh");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        settings =
                Files.write(
                        this.folder.resolve("host.properties"),
                        List.of(
                                "fusion.host.commands.work.description=Works",
                                "fusion.host.commands.work.timeout=600",
                                "fusion.host.commands.work.executable=" + program));
    }

    /// One whose command works until [#letGo].
    static Workshop patient(Path folder) throws IOException {
        return new Workshop(folder, PATIENT.formatted(folder.toRealPath()));
    }

    static Workshop of(Path folder, String script) throws IOException {
        return new Workshop(folder, script);
    }

    /// Starts the host, once more perhaps, and waits for its stream.
    Session start(String... under) {
        host =
                new HostProgram("run", "--root", root.toString(), "--name", "bench")
                        .under(under)
                        .with("FUSION_HOST_SERVER", server.origin())
                        .with("FUSION_HOST_CODE", "CODE-1")
                        .with("FUSION_HOST_HOME", home())
                        .with("FUSION_HOST_SETTINGS", settings)
                        .start();
        try {
            session = server.awaitSession(LONG);
            session.hello();
            return session;
        } catch (AssertionError none) {
            throw new AssertionError("the host has said:\n" + host.output(), none);
        }
    }

    Program host() {
        return host;
    }

    Path home() {
        return folder.resolve("home");
    }

    /// Calls the command.
    String work(int timeoutSeconds) {
        var input = Map.of("command", "work", "timeoutSeconds", timeoutSeconds);
        return session.dispatch("run_command", input, CallMode.AUTO, timeoutSeconds);
    }

    /// The same call again.
    ServerFrame.Call again(String callId) {
        var input = JsonNodeFactory.instance.objectNode().put("command", "work");
        return new ServerFrame.Call(callId, "run_command", input, null, null);
    }

    void letGo() throws IOException {
        Files.createFile(folder.resolve("go"));
    }

    /// How often the command has begun.
    int runs() throws IOException {
        var runs = folder.resolve("runs");
        return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    }

    void awaitRun() throws Exception {
        await(() -> runs() > 0, "the command runs");
    }

    void awaitDraining() throws Exception {
        await(() -> Files.readString(home().resolve("status.json")).contains("draining"), "drains");
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(Condition condition, String what) throws Exception {
        var until = System.nanoTime() + LONG.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - until > 0) throw new AssertionError("never: " + what);
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    @Override
    public void close() {
        if (host != null) host.close();
        server.close();
    }
}
