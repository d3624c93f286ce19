package dev.fusionhost.server.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;

/// Picks the database when the server starts: PostgreSQL when it has a URL, an H2 file in the data
/// folder otherwise.
///
/// Quarkus fixes a data source's kind when it builds, so there are two of them, and one stays
/// closed. A pool opens its first connection when it is asked for one.
@Singleton
class ChosenDatabase {
    private final DatabaseConfig config;
    private final Instance<AgroalDataSource> embedded;
    private final Instance<AgroalDataSource> postgresql;
    private final Instance<Flyway> embeddedSchema;
    private final Instance<Flyway> postgresqlSchema;

    ChosenDatabase(
            DatabaseConfig config,
            @DataSource("embedded") Instance<AgroalDataSource> embedded,
            @DataSource("postgresql") Instance<AgroalDataSource> postgresql,
            @FlywayDataSource("embedded") Instance<Flyway> embeddedSchema,
            @FlywayDataSource("postgresql") Instance<Flyway> postgresqlSchema) {
        this.config = config;
        this.embedded = embedded;
        this.postgresql = postgresql;
        this.embeddedSchema = embeddedSchema;
        this.postgresqlSchema = postgresqlSchema;
    }

    @Produces
    @Singleton
    javax.sql.DataSource source() {
        return config.url().isPresent() ? postgresql.get() : embedded.get();
    }

    @Produces
    @Singleton
    Schema schema() {
        return config.url().isPresent()
                ? new Schema(source(), postgresqlSchema.get(), false)
                : new Schema(source(), embeddedSchema.get(), true);
    }
}
