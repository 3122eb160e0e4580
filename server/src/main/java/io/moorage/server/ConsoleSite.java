package io.moorage.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.Action;
import io.moorage.awsapi.WebSocketRoute;
import io.moorage.awsapi.dispatch.JsonCalls;
import io.moorage.awsapi.dispatch.LocalSockets;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.console.Console;
import io.moorage.console.efs.Storage;
import io.moorage.console.frame.Route;
import io.moorage.iam.IamControlPlane;
import io.moorage.store.AllTables;
import io.moorage.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The console on this server: it calls every action there is, and hears from the store that something changed. */
final class ConsoleSite implements AutoCloseable {
    private final Console console;
    private final Store.Subscription subscription;
    private final ServiceCounts counts;

    ConsoleSite(
            ServerConfig config,
            List<Action<?, ?>> actions,
            List<WebSocketRoute> webSockets,
            Storage storage,
            IamControlPlane iam,
            Store store,
            InstantSource clock,
            RandomGenerator random,
            Supplier<JsonNode> failovers) {
        JsonCalls calls = new JsonCalls(
                actions, iam.authorizer(), config.accountId(), config.region(), clock, () -> UUID.randomUUID()
                        .toString());
        LocalSockets sockets = new LocalSockets(
                webSockets, iam.authorizer(), config.accountId(), config.region(), clock, () -> UUID.randomUUID()
                        .toString());
        this.console = new Console(new Console.Parts(
                calls,
                sockets,
                storage,
                iam.credentialStore(),
                config.accountId(),
                config.region(),
                config.port(),
                clock,
                random,
                failovers));
        this.subscription = store.watch(Set.copyOf(AllTables.LIST), this::changed);
        this.counts = new ServiceCounts(store, clock, console.services());
    }

    /** What the console answers at. */
    List<Route> pages() {
        return console.routes();
    }

    PlainRoute route() {
        return console.route();
    }

    /** Events of logs came, which are no rows. */
    void logged() {
        console.changed(List.of("logs"));
    }

    /** A table's name begins with its service's. */
    private void changed(Store.Changes changes) {
        console.changed(changes.changes().stream()
                .map(change -> change.table().name().replaceFirst("_.*", ""))
                .collect(Collectors.toSet()));
    }

    @Override
    public void close() {
        subscription.close();
        counts.close();
        console.close();
    }
}
