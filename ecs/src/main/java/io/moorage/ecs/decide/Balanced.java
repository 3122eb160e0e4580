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
import java.util.List;
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
        Set<String> present = view.by(ElbTables.REGISTRATIONS, ElbTables.REGISTRATIONS_BY_LOAD_BALANCER, name).stream()
                .filter(each -> !each.isDraining())
                .map(Registration::instanceId)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> missing =
                wanted.stream().filter(each -> !present.contains(each)).toList();
        present.removeAll(wanted);
        return new Balanced(name, missing, present.isEmpty() ? List.of() : leftOver(view, service, present));
    }

    /** Of these instances, those where tasks of the service are or were, none of which is to run on. */
    private static List<String> leftOver(ReadView view, Service service, Set<String> present) {
        Set<String> pending = live(view, service)
                .filter(Task::wanted)
                .flatMap(each -> ec2Instance(view, each).stream())
                .collect(Collectors.toSet());
        return view.by(EcsTables.TASKS, EcsTables.TASKS_BY_CLUSTER, service.clusterName()).stream()
                .filter(each -> each.serviceArn().equals(service.arn()) && !each.wanted())
                .flatMap(each -> ec2Instance(view, each).stream())
                .filter(each -> present.contains(each) && !pending.contains(each))
                .distinct()
                .toList();
    }

    /** Whether the task's end waits for load balancers to let go of its instance; {@code refused} are registrations that stay. */
    public static boolean awaitsDeregistration(ReadView view, Task task, Set<String> refused) {
        if (task.lastStatus() != TaskStatus.DEACTIVATING || task.serviceArn().isEmpty()) {
            return false;
        }
        Optional<Service> service = view.find(EcsTables.SERVICES, task.serviceArn());
        Optional<String> instance = ec2Instance(view, task);
        return service.isPresent()
                && instance.isPresent()
                && service.get().balancing().loadBalancers().stream()
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
        Duration grace =
                Duration.ofSeconds(balancing.healthCheckGracePeriodSeconds().orElse(0));
        boolean early = task.times()
                .started()
                .filter(started -> !started.plus(starting).plus(grace).isAfter(now))
                .isEmpty();
        return !early
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
