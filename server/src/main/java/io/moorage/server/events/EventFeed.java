package io.moorage.server.events;

import io.moorage.model.Fence;
import io.moorage.model.WriterGuard;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Task;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import io.moorage.store.Store.Change;
import io.moorage.store.Store.Changes;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers the newest events of instances, fences, single writers and tasks, as they become visible in the store. */
public final class EventFeed implements AutoCloseable {
    private static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final Deque<Event> events = new ArrayDeque<>();
    private final Map<String, String> lastState = new HashMap<>();
    private final Store.Subscription subscription;

    public EventFeed(Store store, InstantSource clock) {
        this.clock = clock;
        ReadView view = store.view();
        view.all(Ec2Tables.INSTANCES).forEach(instance -> lastState.put(instance.id(), state(instance)));
        view.all(SharedTables.FENCES).forEach(fence -> lastState.put(fenceKey(fence.instanceId()), state(fence)));
        view.all(EcsTables.TASKS).forEach(task -> lastState.put(task.arn(), state(task)));
        view.all(SharedTables.GUARDS).forEach(guard -> lastState.put(guardKey(guard.key()), state(guard)));
        this.subscription = store.watch(
                Set.of(Ec2Tables.INSTANCES, SharedTables.FENCES, SharedTables.GUARDS, EcsTables.TASKS), this::changed);
    }

    /** Events that are not older than {@code sinceMillis}, oldest first. */
    public synchronized List<Event> since(long sinceMillis) {
        return events.stream()
                .filter(event -> event.timeMillis() >= sinceMillis)
                .toList();
    }

    private synchronized void changed(Changes changes) {
        for (Change change : changes.changes()) {
            if (change.table().equals(Ec2Tables.INSTANCES)) {
                changes.after()
                        .find(Ec2Tables.INSTANCES, change.key())
                        .ifPresentOrElse(this::instance, () -> lastState.remove(change.key()));
            } else if (change.table().equals(SharedTables.FENCES)) {
                changes.after()
                        .find(SharedTables.FENCES, change.key())
                        .ifPresentOrElse(this::fence, () -> lastState.remove(fenceKey(change.key())));
            } else if (change.table().equals(SharedTables.GUARDS)) {
                changes.after()
                        .find(SharedTables.GUARDS, change.key())
                        .ifPresentOrElse(this::guard, () -> lastState.remove(guardKey(change.key())));
            } else {
                changes.after()
                        .find(EcsTables.TASKS, change.key())
                        .ifPresentOrElse(task -> task(task, changes.after()), () -> lastState.remove(change.key()));
            }
        }
    }

    private static String fenceKey(String instanceId) {
        return "fence " + instanceId;
    }

    private static String guardKey(String directory) {
        return "guard " + directory;
    }

    private void instance(Instance instance) {
        if (isNews(instance.id(), state(instance))) {
            boolean lost = instance.reason()
                            .filter(reason -> reason.code().startsWith("Server."))
                            .isPresent()
                    && !instance.state().name().equals("PENDING");
            add(
                    lost ? "InstanceLost" : "InstanceStateChange",
                    instance.id(),
                    instance.state()
                            + instance.reason()
                                    .map(reason -> ": " + reason.message())
                                    .orElse(""),
                    instance.id(),
                    "");
        }
    }

    private void fence(Fence fence) {
        if (isNews(fenceKey(fence.instanceId()), state(fence))) {
            add(
                    fenceKind(fence.state()),
                    fence.instanceId(),
                    "epoch " + fence.epoch() + " " + fence.addresses(),
                    fence.instanceId(),
                    "");
        }
    }

    private void guard(WriterGuard guard) {
        if (isNews(guardKey(guard.key()), state(guard))) {
            add(
                    guardKind(guard.state()),
                    guard.fileSystemId() + ":" + guard.directory(),
                    "token " + guard.token() + " " + guard.holder().instanceId() + " "
                            + guard.holder().taskArn(),
                    guard.holder().instanceId(),
                    "");
        }
    }

    private static String guardKind(WriterGuard.State state) {
        return switch (state) {
            case REQUESTED -> "WriterRequested";
            case CONFIRMED -> "WriterConfirmed";
            case RELEASING -> "WriterReleasing";
            case RELEASED -> "WriterReleased";
        };
    }

    private static String fenceKind(Fence.State state) {
        return switch (state) {
            case REQUESTED -> "FenceRequested";
            case CONFIRMED -> "FenceConfirmed";
            case LIFTING -> "FenceLifting";
            case LIFTED -> "FenceLifted";
        };
    }

    private void task(Task task, ReadView view) {
        String machine = view.find(EcsTables.CONTAINER_INSTANCES, task.containerInstanceArn())
                .map(ContainerInstance::ec2InstanceId)
                .orElse("");
        Optional<String> before = Optional.ofNullable(lastState.get(task.arn()));
        if (isNews(task.arn(), state(task))) {
            if (before.isEmpty()) {
                add(
                        "TaskPlaced",
                        task.arn(),
                        task.taskDefinition() + " on " + task.containerInstanceArn(),
                        machine,
                        task.group());
            }
            if (task.running()) {
                add("TaskRunning", task.arn(), task.taskDefinition(), machine, task.group());
            } else if (task.stopped()) {
                add(
                        "TaskStopped",
                        task.arn(),
                        task.stop().map(stop -> stop.reason()).orElse(""),
                        machine,
                        task.group());
            }
        }
    }

    private static String state(Instance instance) {
        return instance.state().name() + instance.bootCount();
    }

    private static String state(Fence fence) {
        return fence.state().name() + fence.epoch();
    }

    private static String state(WriterGuard guard) {
        return guard.state().name() + guard.token();
    }

    private static String state(Task task) {
        return task.lastStatus().name();
    }

    private boolean isNews(String key, String state) {
        return !state.equals(lastState.put(key, state));
    }

    private void add(String kind, String subject, String text, String machine, String group) {
        events.addLast(new Event(clock.millis(), kind, subject, text, machine, group));
        if (events.size() > REMEMBERED) {
            events.removeFirst();
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
