package io.moorage.ecs.loop;

import io.moorage.model.Fence;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceDeployment;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Forgets what ECS shows for an hour only: stopped tasks; then deregistered instances and deleted services; and service deployments of
 * more than 90 days ago (ECS guide, "View service history using Amazon ECS service deployments").
 */
final class Reaper {
    private static final Duration SHOWN_FOR = Duration.ofHours(1);
    private static final Duration HISTORY_FOR = Duration.ofDays(90);

    private final Store store;

    Reaper(Store store) {
        this.store = store;
    }

    void run(Instant now) {
        Instant limit = now.minus(SHOWN_FOR);
        ReadView view = store.view();
        List<String> tasks = view.by(EcsTables.TASKS, EcsTables.TASKS_BY_LIFE, "stopped").stream()
                .filter(each -> each.times().stopped().filter(limit::isAfter).isPresent())
                .map(Task::arn)
                .toList();
        List<String> services = view.all(EcsTables.SERVICES).stream()
                .filter(each -> each.status() == Service.Status.INACTIVE)
                .filter(each -> each.events().isEmpty()
                        || limit.isAfter(each.events().getFirst().createdAt()))
                .map(Service::arn)
                .toList();
        List<String> instances = view.all(EcsTables.CONTAINER_INSTANCES).stream()
                .filter(ContainerInstance::inactive)
                .filter(each -> limit.isAfter(each.inactiveSince().orElse(each.registeredAt())))
                .filter(each -> !awaitsFence(view, each))
                .filter(each -> view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, each.arn())
                        .isEmpty())
                .map(ContainerInstance::arn)
                .toList();
        List<String> definitions = view.all(EcsTables.TASK_DEFINITIONS).stream()
                .filter(each -> each.status() == TaskDefinition.Status.DELETE_IN_PROGRESS)
                .filter(each -> !inUse(view, each))
                .map(TaskDefinition::key)
                .toList();
        List<ServiceDeployment> history = view.all(EcsTables.SERVICE_DEPLOYMENTS).stream()
                .filter(each -> each.finishedAt()
                        .filter(now.minus(HISTORY_FOR)::isAfter)
                        .isPresent())
                .toList();
        if (tasks.size() + services.size() + instances.size() + definitions.size() + history.size() > 0) {
            store.transact(tx -> {
                tasks.forEach(each -> tx.delete(EcsTables.TASKS, each));
                services.forEach(each -> tx.delete(EcsTables.SERVICES, each));
                instances.forEach(each -> tx.delete(EcsTables.CONTAINER_INSTANCES, each));
                definitions.forEach(each -> tx.delete(EcsTables.TASK_DEFINITIONS, each));
                instances.forEach(each -> tx.delete(EcsTables.INSTANCE_MOUNTS, each));
                history.forEach(each -> forget(tx, each));
                return limit;
            });
        }
    }

    /** File servers are to let its addresses in again first: nobody would tell them to without its row. */
    private static boolean awaitsFence(ReadView view, ContainerInstance instance) {
        return instance.lost()
                && view.find(SharedTables.FENCES, instance.ec2InstanceId())
                        .filter(each -> each.state() != Fence.State.LIFTED)
                        .isPresent();
    }

    /** Its revision may be what the service has still. */
    private static void forget(Transaction tx, ServiceDeployment deployment) {
        tx.delete(EcsTables.SERVICE_DEPLOYMENTS, deployment.arn());
        boolean needed = tx.find(EcsTables.SERVICES, deployment.serviceArn()).stream()
                .flatMap(each -> each.deployments().stream())
                .anyMatch(each -> each.id().equals(deployment.deploymentId()));
        if (!needed
                && tx.find(EcsTables.SERVICE_REVISIONS, deployment.targetRevision())
                        .isPresent()) {
            tx.delete(EcsTables.SERVICE_REVISIONS, deployment.targetRevision());
        }
    }

    /** Tasks that are shown need it too, and former deployments, which a service may go back to. */
    private static boolean inUse(ReadView view, TaskDefinition definition) {
        return view.all(EcsTables.TASKS).stream()
                        .anyMatch(each -> each.taskDefinition().equals(definition.key()))
                || view.all(EcsTables.SERVICES).stream()
                        .flatMap(each -> Stream.concat(
                                each.taskDefinitions().stream(),
                                each.deployments().stream().map(Deployment::taskDefinition)))
                        .anyMatch(definition.key()::equals);
    }
}
