package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.ContainerInstance;
import io.moorage.awsmodels.ecs.ContainerInstanceHealthStatus;
import io.moorage.awsmodels.ecs.Resource;
import io.moorage.awsmodels.ecs.VersionInfo;
import io.moorage.ecs.placement.Nodes;
import io.moorage.ecs.placement.Providers;
import io.moorage.model.ecs.Resources;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Container instances. */
public final class InstanceShapes {
    public static ContainerInstance write(
            ReadView view, io.moorage.model.ecs.ContainerInstance instance, boolean withTags, boolean withHealth) {
        Collection<Task> live = view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, instance.arn());
        int running = (int) live.stream().filter(Task::running).count();
        int pending = (int) live.stream()
                .filter(each -> each.lastStatus().before(io.moorage.model.ecs.TaskStatus.RUNNING))
                .count();
        String health = instance.runtimeImpaired() ? "IMPAIRED" : "OK";
        return ContainerInstance.builder()
                .containerInstanceArn(instance.arn())
                .ec2InstanceId(instance.ec2InstanceId())
                .capacityProviderName(Providers.of(view, instance).orElse(null))
                .version(instance.version())
                .versionInfo(new VersionInfo(
                        some(instance.versionInfo().agentVersion()),
                        some(instance.versionInfo().agentHash()),
                        some(instance.versionInfo().dockerVersion())))
                .remainingResources(resources(Nodes.remaining(instance, live)))
                .registeredResources(resources(instance.registered()))
                .status(instance.status().name())
                .statusReason(instance.statusReason().orElse(null))
                .agentConnected(instance.agentConnected())
                .runningTasksCount(running)
                .pendingTasksCount(pending)
                .attributes(instance.attributes().stream()
                        .map(each -> new Attribute(each.name(), each.value().orElse(null), null, null))
                        .toList())
                .registeredAt(instance.registeredAt())
                .attachments(List.of())
                .tags(withTags ? Tags.write(instance.tags()) : List.of())
                .healthStatus(withHealth ? new ContainerInstanceHealthStatus(health, List.of()) : null)
                .build();
    }

    private static List<Resource> resources(Resources resources) {
        return List.of(
                number("CPU", resources.cpu()),
                number("MEMORY", resources.memory()),
                ports("PORTS", resources.ports()),
                ports("PORTS_UDP", resources.portsUdp()));
    }

    private static Resource number(String name, int value) {
        return Resource.builder()
                .name(name)
                .type("INTEGER")
                .doubleValue(0.0)
                .longValue(0L)
                .integerValue(value)
                .build();
    }

    private static Resource ports(String name, Set<Integer> ports) {
        return Resource.builder()
                .name(name)
                .type("STRINGSET")
                .doubleValue(0.0)
                .longValue(0L)
                .integerValue(0)
                .stringSetValue(
                        new TreeSet<>(ports).stream().map(Object::toString).toList())
                .build();
    }

    public static Resources read(List<Resource> shapes) {
        return new Resources(
                integer(shapes, "CPU"),
                integer(shapes, "MEMORY"),
                portSet(shapes, "PORTS"),
                portSet(shapes, "PORTS_UDP"));
    }

    private static int integer(List<Resource> shapes, String name) {
        return find(shapes, name)
                .map(each -> each.integerValue() == null ? 0 : each.integerValue())
                .orElse(0);
    }

    private static Set<Integer> portSet(List<Resource> shapes, String name) {
        Set<Integer> ports = new TreeSet<>();
        find(shapes, name).ifPresent(each -> each.stringSetValue().stream()
                .filter(text -> text.matches("[0-9]{1,5}"))
                .forEach(text -> ports.add(Integer.parseInt(text))));
        return ports;
    }

    private static Optional<Resource> find(List<Resource> shapes, String name) {
        return shapes.stream().filter(each -> name.equals(each.name())).findFirst();
    }

    private static @Nullable String some(String text) {
        return text.isEmpty() ? null : text;
    }

    private InstanceShapes() {}
}
