package io.moorage.store.sql;

import io.moorage.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What SQLite and PostgreSQL do differently: becoming the only writer, and making a commit survive power loss. */
enum Dialect {
    SQLITE {
        /** The write lock is held for as long as the connection lives, so that two servers never share one file. */
        @Override
        Connection connect(String url) throws SQLException {
            createPrivately(Path.of(url.substring("jdbc:sqlite:".length())));
            Connection connection = DriverManager.getConnection(url);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 2000");
                statement.execute("PRAGMA locking_mode = EXCLUSIVE");
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("BEGIN EXCLUSIVE");
                statement.execute("COMMIT");
                return connection;
            } catch (SQLException e) {
                connection.close();
                if (e.getErrorCode() == SQLITE_BUSY) {
                    throw taken(url, e);
                }
                throw e;
            }
        }
    },
    POSTGRESQL {
        /** An advisory lock of the session: gone with the connection, however the server dies. */
        @Override
        Connection connect(String url) throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("connectTimeout", "5");
            properties.setProperty("socketTimeout", "20");
            properties.setProperty("ApplicationName", "moorage");
            Connection connection = DriverManager.getConnection(url, properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET synchronous_commit = on");
                try (ResultSet locked = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
                    locked.next();
                    if (!locked.getBoolean(1)) {
                        throw taken(url, null);
                    }
                }
                return connection;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        }
    };

    private static final int SQLITE_BUSY = 5;
    private static final long LOCK = 0x4d6f6f72616765L;

    /** A connection that alone may write; {@link StoreException} when another server has it. */
    abstract Connection connect(String url) throws SQLException;

    static Dialect of(String url) {
        if (url.startsWith("jdbc:sqlite:")) {
            return SQLITE;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException("the state's URL starts with jdbc:sqlite: or jdbc:postgresql:, not " + url);
    }

    private static StoreException taken(String url, @Nullable SQLException cause) {
        return new StoreException("another Moorage server is using " + withoutSecrets(url), cause);
    }

    static String withoutSecrets(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    // Rows hold secret keys; SQLite gives its WAL the permissions of the database file.
    private static void createPrivately(Path file) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            throw new StoreException("cannot create " + file, e);
        }
    }
}
