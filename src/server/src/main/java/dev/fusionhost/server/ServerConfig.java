package dev.fusionhost.server;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// What an operator may set; the defaults are in `application.properties`. Where the server listens
/// is `quarkus.http.host` and `quarkus.http.port`.
@ConfigMapping(prefix = "fusion.server")
public interface ServerConfig {
    /// The folder of the embedded database.
    Path data();

    /// A key of the operator's own choice, 16 letters at least. Where there is none, the server
    /// makes one at its first start and prints it once.
    Optional<String> operatorKey();

    /// The server's URL as devices know it, where a proxy stands before it that changes the
    /// host they asked for. A device's proofs name that URL.
    Optional<URI> publicUrl();

    /// How often devices are to ping, 5 to 60.
    int heartbeatSeconds();

    /// How long a server that is told to stop waits for the calls under way, 0 to 300.
    int drainSeconds();
}
