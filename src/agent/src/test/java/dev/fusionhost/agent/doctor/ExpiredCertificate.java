package dev.fusionhost.agent.doctor;

import dev.fusionhost.testing.SelfSigned;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A certificate of `127.0.0.1` from an authority that is good, and that is good no more itself:
/// Java doesn't look at the dates of one that vouches for itself.
///
/// @param store the certificate and its key, as PKCS #12 opened by [SelfSigned#PASSWORD]
/// @param authority likewise, under the alias `authority`
record ExpiredCertificate(Path store, Path authority) {
    static ExpiredCertificate in(Path folder) throws Exception {
        var made =
                new ExpiredCertificate(
                        folder.resolve("server.p12"), folder.resolve("authority.p12"));
        var request = folder.resolve("server.csr").toString();
        var signed = folder.resolve("server.pem").toString();
        var root = folder.resolve("authority.pem").toString();
        var key = List.of("-genkeypair", "-keyalg", "EC");
        keytool(
                made.authority,
                "authority",
                key,
                List.of("-dname", "CN=authority", "-ext", "bc:c"));
        keytool(made.authority, "authority", List.of("-exportcert", "-rfc", "-file", root));
        keytool(made.store, "server", key, List.of("-dname", "CN=test"));
        keytool(made.store, "server", List.of("-certreq", "-file", request));
        keytool(
                made.authority,
                "authority",
                List.of("-gencert", "-rfc", "-infile", request, "-outfile", signed),
                List.of("-ext", "SAN=ip:127.0.0.1", "-startdate", "-9d", "-validity", "2"));
        keytool(made.store, "root", List.of("-importcert", "-file", root));
        keytool(made.store, "server", List.of("-importcert", "-file", signed));
        return made;
    }

    @SafeVarargs
    private static void keytool(Path store, String alias, List<String>... words) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (var some : words) command.addAll(some);
        command.addAll(List.of("-alias", alias, "-keystore", store.toString(), "-noprompt"));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", SelfSigned.PASSWORD));
        var keytool =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (keytool.waitFor() != 0) throw new AssertionError("failed: " + command);
    }
}
