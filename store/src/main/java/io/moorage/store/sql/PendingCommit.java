package io.moorage.store.sql;

import io.moorage.store.Store.Change;
import io.moorage.store.Store.Changes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A transaction that has run and waits to become durable.
 *
 * @param bodies rows as JSON, empty where the row is removed
 * @param changes the state after it; a transaction that wrote nothing has the revision of the one before it and only waits
 *     for what it read to become durable
 */
record PendingCommit(
        Map<Change, Optional<String>> bodies,
        Map<String, Long> sequences,
        boolean clears,
        Changes changes,
        CompletableFuture<Void> durable) {}
