package dev.fusionhost.server.database;

import dev.fusionhost.server.BadSettingException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The tables, as `db/migration` describes them.
public final class Schema {
    private final DataSource source;
    private final Flyway flyway;
    private final boolean isEmbedded;

    Schema(DataSource source, Flyway flyway, boolean isEmbedded) {
        this.source = source;
        this.flyway = flyway;
        this.isEmbedded = isEmbedded;
    }

    /// Whether they are in a file of the data folder.
    public boolean isEmbedded() {
        return isEmbedded;
    }

    /// Makes the tables, or brings older ones up to date.
    public void migrate() {
        open();
        try {
            flyway.migrate();
        } catch (FlywayException failed) {
            throw new BadSettingException(
                    "The database's tables can't be brought up to date: " + sentence(failed));
        }
    }

    private void open() {
        try (var connection = source.getConnection()) {
            connection.getMetaData();
        } catch (SQLException failed) {
            throw new BadSettingException("The database can't be opened: " + sentence(failed));
        }
    }

    /// The first line; the others are for who develops with the library.
    private static String sentence(Exception failed) {
        return String.valueOf(failed.getMessage()).lines().findFirst().orElse("unknown reason");
    }
}
