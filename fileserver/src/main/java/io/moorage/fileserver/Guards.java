package io.moorage.fileserver;

import io.moorage.fileserver.control.GuardOrder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last order about each directory, also of those that are released: their tokens must not come back. An old order, late
 * or repeated, changes nothing. Immutable.
 */
record Guards(Map<String, GuardOrder> byDirectory) {
    static final Guards NONE = new Guards(Map.of());

    Guards {
        byDirectory = Map.copyOf(byDirectory);
    }

    static Guards of(Collection<GuardOrder> orders) {
        Guards guards = NONE;
        for (GuardOrder order : orders) {
            guards = guards.with(order);
        }
        return guards;
    }

    Guards with(GuardOrder order) {
        if (!order.supersedes(byDirectory.get(order.key()))) {
            return this;
        }
        Map<String, GuardOrder> next = new LinkedHashMap<>(byDirectory);
        next.put(order.key(), order);
        return new Guards(next);
    }

    Optional<GuardOrder> about(GuardOrder order) {
        return Optional.ofNullable(byDirectory.get(order.key()));
    }

    List<GuardOrder> inForce(String fileSystemId) {
        return byDirectory.values().stream()
                .filter(order -> order.fileSystemId().equals(fileSystemId) && !order.released())
                .toList();
    }

    List<GuardOrder> orders() {
        return List.copyOf(byDirectory.values());
    }
}
