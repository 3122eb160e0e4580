package io.moorage.ecs.events;

import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which lines of a service's history were told.
 *
 * @param until all that are older
 * @param ids and of those of that very moment, these
 */
record ToldLines(Instant until, Set<String> ids) {
    static final ToldLines NONE = new ToldLines(Instant.MIN, Set.of());

    ToldLines {
        ids = Set.copyOf(ids);
    }

    /** Those of that moment, too. */
    static ToldLines until(Instant until, Service service) {
        return new ToldLines(until, ids(service.events(), until));
    }

    /** Those that were not told, oldest first. */
    List<ServiceEvent> news(Service service) {
        return service.events().reversed().stream()
                .filter(each -> !each.createdAt().isBefore(until) && !ids.contains(each.id()))
                .sorted(Comparator.comparing(ServiceEvent::createdAt))
                .toList();
    }

    ToldLines and(List<ServiceEvent> news) {
        if (news.isEmpty()) {
            return this;
        }
        Instant last = news.getLast().createdAt();
        Set<String> all = new HashSet<>(ids(news, last));
        if (last.equals(until)) {
            all.addAll(ids);
        }
        return new ToldLines(last, all);
    }

    private static Set<String> ids(List<ServiceEvent> events, Instant at) {
        return events.stream()
                .filter(each -> each.createdAt().equals(at))
                .map(ServiceEvent::id)
                .collect(Collectors.toSet());
    }
}
