package dev.fusionhost.server.database;

import java.sql.SQLException;

/// A statement that the database refused. Names the statement, never its values.
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(String sql, SQLException cause) {
        super("the database refused: " + sql, cause);
    }
}
