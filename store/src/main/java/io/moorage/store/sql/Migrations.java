package io.moorage.store.sql;

import io.moorage.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings the database's tables to the newest form, one numbered script after the other, all in one transaction. */
final class Migrations {
    /** In order; a released script is never changed. */
    private static final List<String> SCRIPTS = List.of("V1__rows.sql");

    private Migrations() {}

    static void apply(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            int applied = appliedTo(statement);
            if (applied > SCRIPTS.size()) {
                throw new StoreException(
                        "the state was written by a newer Moorage (schema " + applied + ", this one knows "
                                + SCRIPTS.size() + "): start that version, or use another home",
                        null);
            }
            for (String script : SCRIPTS.subList(applied, SCRIPTS.size())) {
                run(statement, script);
            }
            statement.executeUpdate("UPDATE moorage_meta SET value = '" + SCRIPTS.size() + "' WHERE name = 'schema'");
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private static int appliedTo(Statement statement) throws SQLException {
        statement.executeUpdate("CREATE TABLE IF NOT EXISTS moorage_meta"
                + " (name VARCHAR(100) NOT NULL PRIMARY KEY, value TEXT NOT NULL)");
        statement.executeUpdate(
                "INSERT INTO moorage_meta (name, value) VALUES ('schema', '0') ON CONFLICT (name) DO NOTHING");
        try (ResultSet schema = statement.executeQuery("SELECT value FROM moorage_meta WHERE name = 'schema'")) {
            schema.next();
            return Integer.parseInt(schema.getString(1));
        }
    }

    private static void run(Statement statement, String script) throws SQLException {
        for (String sql : read(script).split(";")) {
            if (!sql.isBlank()) {
                statement.executeUpdate(sql);
            }
        }
    }

    private static String read(String script) {
        try (InputStream in = Migrations.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException("migration script missing from the program: " + script);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("cannot read the migration script " + script, e);
        }
    }
}
