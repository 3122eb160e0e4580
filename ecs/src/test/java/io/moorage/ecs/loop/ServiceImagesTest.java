package io.moorage.ecs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.model.ecs.Scheduling;
import io.moorage.model.ecs.Service;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.memory.MemoryStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kept up to date service by service, judged by looking at every service anew. */
class ServiceImagesTest {
    private static final List<Service.Status> STATUSES = List.of(Service.Status.values());

    @AutoClose
    private final MemoryStore store = new MemoryStore();

    private static Map<String, Set<String>> twin(ReadView view) {
        Map<String, Set<String>> images = new HashMap<>();
        for (Service each : view.all(EcsTables.SERVICES)) {
            if (each.active()) {
                each.taskDefinitions().stream()
                        .flatMap(key -> view.find(EcsTables.TASK_DEFINITIONS, key).stream())
                        .flatMap(definition -> definition.containerDefinitions().stream())
                        .forEach(container -> images.computeIfAbsent(each.clusterName(), any -> new TreeSet<>())
                                .add(container.image()));
            }
        }
        return images;
    }

    private static Map<String, Set<String>> withoutEmpty(Map<String, Set<String>> images) {
        Map<String, Set<String>> some = new HashMap<>(images);
        some.values().removeIf(Set::isEmpty);
        return some;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void oneServiceAfterAnotherIsAsGoodAsAll(int seed) {
        Random random = new Random(seed);
        ServiceImages images = new ServiceImages();
        store.transact(tx -> {
            for (int i = 0; i < 6; i++) {
                tx.put(EcsTables.TASK_DEFINITIONS, DefinitionsForTests.definition("d" + i, "image" + i / 2));
            }
            return tx;
        });
        for (int step = 0; step < 200; step++) {
            Map<String, Set<String>> before = twin(store.view());
            String name = "s" + random.nextInt(5);
            store.transact(tx -> {
                if (random.nextInt(4) == 0) {
                    tx.delete(EcsTables.SERVICES, "arn:service/" + name);
                } else {
                    tx.put(
                            EcsTables.SERVICES,
                            ServicesForTests.service(
                                    name,
                                    name.compareTo("s2") < 0 ? "one" : "two",
                                    STATUSES.get(random.nextInt(STATUSES.size())),
                                    "d" + random.nextInt(6) + ":1",
                                    Scheduling.REPLICAS,
                                    List.of()));
                }
                return tx;
            });
            images.look(store.view(), "arn:service/" + name);
            Map<String, Set<String>> now = twin(store.view());
            assertThat(withoutEmpty(images.byCluster())).isEqualTo(now);
            assertThat(images.takeChanged()).as("an image came or went").isEqualTo(!now.equals(before));
        }
    }
}
