package dev.fusionhost.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A certificate of `127.0.0.1` that vouches for itself, and its key.
///
/// @param store both, as PKCS #12, opened by [#PASSWORD]
/// @param certificate it alone, as PEM
public record SelfSigned(Path store, Path certificate) {
    public static final String PASSWORD = "changeit";

    /// Makes one, as `server.p12` and `ca.pem`.
    public static SelfSigned in(Path folder) {
        var made = new SelfSigned(folder.resolve("server.p12"), folder.resolve("ca.pem"));
        var store = made.store.toString();
        keytool(
                List.of("-genkeypair", "-alias", "server", "-keyalg", "EC", "-validity", "2"),
                List.of("-dname", "CN=test", "-ext", "SAN=ip:127.0.0.1", "-keystore", store));
        keytool(
                List.of("-exportcert", "-alias", "server", "-rfc", "-keystore", store),
                List.of("-file", made.certificate.toString()));
        return made;
    }

    private static void keytool(List<String> what, List<String> more) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(what);
        command.addAll(more);
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-noprompt"));
        try {
            var keytool =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (keytool.waitFor() != 0) throw new AssertionError("failed: " + command);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
