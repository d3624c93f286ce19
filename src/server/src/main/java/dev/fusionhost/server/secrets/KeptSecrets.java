package dev.fusionhost.server.secrets;

import dev.fusionhost.server.database.Database;
import dev.fusionhost.server.database.DatabaseException;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The server's few secrets in its database, each under a name.
@Singleton
public class KeptSecrets {
    private final Database database;

    KeptSecrets(Database database) {
        this.database = database;
    }

    public Optional<String> find(String name) {
        return database.first(
                "select content from server_secret where name = ?",
                row -> row.getString("content"),
                name);
    }

    /// Keeps a secret unless there is one of that name.
    ///
    /// @return false when there was one: another server on the same database may have been faster
    public boolean keep(String name, String content) {
        try {
            return database.update(
                            "insert into server_secret (name, content) values (?, ?)",
                            name,
                            content)
                    == 1;
        } catch (DatabaseException refused) {
            if (find(name).isPresent()) return false;
            throw refused;
        }
    }
}
