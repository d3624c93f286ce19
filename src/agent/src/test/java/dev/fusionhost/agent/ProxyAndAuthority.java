package dev.fusionhost.agent;

import dev.fusionhost.testing.ScriptedProxy;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A network with a proxy that wants a password, and an authority that no system knows.
public class ProxyAndAuthority implements QuarkusTestResourceLifecycleManager {
    static final String PASSWORD = "changeit";

    private ScriptedProxy proxy;
    private Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("authority");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        identity(folder);
        proxy = ScriptedProxy.start().demand("user", "pa:ss");
        return Map.of(
                "fusion.host.proxy",
                "http://user:pa%%3Ass@127.0.0.1:%d".formatted(proxy.port()),
                "fusion.host.tls.ca",
                folder.resolve("ca.pem").toString(),
                "fusion.host.home",
                folder.resolve("home").toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(proxy, new TestInjector.MatchesType(ScriptedProxy.class));
        injector.injectIntoFields(folder, field -> field.getName().equals("authority"));
    }

    @Override
    public void stop() {
        proxy.close();
    }

    /// Makes `server.p12`, a certificate of 127.0.0.1 and its key, and `ca.pem`, the certificate.
    public static void identity(Path folder) {
        var store = folder.resolve("server.p12").toString();
        keytool(
                List.of("-genkeypair", "-alias", "server", "-keyalg", "EC", "-validity", "2"),
                List.of("-dname", "CN=test", "-ext", "SAN=ip:127.0.0.1", "-keystore", store));
        keytool(
                List.of("-exportcert", "-alias", "server", "-rfc", "-keystore", store),
                List.of("-file", folder.resolve("ca.pem").toString()));
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
