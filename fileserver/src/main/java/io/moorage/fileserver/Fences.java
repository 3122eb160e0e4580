package io.moorage.fileserver;

import io.moorage.fileserver.control.FenceOrder;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last order about each instance. An old order, late or repeated, changes nothing. Immutable. */
record Fences(Map<String, FenceOrder> byInstance) {
    static final Fences NONE = new Fences(Map.of());

    Fences {
        byInstance = Map.copyOf(byInstance);
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
        Map<String, FenceOrder> next = new LinkedHashMap<>(byInstance);
        next.put(order.instanceId(), order);
        return new Fences(next);
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
