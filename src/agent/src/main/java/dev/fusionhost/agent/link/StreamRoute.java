package dev.fusionhost.agent.link;

import dev.fusionhost.agent.network.Proxy;
import dev.fusionhost.agent.network.Route;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/// Tells a WebSocket client which way to take.
final class StreamRoute {
    private StreamRoute() {}

    static void take(Route route, WebSocketClientOptions client) {
        if (route.proxy() != null) client.setProxyOptions(options(route.proxy()));
        try {
            if (route.trusted() != null) {
                var factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(route.trusted());
                client.setTrustOptions(TrustOptions.wrap(factory));
            }
            if (route.identity() != null) {
                var factory =
                        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(route.identity(), Route.PASSWORD.toCharArray());
                client.setKeyCertOptions(KeyCertOptions.wrap(factory));
            }
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("what was read can be used", broken);
        }
    }

    private static ProxyOptions options(Proxy proxy) {
        return new ProxyOptions()
                .setHost(proxy.host())
                .setPort(proxy.port())
                .setUsername(proxy.user())
                .setPassword(proxy.password());
    }
}
