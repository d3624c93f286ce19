package dev.fusionhost.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.e2e.HostProgram;
import dev.fusionhost.e2e.Operator;
import dev.fusionhost.e2e.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A server, a host, a call. Stays until it is interrupted.
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Demo() {}

    /// Starts everything, and stays.
    ///
    /// @param arguments the folder to show; by default a small one that is made for the purpose
    public static void main(String... arguments) throws Exception {
        var folder = Files.createTempDirectory("fusion-host-demo-").toRealPath();
        var root = arguments.length > 0 ? Path.of(arguments[0]).toRealPath() : sample(folder);

        say("1. Starting a server …");
        try (var server = ServerProgram.start(folder.resolve("server"), 0, Demo::log);
                var operator = new Operator(server.origin(), server.operatorKey())) {
            var key = server.operatorKey();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));

            say("2. Minting a pairing code, and starting a host with it …");
            try (var host =
                    new HostProgram("run", "--root", root.toString())
                            .with("FUSION_HOST_SERVER", server.origin())
                            .with("FUSION_HOST_CODE", operator.mintCode())
                            .with("FUSION_HOST_HOME", folder.resolve("host"))
                            .echo(Demo::log)
                            .start()) {
                Runtime.getRuntime().addShutdownHook(new Thread(host::close));
                var device = operator.awaitOnline(PATIENCE);

                say("3. Calling list_folder on " + root + " …");
                var result = operator.call(device, "list_folder", Map.of("path", root.toString()));
                say(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result));
                if (!result.path("ok").asBoolean())
                    throw new IllegalStateException("the call failed");

                say(
                        """

                        All of it works: server %1$s, device %2$s, folder %3$s.
                        It keeps running until you press Ctrl-C. Meanwhile, in another terminal, read a file:

                          curl -s -H 'Authorization: Bearer %4$s' -H 'Content-Type: application/json' \\
                            -d '{"tool": "read_file", "input": {"path": "hello.txt"}}' \\
                            %1$s/api/operator/devices/%2$s/calls

                        or plan a rename (nothing changes), then apply it with the callId of the answer:

                          curl -s -H 'Authorization: Bearer %4$s' -H 'Content-Type: application/json' \\
                            -d '{"tool": "rename_in_place", "input": {"path": "hello.txt", "newName": "hi.txt"}}' \\
                            %1$s/api/operator/devices/%2$s/calls

                          curl -s -X POST -H 'Authorization: Bearer %4$s' %1$s/api/operator/calls/CALL_ID/apply
                        """
                                .formatted(server.origin(), device, root, key));
                Thread.currentThread().join();
            }
        }
    }

    private static Path sample(Path folder) throws IOException {
        var root = Files.createDirectories(folder.resolve("files"));
        Files.writeString(root.resolve("hello.txt"), "Hello from this machine.\n");
        Files.writeString(root.resolve("survey.csv"), "point,x,y,z\nA1,12.5,7.25,3.0\n");
        Files.createDirectories(root.resolve("models"));
        Files.writeString(root.resolve("models/house.ifc"), "ISO-10303-21;\n");
        return root;
    }

    private static void log(String line) {
        say("   | " + line);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
