package dev.fusionhost.server.database;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// A PostgreSQL database instead of the file in the data folder.
@ConfigMapping(prefix = "fusion.server.database")
interface DatabaseConfig {
    /// `jdbc:postgresql://host/database`
    Optional<String> url();

    Optional<String> username();

    Optional<String> password();
}
