package dev.fusionhost.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fusionhost.server.BadSettingException;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private final JdbcDataSource source = new JdbcDataSource();

    @BeforeEach
    void anEmptyDatabase() {
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @Test
    void anEmptyDatabaseGetsItsTablesOnce() {
        schema().migrate();
        schema().migrate();

        assertThat(new Database(source).all("select * from device", row -> row)).isEmpty();
    }

    @Test
    void anotherProgramsDatabaseIsLeftAloneAndToldInOneSentence() throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table invoices (id int)");
        }

        assertThatExceptionOfType(BadSettingException.class)
                .isThrownBy(() -> schema().migrate())
                .satisfies(bad -> assertThat(bad.getMessage().lines()).hasSize(1))
                .withMessageStartingWith("The database's tables can't be brought up to date");
    }

    @Test
    void aDatabaseThatIsNotThereIsToldInOneSentence() {
        source.setURL("jdbc:h2:mem:nowhere;IFEXISTS=TRUE");

        assertThatExceptionOfType(BadSettingException.class)
                .isThrownBy(() -> schema().migrate())
                .satisfies(bad -> assertThat(bad.getMessage().lines()).hasSize(1))
                .withMessageStartingWith("The database can't be opened");
    }

    private Schema schema() {
        var flyway =
                Flyway.configure().dataSource(source).locations("classpath:db/migration").load();
        return new Schema(source, flyway, true);
    }
}
