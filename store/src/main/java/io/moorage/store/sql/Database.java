package io.moorage.store.sql;

import io.moorage.store.Store.Change;
import io.moorage.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The connection through which alone a database's rows are written. Used by one thread at a time.
 *
 * <p>Each write moves the stored revision from the one this server knows to the next; should another server have
 * written in between, it fails and changes nothing.
 */
final class Database implements AutoCloseable {
    private final String url;
    private final Dialect dialect;
    private final String writer = UUID.randomUUID().toString();
    private Connection connection;

    private Database(String url, Dialect dialect, Connection connection) {
        this.url = url;
        this.dialect = dialect;
        this.connection = connection;
    }

    static Database open(String url) {
        Dialect dialect = Dialect.of(url);
        try {
            Database database = new Database(url, dialect, dialect.connect(url));
            database.prepare();
            return database;
        } catch (SQLException e) {
            throw new StoreException("cannot open the state at " + Dialect.withoutSecrets(url), e);
        }
    }

    private void prepare() throws SQLException {
        try {
            Migrations.apply(connection);
            try (PreparedStatement mark =
                    connection.prepareStatement("UPDATE moorage_meta SET value = ? WHERE name = 'writer'")) {
                mark.setString(1, writer);
                mark.executeUpdate();
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Receives what is stored, row by row. */
    interface Reader {
        void row(String kind, String key, String body);

        void sequence(String name, long last);
    }

    /** Reads everything; returns the revision it is at. */
    long read(Reader reader) {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT kind, row_key, body FROM moorage_row")) {
                while (rows.next()) {
                    reader.row(rows.getString(1), rows.getString(2), rows.getString(3));
                }
            }
            try (ResultSet sequences = statement.executeQuery("SELECT name, last FROM moorage_sequence")) {
                while (sequences.next()) {
                    reader.sequence(sequences.getString(1), sequences.getLong(2));
                }
            }
            long revision = Long.parseLong(meta("revision"));
            connection.commit();
            return revision;
        } catch (SQLException e) {
            throw new StoreException("cannot read the state at " + Dialect.withoutSecrets(url), e);
        }
    }

    /**
     * Writes all of the batch durably, or nothing. Should the connection break, it is made anew once: what the database
     * then says decides whether the batch is in or has to be written again.
     */
    void write(Batch batch) {
        try {
            attempt(batch);
        } catch (SQLException first) {
            try {
                reconnect();
                if (!isIn(batch)) {
                    attempt(batch);
                }
            } catch (SQLException | StoreException again) {
                again.addSuppressed(first);
                throw new StoreException("cannot write the state to " + Dialect.withoutSecrets(url), again);
            }
        }
    }

    private void attempt(Batch batch) throws SQLException {
        try {
            advanceRevision(batch);
            if (batch.clears()) {
                execute("DELETE FROM moorage_row");
                execute("DELETE FROM moorage_sequence");
            }
            writeRows(batch);
            deleteRows(batch);
            writeSequences(batch.sequences());
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    private void advanceRevision(Batch batch) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE moorage_meta SET value = ? WHERE name = 'revision' AND value = ?")) {
            update.setString(1, Long.toString(batch.revisionAfter()));
            update.setString(2, Long.toString(batch.revisionBefore()));
            if (update.executeUpdate() != 1) {
                throw new SQLException("the stored revision is " + meta("revision") + " where this server left "
                        + batch.revisionBefore() + ": another server wrote, or the answer to a commit was lost;"
                        + " restart this server");
            }
        }
    }

    private void writeRows(Batch batch) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "INSERT INTO moorage_row (kind, row_key, revision, body) VALUES (?, ?, ?, ?) ON CONFLICT (kind, row_key)"
                        + " DO UPDATE SET revision = excluded.revision, body = excluded.body")) {
            for (Map.Entry<Change, Optional<String>> write : batch.bodies().entrySet()) {
                if (write.getValue().isPresent()) {
                    upsert.setString(1, write.getKey().table().name());
                    upsert.setString(2, write.getKey().key());
                    upsert.setLong(3, batch.revisionAfter());
                    upsert.setString(4, write.getValue().get());
                    upsert.addBatch();
                }
            }
            upsert.executeBatch();
        }
    }

    private void deleteRows(Batch batch) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM moorage_row WHERE kind = ? AND row_key = ?")) {
            for (Map.Entry<Change, Optional<String>> write : batch.bodies().entrySet()) {
                if (write.getValue().isEmpty()) {
                    delete.setString(1, write.getKey().table().name());
                    delete.setString(2, write.getKey().key());
                    delete.addBatch();
                }
            }
            delete.executeBatch();
        }
    }

    private void writeSequences(Map<String, Long> sequences) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("INSERT INTO moorage_sequence (name, last)"
                + " VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = excluded.last")) {
            for (Map.Entry<String, Long> sequence : sequences.entrySet()) {
                upsert.setString(1, sequence.getKey());
                upsert.setLong(2, sequence.getValue());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void rollback(Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void reconnect() throws SQLException {
        try {
            connection.close();
        } finally {
            connection = dialect.connect(url);
            connection.setAutoCommit(false);
        }
    }

    private boolean isIn(Batch batch) throws SQLException {
        return meta("revision").equals(Long.toString(batch.revisionAfter()))
                && meta("writer").equals(writer);
    }

    private String meta(String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT value FROM moorage_meta WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet value = query.executeQuery()) {
                if (!value.next()) {
                    throw new SQLException("moorage_meta has no " + name);
                }
                return value.getString(1);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("cannot close the state at " + Dialect.withoutSecrets(url), e);
        }
    }
}
