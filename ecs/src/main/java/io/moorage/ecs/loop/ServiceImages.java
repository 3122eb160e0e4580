package io.moorage.ecs.loop;

import io.moorage.model.ecs.Service;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The images that the active services of each cluster run, kept up to date service by service: one among thousands changes each time a
 * task does. Of one thread.
 */
public final class ServiceImages {
    private record Used(String cluster, Set<String> images) {}

    private final Map<String, Used> byService = new HashMap<>();
    /** How many services use each image, by cluster. Invariant: counts what {@link #byService} holds, without zeros. */
    private final Map<String, Map<String, Integer>> users = new HashMap<>();

    private final Map<String, Set<String>> byCluster = new HashMap<>();
    private boolean changed;

    /** The service is new, changed, or gone. */
    public void look(ReadView view, String serviceArn) {
        Optional<Used> now = view.find(EcsTables.SERVICES, serviceArn)
                .filter(Service::active)
                .map(each -> used(view, each));
        @Nullable Used before = now.isPresent() ? byService.put(serviceArn, now.get()) : byService.remove(serviceArn);
        if (!Objects.equals(before, now.orElse(null))) {
            now.ifPresent(each -> count(each, 1));
            if (before != null) {
                count(before, -1);
            }
        }
    }

    /** By cluster; sets that do not change when services do. */
    public Map<String, Set<String>> byCluster() {
        return byCluster;
    }

    /** True when an image came or went since this was last asked. */
    public boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    private void count(Used used, int by) {
        Map<String, Integer> counts = users.computeIfAbsent(used.cluster(), any -> new HashMap<>());
        Set<String> before = Set.copyOf(counts.keySet());
        used.images().forEach(each -> counts.merge(each, by, ServiceImages::sumOrNone));
        if (!before.equals(counts.keySet())) {
            byCluster.put(used.cluster(), Set.copyOf(counts.keySet()));
            changed = true;
        }
    }

    private static @Nullable Integer sumOrNone(Integer one, Integer other) {
        int sum = one + other;
        return sum == 0 ? null : sum;
    }

    private static Used used(ReadView view, Service service) {
        Set<String> images = service.taskDefinitions().stream()
                .flatMap(key -> view.find(EcsTables.TASK_DEFINITIONS, key).stream())
                .flatMap(definition -> definition.containerDefinitions().stream())
                .map(each -> each.image())
                .collect(Collectors.toCollection(HashSet::new));
        return new Used(service.clusterName(), Set.copyOf(images));
    }
}
