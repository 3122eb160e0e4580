package io.moorage.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest extends SqlStoreContract {
    @TempDir
    Path directory;

    @Override
    protected String url() {
        return "jdbc:sqlite:" + directory.resolve("state.db");
    }

    @Test
    void onlyTheOwnerMayReadTheState() throws Exception {
        insert("a", "Ystad");
        for (String file : new String[] {"state.db", "state.db-wal"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        Path other = directory.resolve("other.db");
        Files.writeString(other, "this is a letter, not a database".repeat(100));
        assertThatThrownBy(() -> SqlStore.open("jdbc:sqlite:" + other, TABLES))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(other.toString());
    }

    @Test
    void anUnknownUrlIsRefused() {
        assertThatThrownBy(() -> SqlStore.open("jdbc:mysql://127.0.0.1/x", TABLES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql:");
    }
}
