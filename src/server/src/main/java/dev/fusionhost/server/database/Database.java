package dev.fusionhost.server.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// One SQL statement at a time, in words that H2 and PostgreSQL both understand.
///
/// Takes part in the caller's transaction, if there is one.
@Singleton
public class Database {
    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /// How many rows the statement changed.
    public int update(String sql, @Nullable Object... values) {
        try (var connection = source.getConnection();
                var statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new DatabaseException(sql, failed);
        }
    }

    public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) {
        return all(sql, row, values).stream().findFirst();
    }

    public <T> List<T> all(String sql, Row<T> row, @Nullable Object... values) {
        try (var connection = source.getConnection();
                var statement = prepared(connection, sql, values);
                var results = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            while (results.next()) rows.add(row.read(results));
            return List.copyOf(rows);
        } catch (SQLException failed) {
            throw new DatabaseException(sql, failed);
        }
    }

    /// A moment as both databases keep it; null stays null.
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static PreparedStatement prepared(
            Connection connection, String sql, @Nullable Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var i = 0; i < values.length; i++) {
            var value = values[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : values[i];
            statement.setObject(i + 1, value);
        }
        return statement;
    }

    /// Reads the row that the result set stands on.
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
