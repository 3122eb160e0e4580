package io.moorage.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moorage.store.Store;
import io.moorage.store.Store.Changes;
import io.moorage.store.Store.Subscription;
import io.moorage.store.StoreContract;
import io.moorage.store.StoreException;
import io.moorage.store.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a durable store promises beyond {@link StoreContract}. */
abstract class SqlStoreContract extends StoreContract {
    /** A fresh database for each test. */
    protected abstract String url();

    @Override
    protected Store open() {
        return SqlStore.open(url(), TABLES);
    }

    @Test
    void everythingIsThereAfterReopening() {
        insert("a", "Ystad");
        insert("b", "Ystad");
        write(tx -> tx.delete(BERTHS, "a"));
        write(tx -> tx.next("ids"));
        long revision = store.view().revision();
        reopen(TABLES);

        assertThat(store.view().all(BERTHS)).containsExactly(new Berth("b", "Ystad", 10));
        assertThat(store.view().by(BERTHS, BY_HARBOUR, "Ystad")).hasSize(1);
        assertThat(store.view().revision()).isEqualTo(revision);
        assertThat(store.<Long>transact(tx -> tx.next("ids"))).isEqualTo(2);
    }

    @Test
    void resetForgetsDurablyAndTellsTheWatchers() {
        insert("a", "Ystad");
        write(tx -> tx.next("ids"));
        List<Changes> heard = Collections.synchronizedList(new ArrayList<>());
        try (Subscription _ = store.watch(Set.of(BERTHS), heard::add)) {
            ((SqlStore) store).reset();
            await().atMost(Duration.ofSeconds(20)).until(() -> heard.size() == 1);
        }
        insert("b", "Ystad");
        reopen(TABLES);

        assertThat(store.view().all(BERTHS)).extracting(Berth::id).containsExactly("b");
        assertThat(store.<Long>transact(tx -> tx.next("ids"))).isEqualTo(1);
    }

    @Test
    void rowsOfTablesNotOpenedAreKept() {
        insert("a", "Ystad");
        reopen(List.of(NAMES));
        assertThatThrownBy(() -> insert("b", "Ystad"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("berth");
        reopen(TABLES);
        assertThat(store.view().find(BERTHS, "a")).isPresent();
    }

    @Test
    void aSecondServerIsRefusedWhileTheFirstRuns() {
        assertThatThrownBy(() -> SqlStore.open(url(), TABLES))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another Moorage server");
    }

    @Test
    void aStateOfANewerMoorageIsRefused() throws Exception {
        store.close();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE moorage_meta SET value = '99' WHERE name = 'schema'");
        }
        assertThatThrownBy(() -> SqlStore.open(url(), TABLES))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer Moorage");
    }

    /** A transaction acknowledged by a process that is then killed is there afterwards (design.md, section 2). */
    @Test
    void acknowledgedTransactionsSurviveKill9() throws Exception {
        store.close();
        for (int round = 0; round < 2; round++) {
            int acknowledged = writeUntilKilled();
            store = SqlStore.open(url(), TABLES);
            for (int writer = 0; writer < CrashingWriter.THREADS; writer++) {
                long stored =
                        store.view().by(BERTHS, BY_HARBOUR, "writer" + writer).size();
                assertThat(store.view()
                                .find(BERTHS, "count" + writer)
                                .orElseThrow()
                                .metres())
                        .as("a transaction is there whole or not at all")
                        .isEqualTo(stored);
            }
            assertThat(store.view().all(NAMES)).contains("ack" + acknowledged);
            assertThat(store.view().all(NAMES).size()).isGreaterThanOrEqualTo(acknowledged);
            ((SqlStore) store).reset();
            store.close();
        }
    }

    /** Returns how many transactions the child process had acknowledged when it was killed. */
    private int writeUntilKilled() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        url())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader acknowledgements =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            int last = 0;
            for (String line = acknowledgements.readLine(); line != null; line = acknowledgements.readLine()) {
                last = Integer.parseInt(line);
                if (last == 200) {
                    // Not Process.destroyForcibly, which closes the pipe with acknowledgements still in it.
                    child.toHandle().destroyForcibly();
                }
            }
            assertThat(last).as("acknowledged before the kill").isGreaterThanOrEqualTo(200);
            return last;
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    protected void reopen(List<Table<?>> tables) {
        store.close();
        store = SqlStore.open(url(), tables);
    }
}
