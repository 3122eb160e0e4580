package io.moorage.ecs.loop;

import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.EfsTables;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import io.moorage.store.Table;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What changed since it was last looked at. Safe for use by many threads. */
final class Dirty {
    /** Rows that say who writes where, or have tags that may ask for a single writer. */
    private static final Set<Table<?>> MAY_ASK =
            Set.of(EcsTables.TASK_DEFINITIONS, EcsTables.WRITERS, EfsTables.FILE_SYSTEMS, EfsTables.ACCESS_POINTS);

    private final Set<String> services = new HashSet<>();
    private final Set<String> instances = new HashSet<>();
    private final Set<String> clusters = new HashSet<>();
    private boolean capacity = true;
    private boolean health = true;
    private boolean writers = true;

    /** A task, instance, fence or machine changed: room may have come free. */
    synchronized boolean takeCapacity() {
        boolean was = capacity;
        capacity = false;
        return was;
    }

    synchronized boolean takeHealth() {
        boolean was = health;
        health = false;
        return was;
    }

    /** Who writes where changed, or what may ask for a single writer. */
    synchronized boolean takeWriters() {
        boolean was = writers;
        writers = false;
        return was;
    }

    synchronized Set<String> takeServices() {
        Set<String> taken = Set.copyOf(services);
        services.clear();
        return taken;
    }

    synchronized Set<String> takeInstances() {
        Set<String> taken = Set.copyOf(instances);
        instances.clear();
        return taken;
    }

    /** Clusters of which instances came, went or changed. */
    synchronized Set<String> takeClusters() {
        Set<String> taken = Set.copyOf(clusters);
        clusters.clear();
        return taken;
    }

    synchronized void service(String arn) {
        services.add(arn);
    }

    synchronized void instance(String arn) {
        instances.add(arn);
    }

    synchronized void note(Store.Changes changes) {
        for (Store.Change change : changes.changes()) {
            note(changes.after(), change);
        }
    }

    /** Everything, as after a restart. */
    synchronized void everything(ReadView view) {
        view.all(EcsTables.SERVICES).forEach(each -> services.add(each.arn()));
        view.all(EcsTables.CONTAINER_INSTANCES).forEach(each -> instances.add(each.arn()));
        capacity = true;
        health = true;
        writers = true;
    }

    private void note(ReadView view, Store.Change change) {
        if (change.table().equals(EcsTables.TASKS)) {
            Optional<Task> task = view.find(EcsTables.TASKS, change.key());
            task.ifPresent(this::note);
        } else if (change.table().equals(EcsTables.SERVICES)) {
            services.add(change.key());
            writers = true;
        } else if (change.table().equals(EcsTables.CONTAINER_INSTANCES)) {
            instances.add(change.key());
            view.find(EcsTables.CONTAINER_INSTANCES, change.key()).ifPresent(each -> clusters.add(each.clusterName()));
            daemons(view, change.key());
            view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, change.key())
                    .forEach(this::note);
            capacity = true;
            // Of those that are there, the next regular look is soon enough: many may join at once.
            health |= view.find(EcsTables.CONTAINER_INSTANCES, change.key())
                    .filter(ContainerInstance::lost)
                    .isPresent();
        } else if (change.table().equals(ElbTables.REGISTRATIONS)) {
            registration(view, change.key());
        } else if (change.table().equals(SharedTables.GUARDS)) {
            guard(view, change.key());
        } else if (MAY_ASK.contains(change.table())) {
            writers = true;
        } else if (change.table().equals(CloudWatchTables.ALARMS)) {
            watchedBy(view, change.key());
        } else if (change.table().equals(EcsTables.CLUSTERS)
                || change.table().equals(EcsTables.CAPACITY_PROVIDERS)
                || change.table().equals(AutoScalingTables.INSTANCES)) {
            capacity = true;
        } else if (change.table().equals(SharedTables.FENCES) || change.table().equals(Ec2Tables.INSTANCES)) {
            capacity = true;
            health = true;
        }
    }

    /** Its holder may be started now, or another who waited for its end. */
    private void guard(ReadView view, String key) {
        writers = true;
        view
                .find(SharedTables.GUARDS, key)
                .map(guard -> view.by(EcsTables.WRITERS, EcsTables.WRITERS_BY_FILE_SYSTEM, guard.fileSystemId()))
                .stream()
                .flatMap(Collection::stream)
                .flatMap(writer -> view.find(EcsTables.TASKS, writer.taskArn()).stream())
                .forEach(task -> instances.add(task.containerInstanceArn()));
    }

    /** An instance came, went or changed: daemons look whether they belong there. */
    private void daemons(ReadView view, String instanceArn) {
        view.find(EcsTables.CONTAINER_INSTANCES, instanceArn).stream()
                .flatMap(each -> view.by(EcsTables.SERVICES, EcsTables.DAEMONS_BY_CLUSTER, each.clusterName()).stream())
                .forEach(each -> services.add(each.arn()));
    }

    /** A deployment under way may be watched by the alarm. */
    private void watchedBy(ReadView view, String alarm) {
        view.by(EcsTables.SERVICES, EcsTables.SERVICES_BY_ALARMED, "true").stream()
                .filter(each -> each.rules().alarms().contains(alarm))
                .forEach(each -> services.add(each.arn()));
    }

    /** Tasks on the instance may wait for the end of its registration, or be judged by what it says. */
    private void registration(ReadView view, String key) {
        String ec2InstanceId = key.substring(key.lastIndexOf('/') + 1);
        view.by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_EC2_INSTANCE, ec2InstanceId).stream()
                .flatMap(each -> view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, each.arn()).stream())
                .forEach(this::note);
    }

    private void note(Task task) {
        if (!task.serviceArn().isEmpty()) {
            services.add(task.serviceArn());
        }
        instances.add(task.containerInstanceArn());
        capacity |= task.stopped() || task.provisioning();
        writers |= task.sharesDirectories() && task.lastStatus().before(TaskStatus.RUNNING);
    }
}
