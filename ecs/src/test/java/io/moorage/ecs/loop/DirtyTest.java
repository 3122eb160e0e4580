package io.moorage.ecs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Resources;
import io.moorage.model.ecs.Scheduling;
import io.moorage.model.ecs.Service;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.memory.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What indexes find, judged by looking at every service. */
class DirtyTest {
    private static final List<String> CLUSTERS = List.of("one", "two");
    private static final List<String> ALARMS = List.of("cpu", "errors");

    @AutoClose
    private final MemoryStore store = new MemoryStore();

    private static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private void fill(Random random) {
        store.transact(tx -> {
            for (int i = 0; i < 150; i++) {
                tx.put(
                        EcsTables.SERVICES,
                        ServicesForTests.service(
                                "s" + random.nextInt(100),
                                any(CLUSTERS, random),
                                any(List.of(Service.Status.values()), random),
                                "web:1",
                                any(List.of(Scheduling.REPLICAS, ServicesForTests.DAEMON), random),
                                ALARMS.subList(0, random.nextInt(3))));
            }
            CLUSTERS.forEach(each -> tx.put(EcsTables.CONTAINER_INSTANCES, instance(each)));
            return tx;
        });
    }

    private static ContainerInstance instance(String cluster) {
        return ContainerInstance.registered(
                "arn:instance/" + cluster,
                cluster,
                "i-" + cluster,
                Set.of(),
                Resources.NONE,
                List.of(),
                ContainerInstance.VersionInfo.UNKNOWN,
                Instant.EPOCH,
                Map.of());
    }

    private Set<String> noted(Store.Change change) {
        Dirty dirty = new Dirty();
        dirty.note(new Store.Changes(store.view(), Set.of(change)));
        return dirty.takeServices();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void anInstanceConcernsTheDaemonsOfItsCluster(int seed) {
        fill(new Random(seed));
        ReadView view = store.view();
        for (String cluster : CLUSTERS) {
            Set<String> daemons = view.all(EcsTables.SERVICES).stream()
                    .filter(each -> each.active() && each.scheduling().daemon())
                    .filter(each -> each.clusterName().equals(cluster))
                    .map(Service::arn)
                    .collect(Collectors.toSet());
            assertThat(noted(new Store.Change(EcsTables.CONTAINER_INSTANCES, "arn:instance/" + cluster)))
                    .isNotEmpty()
                    .isEqualTo(daemons);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void anAlarmConcernsTheServicesThatItMayWatch(int seed) {
        fill(new Random(seed));
        for (String alarm : ALARMS) {
            Set<String> watched = store.view().all(EcsTables.SERVICES).stream()
                    .filter(each -> each.rules().alarms().contains(alarm))
                    .map(Service::arn)
                    .collect(Collectors.toSet());
            assertThat(noted(new Store.Change(CloudWatchTables.ALARMS, alarm)))
                    .isNotEmpty()
                    .isEqualTo(watched);
        }
    }
}
