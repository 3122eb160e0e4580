package io.moorage.ecs.decide;

import io.moorage.model.ecs.Balancing;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.model.elb.HealthCheck;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.EcsTables;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service's load balancer is to be told, and what it says of the service's tasks. An instance is registered while a task of
 * the service runs on it that is meant to, and deregistered before that task is stopped. Pure.
 *
 * @param register EC2 instance ids
 * @param deregister those where the service ran, and which its load balancer still has
 */
public record Balanced(String loadBalancer, List<String> register, List<String> deregister) {
    /** A task may end while its instance is being registered. */
    private static final Duration MEANWHILE = Duration.ofSeconds(10);

    public Balanced {
        register = List.copyOf(register);
        deregister = List.copyOf(deregister);
    }

    /** One for each load balancer of the service for which there is something to do. */
    public static List<Balanced> of(ReadView view, Service service) {
        return service.balancing().loadBalancers().stream()
                .map(each -> of(view, service, each.name()))
                .filter(each -> !each.register().isEmpty() || !each.deregister().isEmpty())
                .toList();
    }

    private static Balanced of(ReadView view, Service service, String name) {
        Set<String> wanted = live(view, service)
                .filter(each -> each.running() && each.wanted())
                .flatMap(each -> ec2Instance(view, each).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<Registration> present =
                view.by(ElbTables.REGISTRATIONS, ElbTables.REGISTRATIONS_BY_LOAD_BALANCER, name).stream()
                        .filter(each -> !each.isDraining())
                        .sorted(Comparator.comparing(Registration::instanceId))
                        .toList();
        List<Registration> others = present.stream()
                .filter(each -> !wanted.contains(each.instanceId()))
                .toList();
        present.forEach(each -> wanted.remove(each.instanceId()));
        return new Balanced(
                name, List.copyOf(wanted), others.isEmpty() ? List.of() : leftOver(view, service, name, others));
    }

    /** Of these, those that a task of the service had and leaves behind, on instances where no other is that they are for. */
    private static List<String> leftOver(ReadView view, Service service, String name, List<Registration> present) {
        Map<String, List<Task>> former =
                view.by(EcsTables.TASKS, EcsTables.TASKS_BY_CLUSTER, service.clusterName()).stream()
                        .filter(each -> each.serviceArn().equals(service.arn()) && !each.wanted())
                        .filter(each -> ec2Instance(view, each).isPresent())
                        .collect(Collectors.groupingBy(
                                each -> ec2Instance(view, each).orElseThrow()));
        return present.stream()
                .filter(registration -> former.getOrDefault(registration.instanceId(), List.of()).stream()
                        .anyMatch(task -> leaves(task, registration) && !isNeeded(view, name, task)))
                .map(Registration::instanceId)
                .toList();
    }

    /** What was registered well after its end is somebody else's. */
    private static boolean leaves(Task task, Registration registration) {
        return task.times()
                .stopped()
                .filter(stopped -> stopped.plus(MEANWHILE).isBefore(registration.registered()))
                .isEmpty();
    }

    /** A task is to run on its instance, of the same service or of another, that the load balancer leads to. */
    private static boolean isNeeded(ReadView view, String loadBalancer, Task task) {
        return view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, task.containerInstanceArn()).stream()
                .filter(Task::wanted)
                .flatMap(each -> view.find(EcsTables.SERVICES, each.serviceArn()).stream())
                .flatMap(each -> each.balancing().loadBalancers().stream())
                .anyMatch(each -> each.name().equals(loadBalancer));
    }

    /**
     * Whether the task's end waits for load balancers to let go of its instance: not where another task needs it.
     *
     * @param refused registrations that stay
     */
    public static boolean awaitsDeregistration(ReadView view, Task task, Set<String> refused) {
        if (task.lastStatus() != TaskStatus.DEACTIVATING || task.serviceArn().isEmpty()) {
            return false;
        }
        Optional<Service> service = view.find(EcsTables.SERVICES, task.serviceArn());
        Optional<String> instance = ec2Instance(view, task);
        return service.isPresent()
                && instance.isPresent()
                && service.get().balancing().loadBalancers().stream()
                        .filter(each -> !isNeeded(view, each.name(), task))
                        .map(each -> Registration.key(each.name(), instance.get()))
                        .anyMatch(key -> !refused.contains(key)
                                && view.find(ElbTables.REGISTRATIONS, key).isPresent());
    }

    /** The tasks whose instances a load balancer has found out of service, each with the load balancer's name. */
    public static List<Unhealthy> unhealthy(ReadView view, Service service, Instant now) {
        return service.balancing().loadBalancers().stream()
                .flatMap(each -> view.find(ElbTables.LOAD_BALANCERS, each.name()).stream())
                .flatMap(balancer -> live(view, service)
                        .filter(each -> each.running() && each.wanted())
                        .filter(each -> isUnhealthy(view, service.balancing(), balancer, each, now))
                        .map(each -> new Unhealthy(
                                each.arn(), ec2Instance(view, each).orElse(""), balancer.name())))
                .toList();
    }

    public record Unhealthy(String taskArn, String ec2InstanceId, String loadBalancer) {}

    /** Checks that failed while it was still starting do not count, with one interval to spare, nor those of the grace period. */
    private static boolean isUnhealthy(
            ReadView view, Balancing balancing, LoadBalancer balancer, Task task, Instant now) {
        HealthCheck check = balancer.healthCheck();
        Duration starting = Duration.ofSeconds((long) check.interval() * (check.unhealthyThreshold() + 1));
        return task.hasRunFor(starting.plus(balancing.gracePeriod()), now)
                && ec2Instance(view, task)
                        .flatMap(id -> view.find(ElbTables.REGISTRATIONS, Registration.key(balancer.name(), id)))
                        .filter(each -> each.health() == Registration.Health.OUT_OF_SERVICE)
                        .isPresent();
    }

    private static Stream<Task> live(ReadView view, Service service) {
        return view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_SERVICE, service.arn()).stream();
    }

    private static Optional<String> ec2Instance(ReadView view, Task task) {
        return view.find(EcsTables.CONTAINER_INSTANCES, task.containerInstanceArn())
                .map(ContainerInstance::ec2InstanceId);
    }
}
