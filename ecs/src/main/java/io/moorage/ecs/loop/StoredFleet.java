package io.moorage.ecs.loop;

import io.moorage.ecs.decide.ServiceView;
import io.moorage.ecs.placement.Node;
import io.moorage.ecs.placement.Nodes;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A cluster's instances, as a view has them. */
public record StoredFleet(ReadView view, String cluster) implements ServiceView.Fleet {
    /** Service quotas: tasks in the PROVISIONING state per cluster. */
    static final int MOST_PROVISIONING = 500;

    @Override
    public List<Node> nodes(Optional<String> provider) {
        return Nodes.of(view, cluster, provider);
    }

    @Override
    public Set<String> zones() {
        Set<String> zones = new HashSet<>();
        for (ContainerInstance each : view.by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_CLUSTER, cluster)) {
            if (each.placeable()) {
                zones.add(each.availabilityZone());
            }
        }
        return zones;
    }

    @Override
    public boolean grows(String provider) {
        return view.find(EcsTables.CAPACITY_PROVIDERS, provider)
                .filter(each -> each.managedScaling().enabled())
                .isPresent();
    }

    @Override
    public int mayWait() {
        return MOST_PROVISIONING
                - view.by(EcsTables.TASKS, EcsTables.PROVISIONING_TASKS_BY_CLUSTER, cluster)
                        .size();
    }
}
