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
        var password = settings.tls().password();
        if (certificate.isEmpty() && key.isEmpty() && password.isEmpty()) return null;
        if (certificate.isEmpty() || key.isPresent() == password.isPresent())
            throw new HostFailure(
                    ExitCode.CONFIG,
                    "FUSION_HOST_TLS_CERTIFICATE goes with FUSION_HOST_TLS_KEY for PEM files, or with FUSION_HOST_TLS_PASSWORD for a PKCS #12 file; set one of the pairs, or none.");
        var file = Path.of(certificate.get());
        return key.map(pem -> ClientCertificate.read(file, Path.of(pem)))
                .orElseGet(() -> ClientCertificate.read(file, password.orElseThrow()));
    }
}
