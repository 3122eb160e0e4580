package io.moorage.fileserver;

import io.moorage.fileserver.control.FenceOrder;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last order about each instance, newest last. An old order, late or repeated, changes nothing. Of those that let an instance in again
 * only so many are remembered: who orders waits for each answer, so that no order is late by as many others. Immutable.
 */
record Fences(SequencedMap<String, FenceOrder> byInstance) {
    static final int MOST_LIFTED = 1_000;
    static final Fences NONE = new Fences(new LinkedHashMap<>());

    Fences {
        byInstance = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byInstance));
    }

    static Fences of(Collection<FenceOrder> orders) {
        Fences fences = NONE;
        for (FenceOrder order : orders) {
            fences = fences.with(order);
        }
        return fences;
    }

    Fences with(FenceOrder order) {
        if (!order.supersedes(byInstance.get(order.instanceId()))) {
            return this;
        }
        SequencedMap<String, FenceOrder> next = new LinkedHashMap<>(byInstance);
        next.putLast(order.instanceId(), order);
        forget(next);
        return new Fences(next);
    }

    private static void forget(SequencedMap<String, FenceOrder> orders) {
        long lifted = orders.values().stream().filter(FenceOrder::lifted).count();
        List<String> oldest = orders.values().stream()
                .filter(FenceOrder::lifted)
                .limit(Math.max(0, lifted - MOST_LIFTED))
                .map(FenceOrder::instanceId)
                .toList();
        oldest.forEach(orders::remove);
    }

    /** The addresses that exports in a namespace refuse. */
    Set<String> shutOut(@Nullable String netns) {
        Set<String> addresses = new HashSet<>();
        for (FenceOrder order : byInstance.values()) {
            if (order.appliesIn(netns)) {
                addresses.addAll(order.addresses());
            }
        }
        return addresses;
    }

    List<FenceOrder> orders() {
        return List.copyOf(byInstance.values());
    }
}
