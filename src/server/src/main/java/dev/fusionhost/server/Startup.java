package dev.fusionhost.server;

import dev.fusionhost.protocol.Limits;
import dev.fusionhost.server.database.DatabaseException;
import dev.fusionhost.server.database.Schema;
import dev.fusionhost.server.operator.OperatorKey;
import dev.fusionhost.server.proof.ProofGate;
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
import org.jspecify.annotations.Nullable;

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
    private final ProofGate proofs;
    private final HttpServer http;

    Startup(
            ServerConfig config,
            DataFolder folder,
            Schema schema,
            ServerSecret secret,
            OperatorKey operatorKey,
            ProofGate proofs,
            HttpServer http) {
        this.config = config;
        this.folder = folder;
        this.schema = schema;
        this.secret = secret;
        this.operatorKey = operatorKey;
        this.proofs = proofs;
        this.http = http;
    }

    void prepare(@Observes StartupEvent event) {
        try {
            checkHeartbeat();
            checkDrain();
            proofs.prepare();
            if (schema.isEmbedded()) folder.prepare();
            schema.migrate();
            secret.prepare();
            operatorKey.prepare();
        } catch (BadSettingException bad) {
            throw end(bad.getMessage());
        } catch (DatabaseException refused) {
            // It could be opened and read, so somebody has made it read-only, or another program's.
            throw end("The database can't be written: " + refused.getMessage());
        }
    }

    private static PreventFurtherStepsException end(@Nullable String sentence) {
        System.err.println(sentence);
        // The exception ends the start without a stack trace, but it doesn't end the process.
        Quarkus.asyncExit(CONFIGURATION_ERROR);
        return new PreventFurtherStepsException();
    }

    private void checkHeartbeat() {
        var heartbeat = Duration.ofSeconds(config.heartbeatSeconds());
        if (heartbeat.compareTo(Limits.MIN_HEARTBEAT) < 0
                || heartbeat.compareTo(Limits.MAX_HEARTBEAT) > 0) {
            throw new BadSettingException("fusion.server.heartbeat-seconds must be 5 to 60.");
        }
    }

    private void checkDrain() {
        if (config.drainSeconds() < 0 || config.drainSeconds() > 300) {
            throw new BadSettingException("fusion.server.drain-seconds must be 0 to 300.");
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
