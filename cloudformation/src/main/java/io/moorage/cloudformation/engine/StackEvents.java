package io.moorage.cloudformation.engine;

import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackEvent;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.List;

/** Writes what happened to a stack, in its order. */
public final class StackEvents {
    private StackEvents() {}

    public static void write(Transaction tx, Stack stack, List<Decision.Event> events, Instant now) {
        for (Decision.Event each : events) {
            tx.insert(
                    CloudFormationTables.EVENTS,
                    new StackEvent(
                            stack.id(),
                            tx.next(CloudFormationTables.EVENT_SEQUENCE),
                            each.logicalId(),
                            each.physicalId(),
                            each.type(),
                            each.status(),
                            each.reason(),
                            now,
                            each.properties(),
                            stack.clientToken()));
        }
    }
}
