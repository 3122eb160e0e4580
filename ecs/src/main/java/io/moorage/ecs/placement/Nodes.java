package io.moorage.ecs.placement;

import io.moorage.model.ec2.Instance;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Resources;
import io.moorage.model.ecs.Task;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads nodes from a view. */
public final class Nodes {
    /**
     * The instances of a cluster that tasks may be asked of: active, not lost, on a machine that is up.
     *
     * @param provider only its own; empty: all
     */
    public static List<Node> of(ReadView view, String cluster, Optional<String> provider) {
        return view.by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_CLUSTER, cluster).stream()
                .filter(each -> each.status() == ContainerInstance.Status.ACTIVE && !each.lost() && isUp(view, each))
                .filter(each -> provider.isEmpty() || provider.equals(Providers.of(view, each)))
                .map(each -> node(view, each))
                .toList();
    }

    public static Node node(ReadView view, ContainerInstance instance) {
        Collection<Task> tasks = view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, instance.arn());
        Map<String, Integer> byGroup = new HashMap<>();
        tasks.forEach(task -> byGroup.merge(task.group(), 1, Integer::sum));
        int running = (int) tasks.stream().filter(Task::running).count();
        return new Node(instance, remaining(instance, tasks), byGroup, tasks.size(), running);
    }

    /** What an instance has left. */
    public static Resources remaining(ContainerInstance instance, Collection<Task> live) {
        int cpu = instance.registered().cpu();
        int memory = instance.registered().memory();
        for (Task task : live) {
            cpu -= task.reserved().cpu();
            memory -= task.reserved().memory();
        }
        return new Resources(
                cpu,
                memory,
                taken(instance.registered().ports(), live, Resources::ports),
                taken(instance.registered().portsUdp(), live, Resources::portsUdp));
    }

    private static Set<Integer> taken(
            Set<Integer> reserved, Collection<Task> live, Function<Resources, Set<Integer>> ports) {
        if (live.stream().allMatch(each -> ports.apply(each.reserved()).isEmpty())) {
            return reserved;
        }
        Set<Integer> taken = new HashSet<>(reserved);
        live.forEach(each -> taken.addAll(ports.apply(each.reserved())));
        return taken;
    }

    /** False when EC2 knows the machine and says that it is not up, or on its way down. */
    private static boolean isUp(ReadView view, ContainerInstance instance) {
        return view.find(Ec2Tables.INSTANCES, instance.ec2InstanceId())
                .map(Instance::state)
                .map(state -> state.isUp())
                .orElse(true);
    }

    private Nodes() {}
}
