package dev.fusionhost.server;

import dev.fusionhost.protocol.Limits;
import dev.fusionhost.server.database.Schema;
import dev.fusionhost.server.operator.OperatorKey;
import dev.fusionhost.server.secrets.ServerSecret;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.time.Duration;

/// What happens once, in this order: folder, tables, secrets; then the server listens, and says so.
@Singleton
class Startup {
    /// `EX_CONFIG` of `sysexits.h`.
    private static final int CONFIGURATION_ERROR = 78;

    private final ServerConfig config;
    private final DataFolder folder;
    private final Schema schema;
    private final ServerSecret secret;
    private final OperatorKey operatorKey;
    private final HttpServer http;

    Startup(
            ServerConfig config,
            DataFolder folder,
            Schema schema,
            ServerSecret secret,
            OperatorKey operatorKey,
            HttpServer http) {
        this.config = config;
        this.folder = folder;
        this.schema = schema;
        this.secret = secret;
        this.operatorKey = operatorKey;
        this.http = http;
    }

    void prepare(@Observes StartupEvent event) {
        try {
            checkHeartbeat();
            if (schema.isEmbedded()) folder.prepare();
            schema.migrate();
            secret.prepare();
            operatorKey.prepare();
        } catch (BadSettingException bad) {
            System.err.println(bad.getMessage());
            // The exception ends the start without a stack trace, but it doesn't end the process.
            Quarkus.asyncExit(CONFIGURATION_ERROR);
            throw new PreventFurtherStepsException();
        }
    }

    private void checkHeartbeat() {
        var heartbeat = Duration.ofSeconds(config.heartbeatSeconds());
        if (heartbeat.compareTo(Limits.MIN_HEARTBEAT) < 0
                || heartbeat.compareTo(Limits.MAX_HEARTBEAT) > 0) {
            throw new BadSettingException("fusion.server.heartbeat-seconds must be 5 to 60.");
        }
    }

    // A script waits for this line, so it goes to the standard output whatever the log's level is.
    void announce(@ObservesAsync HttpServerStart started) {
        System.out.printf(
                "Fusion server is ready on http://%s:%d, its data is in %s%n",
                started.options().getHost(),
                http.getPort(),
                schema.isEmbedded() ? folder.path() : "PostgreSQL");
    }
}
