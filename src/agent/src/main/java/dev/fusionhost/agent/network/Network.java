package dev.fusionhost.agent.network;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.credentials.Origin;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.KeyStore;
import org.jspecify.annotations.Nullable;

/// What the operator and the system say about the way to a server.
@Singleton
public class Network {
    private final HostSettings settings;

    Network(HostSettings settings) {
        this.settings = settings;
    }

    /// The way to a server, as it is now.
    ///
    /// @throws HostFailure where a setting can't be used
    public Route to(Origin origin) {
        var proxies = new Proxies(settings.proxy().orElse(null), System::getenv);
        if (!origin.secure()) return new Route(proxies.to(origin), null, null);
        var extra = settings.tls().ca().map(Path::of).orElse(null);
        return new Route(proxies.to(origin), TrustedRoots.read(extra), identity());
    }

    private @Nullable KeyStore identity() {
        var certificate = settings.tls().certificate();
        var key = settings.tls().key();
        if (certificate.isEmpty() && key.isEmpty()) return null;
        if (certificate.isEmpty() || key.isEmpty())
            throw new HostFailure(
                    ExitCode.CONFIG,
                    "FUSION_HOST_TLS_CERTIFICATE and FUSION_HOST_TLS_KEY belong together; set both, or none.");
        return ClientCertificate.read(Path.of(certificate.get()), Path.of(key.get()));
    }
}
