package io.moorage.efs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.efs.FakeFileServers;
import io.moorage.model.WriterGuard;
import io.moorage.model.WriterGuard.State;
import io.moorage.store.SharedTables;
import io.moorage.store.memory.MemoryStore;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A task starts once its guard is confirmed: never before every file server said so, and never for an older token. */
final class GuardLoopTest {
    private final MemoryStore store = new MemoryStore();
    private final FakeFileServers servers = new FakeFileServers();
    private final GuardLoop guards = new GuardLoop(store, servers);

    @Test
    void aGuardIsConfirmedOnlyOnceTheFileServersSaidSo() throws Exception {
        put(granted(Optional.empty(), "i-1"));
        servers.setReachable(false);
        guards.step();
        assertThat(guard().state()).isEqualTo(State.REQUESTED);
        assertThat(guards.waitingFor())
                .containsExactly("the file servers to guard fs-1:/db (token 1): the file server does not answer");
        servers.setReachable(true);
        guards.step();
        assertThat(guard().state()).isEqualTo(State.CONFIRMED);
        assertThat(servers.guards())
                .singleElement()
                .satisfies(known -> assertThat(known.holder().instanceId()).isEqualTo("i-1"));
        assertThat(guards.waitingFor()).isEmpty();
    }

    @Test
    void theNextHolderHasTheNextToken() throws Exception {
        put(granted(Optional.empty(), "i-1"));
        guards.step();
        put(guard().releasing());
        guards.step();
        assertThat(guard().state()).isEqualTo(State.RELEASED);
        put(granted(Optional.of(guard()), "i-2"));
        guards.step();
        assertThat(guard().token()).isEqualTo(2);
        assertThat(guard().state()).isEqualTo(State.CONFIRMED);
    }

    /** The acknowledgement of what was asked before a new holder came says nothing of that one. */
    @Test
    void anOldAcknowledgementConfirmsNothing() {
        WriterGuard first = granted(Optional.empty(), "i-1");
        WriterGuard second = granted(Optional.of(first), "i-2");
        assertThat(second.confirmed(first.token())).isEqualTo(second);
        assertThat(second.releasing().released(first.token()).state()).isEqualTo(State.RELEASING);
    }

    private static WriterGuard granted(Optional<WriterGuard> before, String instance) {
        return WriterGuard.granted(
                before, "fs-1", "/db", new WriterGuard.Holder("task-" + instance, "arn", instance, Set.of("10.0.0.1")));
    }

    private WriterGuard guard() {
        return store.view()
                .find(SharedTables.GUARDS, WriterGuard.key("fs-1", "/db"))
                .orElseThrow();
    }

    private void put(WriterGuard guard) {
        store.transact(tx -> {
            tx.put(SharedTables.GUARDS, guard);
            return tx;
        });
    }
}
