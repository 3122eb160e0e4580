package io.moorage.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.store.Store;
import io.moorage.store.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest extends StoreContract {
    @Override
    protected Store open() {
        return new MemoryStore();
    }

    @Test
    void resetEmptiesRowsAndSequences() {
        insert("a", "Ystad");
        write(tx -> tx.next("ids"));
        ((MemoryStore) store).reset();

        assertThat(store.view().all(BERTHS)).isEmpty();
        assertThat(store.<Long>transact(tx -> tx.next("ids"))).isEqualTo(1);
    }

    @Test
    void whatIsThereAnewComesInTheTransactionThatEmpties() {
        insert("a", "Ystad");
        long before = store.view().revision();
        ((MemoryStore) store).reset(tx -> {
            assertThat(tx.all(BERTHS)).isEmpty();
            tx.insert(BERTHS, new Berth("b", "Malmö", 10));
            assertThat(store.view().all(BERTHS)).extracting(Berth::id).containsExactly("a");
        });

        assertThat(store.view().all(BERTHS)).extracting(Berth::id).containsExactly("b");
        assertThat(store.view().revision()).isEqualTo(before + 1);
    }

    @Test
    void aPromptStoreHasToldItsWatchersWhenATransactionReturns() {
        try (MemoryStore prompt = MemoryStore.prompt()) {
            List<String> heard = new ArrayList<>();
            Store.Subscription watch =
                    prompt.watch(Set.of(BERTHS), changes -> changes.changes().forEach(each -> heard.add(each.key())));
            prompt.transact(tx -> {
                tx.insert(BERTHS, new Berth("a", "Ystad", 10));
                assertThat(heard).isEmpty();
                return tx;
            });
            assertThat(heard).containsExactly("a");
            watch.close();
            prompt.transact(tx -> {
                tx.delete(BERTHS, "a");
                return tx;
            });
            assertThat(heard).hasSize(1);
        }
    }
}
