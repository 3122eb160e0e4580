package io.moorage.cloudformation.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which resource must be there before which: what {@code DependsOn} names and what properties refer to.
 *
 * <p>Invariant: there is no cycle.
 */
public final class Dependencies {
    private final Map<String, Set<String>> before;
    private final List<String> order;

    private Dependencies(Map<String, Set<String>> before) throws InvalidTemplateException {
        this.before = before;
        this.order = sorted();
    }

    /** Of resources that refer to one another and to none besides. */
    public static Dependencies of(Collection<ResourceDeclaration> resources) throws InvalidTemplateException {
        Set<String> ids = resources.stream().map(ResourceDeclaration::logicalId).collect(Collectors.toSet());
        Map<String, Set<String>> before = new LinkedHashMap<>();
        for (ResourceDeclaration each : resources) {
            Set<String> mine = new LinkedHashSet<>(each.dependsOn());
            mine.retainAll(ids);
            References.in(each.properties()).names().stream()
                    .filter(ids::contains)
                    .forEach(mine::add);
            before.put(each.logicalId(), Collections.unmodifiableSet(mine));
        }
        return new Dependencies(before);
    }

    /** The resources that must be complete before {@code logicalId} may begin. */
    public Set<String> of(String logicalId) {
        return before.getOrDefault(logicalId, Set.of());
    }

    /** Every resource after all those it depends on; among those that are free, in the template's order. */
    public List<String> order() {
        return order;
    }

    private List<String> sorted() throws InvalidTemplateException {
        List<String> sorted = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        while (done.size() < before.size()) {
            int size = done.size();
            before.forEach((id, needs) -> {
                if (!done.contains(id) && done.containsAll(needs)) {
                    done.add(id);
                    sorted.add(id);
                }
            });
            if (done.size() == size) {
                throw new InvalidTemplateException(
                        "Circular dependency between resources: [" + String.join(", ", cycle(done)) + "]");
            }
        }
        return List.copyOf(sorted);
    }

    /** What waits and is waited for: the rest without those that only wait for it. */
    private Set<String> cycle(Set<String> done) {
        Set<String> rest = new TreeSet<>(before.keySet());
        rest.removeAll(done);
        while (true) {
            Set<String> awaited = new TreeSet<>();
            rest.forEach(id -> awaited.addAll(of(id)));
            awaited.retainAll(rest);
            if (awaited.size() == rest.size()) {
                return rest;
            }
            rest = awaited;
        }
    }

    @Override
    public String toString() {
        return before.toString();
    }
}
