package dev.fusionhost.agent;

import dev.fusionhost.testing.ScriptedProxy;
import dev.fusionhost.testing.SelfSigned;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A network with a proxy that wants a password, and an authority that no system knows.
public class ProxyAndAuthority implements QuarkusTestResourceLifecycleManager {
    private ScriptedProxy proxy;
    private Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("authority");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        SelfSigned.in(folder);
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
}
