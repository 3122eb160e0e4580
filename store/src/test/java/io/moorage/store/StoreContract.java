package io.moorage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moorage.store.Store.Change;
import io.moorage.store.Store.Changes;
import io.moorage.store.Store.Subscription;
import io.moorage.store.Table.Index;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link Store}, {@link ReadView} and {@link Transaction} as tests; every engine passes them all. */
public abstract class StoreContract {
    public record Berth(String id, String harbour, long metres) {}

    public static final Index<Berth> BY_HARBOUR = new Index<>("harbour", Berth::harbour);
    public static final Table<Berth> BERTHS = new Table<>("berth", Berth.class, Berth::id, List.of(BY_HARBOUR));
    public static final Table<String> NAMES = new Table<>("name", String.class, name -> name, List.of());
    public static final List<Table<?>> TABLES = List.of(BERTHS, NAMES);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    protected Store store;

    /** An empty store with {@link #TABLES}. */
    protected abstract Store open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void aCommittedRowIsInTheNextView() {
        ReadView before = store.view();
        insert("b1", "Ystad");

        assertThat(store.view().find(BERTHS, "b1")).contains(new Berth("b1", "Ystad", 10));
        assertThat(before.find(BERTHS, "b1")).as("a view never changes").isEmpty();
        assertThat(store.view().revision()).isEqualTo(before.revision() + 1);
    }

    @Test
    void rowsComeInTheOrderOfTheirKeys() {
        for (String id : List.of("c", "a", "d", "b")) {
            insert(id, id.equals("d") ? "Trelleborg" : "Ystad");
        }
        assertThat(store.view().all(BERTHS)).extracting(Berth::id).containsExactly("a", "b", "c", "d");
        assertThat(store.view().by(BERTHS, BY_HARBOUR, "Ystad"))
                .extracting(Berth::id)
                .containsExactly("a", "b", "c");
    }

    @Test
    void anIndexFollowsUpdatesAndDeletes() {
        insert("a", "Ystad");
        insert("b", "Ystad");
        write(tx -> tx.update(BERTHS, new Berth("a", "Simrishamn", 12)));
        write(tx -> tx.delete(BERTHS, "b"));

        assertThat(store.view().by(BERTHS, BY_HARBOUR, "Ystad")).isEmpty();
        assertThat(store.view().by(BERTHS, BY_HARBOUR, "Simrishamn")).containsExactly(new Berth("a", "Simrishamn", 12));
    }

    @Test
    void anIndexOfAnotherTableIsRefused() {
        Index<Berth> foreign = new Index<>("metres", berth -> Long.toString(berth.metres()));
        assertThatThrownBy(() -> store.view().by(BERTHS, foreign, "10")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTransactionSeesItsOwnWrites() {
        write(tx -> {
            tx.insert(BERTHS, new Berth("a", "Ystad", 1));
            tx.put(BERTHS, new Berth("a", "Ystad", 2));
            assertThat(tx.find(BERTHS, "a").orElseThrow().metres()).isEqualTo(2);
            assertThat(tx.by(BERTHS, BY_HARBOUR, "Ystad")).hasSize(1);
            tx.delete(BERTHS, "a");
            assertThat(tx.all(BERTHS)).isEmpty();
        });
        assertThat(store.view().all(BERTHS)).isEmpty();
    }

    @Test
    void insertRefusesATakenKeyAndUpdateAMissingOne() {
        insert("a", "Ystad");
        assertThatThrownBy(() -> insert("a", "Ystad"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("berth a");
        assertThatThrownBy(() -> write(tx -> tx.update(BERTHS, new Berth("zz", "Ystad", 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("berth zz");
    }

    @Test
    void anExceptionRollsBackAndArrivesAsItIs() {
        RuntimeException refusal = new IllegalArgumentException("no room");
        long revision = store.view().revision();
        assertThatThrownBy(() -> write(tx -> {
                    tx.insert(BERTHS, new Berth("a", "Ystad", 1));
                    tx.next("ids");
                    throw refusal;
                }))
                .isSameAs(refusal);

        assertThat(store.view().find(BERTHS, "a")).isEmpty();
        assertThat(store.view().revision()).isEqualTo(revision);
        assertThat(store.<Long>transact(tx -> tx.next("ids"))).isEqualTo(1);
    }

    @Test
    void aTransactionThatOnlyReadsMakesNoRevision() {
        insert("a", "Ystad");
        long revision = store.view().revision();
        assertThat(store.<Boolean>transact(tx -> tx.find(BERTHS, "a").isPresent()))
                .isTrue();
        assertThat(store.view().revision()).isEqualTo(revision);
    }

    @Test
    void aTransactionInATransactionIsRefused() {
        assertThatThrownBy(() -> write(tx -> insert("a", "Ystad")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("running on this thread");
        insert("a", "Ystad");
        assertThat(store.view().find(BERTHS, "a")).isPresent();
    }

    @Test
    void sequencesCountFromOneEachForItself() {
        assertThat(store.<Long>transact(tx -> tx.next("x"))).isEqualTo(1);
        assertThat(store.<Long>transact(tx -> tx.next("x") + tx.next("x"))).isEqualTo(5);
        assertThat(store.<Long>transact(tx -> tx.next("y"))).isEqualTo(1);
    }

    @Test
    void concurrentTransactionsAreSerialisable() throws Exception {
        write(tx -> tx.insert(BERTHS, new Berth("counter", "", 0)));
        int threads = 8;
        int each = 50;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                all.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        write(tx -> {
                            long now = tx.find(BERTHS, "counter").orElseThrow().metres();
                            tx.update(BERTHS, new Berth("counter", "", now + 1));
                        });
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
        assertThat(store.view().find(BERTHS, "counter").orElseThrow().metres()).isEqualTo((long) threads * each);
    }

    @Test
    void aWatchHearsOfItsTablesCommitsInOrderWithTheStateAfterThem() {
        List<Changes> heard = Collections.synchronizedList(new ArrayList<>());
        Set<Change> wanted = new LinkedHashSet<>();
        try (Subscription _ = store.watch(Set.of(BERTHS), heard::add)) {
            write(tx -> tx.insert(NAMES, "unheard"));
            for (int i = 0; i < 20; i++) {
                String id = "b%02d".formatted(i);
                insert(id, "Ystad");
                wanted.add(new Change(BERTHS, id));
            }
            write(tx -> tx.delete(BERTHS, "b00"));
            await().atMost(PATIENCE)
                    .until(() -> !heard.isEmpty()
                            && heard.getLast().after().find(BERTHS, "b00").isEmpty()
                            && heard.getLast().after().find(BERTHS, "b19").isPresent());
        }
        Set<Change> all = new LinkedHashSet<>();
        long revision = 0;
        for (Changes changes : List.copyOf(heard)) {
            assertThat(changes.after().revision()).isGreaterThan(revision);
            revision = changes.after().revision();
            all.addAll(changes.changes());
        }
        assertThat(all).containsExactlyElementsOf(wanted);
    }

    @Test
    void aSlowListenerDelaysOnlyItselfAndIsHandedABatch() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        List<Changes> slow = Collections.synchronizedList(new ArrayList<>());
        List<Changes> quick = Collections.synchronizedList(new ArrayList<>());
        try (Subscription _ = store.watch(Set.of(BERTHS), changes -> {
                    entered.countDown();
                    awaitUninterrupted(leave);
                    slow.add(changes);
                });
                Subscription _ = store.watch(Set.of(BERTHS), quick::add)) {
            insert("a", "Ystad");
            assertThat(entered.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            insert("b", "Ystad");
            insert("c", "Ystad");
            await().atMost(PATIENCE)
                    .until(() -> !quick.isEmpty()
                            && quick.getLast().after().all(BERTHS).size() == 3);
            leave.countDown();
            await().atMost(PATIENCE).until(() -> slow.size() == 2);
        }
        assertThat(slow.getLast().changes()).containsExactly(new Change(BERTHS, "b"), new Change(BERTHS, "c"));
        assertThat(slow.getLast().after().all(BERTHS)).hasSize(3);
    }

    @Test
    void aFailingListenerHearsTheNextChange() {
        AtomicInteger calls = new AtomicInteger();
        try (Subscription _ = store.watch(Set.of(BERTHS), changes -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the listener's own fault, on purpose");
            }
        })) {
            insert("a", "Ystad");
            await().atMost(PATIENCE).until(() -> calls.get() == 1);
            insert("b", "Ystad");
            await().atMost(PATIENCE).until(() -> calls.get() == 2);
        }
    }

    @Test
    void aListenerMayWriteAndMayEndItsOwnWatch() {
        List<Subscription> own = Collections.synchronizedList(new ArrayList<>());
        own.add(store.watch(Set.of(BERTHS), changes -> {
            write(tx -> tx.put(NAMES, "seen"));
            own.getFirst().close();
        }));
        insert("a", "Ystad");
        await().atMost(PATIENCE).until(() -> store.view().find(NAMES, "seen").isPresent());
    }

    @Test
    void aClosedWatchIsNotCalledAgain() {
        AtomicInteger calls = new AtomicInteger();
        Subscription subscription = store.watch(Set.of(BERTHS), changes -> calls.incrementAndGet());
        insert("a", "Ystad");
        await().atMost(PATIENCE).until(() -> calls.get() == 1);
        subscription.close();
        List<Changes> other = Collections.synchronizedList(new ArrayList<>());
        try (Subscription _ = store.watch(Set.of(BERTHS), other::add)) {
            insert("b", "Ystad");
            await().atMost(PATIENCE).until(() -> other.size() == 1);
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void aClosedStoreRefusesTransactions() {
        store.close();
        assertThatThrownBy(() -> insert("a", "Ystad"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    protected void insert(String id, String harbour) {
        write(tx -> tx.insert(BERTHS, new Berth(id, harbour, 10)));
    }

    protected void write(Consumer<Transaction> body) {
        store.transact(tx -> {
            body.accept(tx);
            return Boolean.TRUE;
        });
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let the slow listener go on");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
