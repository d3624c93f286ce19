package dev.fusionhost.e2e;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The server half as it was packaged, with a data folder of its own.
public final class ServerProgram implements AutoCloseable {
    private static final Duration START_WITHIN = Duration.ofSeconds(60);

    private final Program program;
    private final URI origin;

    private ServerProgram(Program program, URI origin) {
        this.program = program;
        this.origin = origin;
    }

    /// Starts a server and waits until it is ready.
    ///
    /// @param port where it listens, on the loopback; 0 for any free one
    /// @param options of the virtual machine, further settings among them
    public static ServerProgram start(Path data, int port, Consumer<String> echo, String... options)
            throws InterruptedException {
        var command =
                Program.java(
                        "-Dquarkus.http.port=" + port,
                        "-Dfusion.server.data=" + data,
                        "-jar",
                        jar().toString());
        command.addAll(1, List.of(options));
        var program = new Program(new ProcessBuilder(command), echo);
        var url = program.awaitLine("ready on (http://\\S+?)[.,;]?(\\s|$)", START_WITHIN).group(1);
        return new ServerProgram(program, URI.create(url));
    }

    public URI origin() {
        return origin;
    }

    public Program program() {
        return program;
    }

    /// The key that the first start prints.
    public String operatorKey() throws InterruptedException {
        return program.awaitLine("Operator key.*: (\\S+)", START_WITHIN).group(1);
    }

    @Override
    public void close() {
        program.close();
    }

    private static Path jar() {
        var inReactor = Path.of("..", "src", "server", "target", "quarkus-app", "quarkus-run.jar");
        var fromTop = Path.of("src", "server", "target", "quarkus-app", "quarkus-run.jar");
        return (Files.exists(inReactor) ? inReactor : fromTop).toAbsolutePath().normalize();
    }
}
