package io.moorage.ecs.events;

import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceEvent;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Remembers the newest state changes of ECS as they become visible in the store. Of what happened before this server started it knows
 * what {@link EventJournal} kept, and tells what became of rows that an earlier server did not live to tell; what is older than the newest {@value #REMEMBERED} changes is forgotten. Safe for use by many
 * threads.
 */
public final class StateChanges implements AutoCloseable {
    static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final String run;
    private final Deque<Noted> noted = new ArrayDeque<>();
    private final Map<String, String> lastState = new HashMap<>();
    private final Map<String, Map<String, Deployment.RolloutState>> lastRollouts = new HashMap<>();
    private final Map<String, ToldLines> lines = new HashMap<>();
    private final Store.Subscription subscription;
    private long count;
    private boolean closed;

    /** A change under its number. */
    public record Noted(String id, long number, StateChange change) {}

    public StateChanges(Store store, InstantSource clock) {
        this.clock = clock;
        this.run = Long.toString(clock.millis(), Character.MAX_RADIX);
        ReadView view = store.view();
        view.all(EcsTables.EVENTS).stream()
                .flatMap(batch -> batch.events().stream())
                .forEach(each -> keep(new Noted(each.id(), each.number(), new StateChange.Kept(each))));
        catchUp(view);
        this.subscription =
                store.watch(Set.of(EcsTables.TASKS, EcsTables.CONTAINER_INSTANCES, EcsTables.SERVICES), this::changed);
    }

    /** Tells what an earlier server changed and did not live to tell. */
    private synchronized void catchUp(ReadView view) {
        ToldStates before = new ToldStates(view);
        view.all(EcsTables.TASKS).stream().filter(before::told).forEach(each -> lastState.put(each.arn(), state(each)));
        view.all(EcsTables.TASKS).forEach(this::task);
        view.all(EcsTables.CONTAINER_INSTANCES).stream()
                .filter(before::told)
                .forEach(each -> lastState.put(each.arn(), state(each)));
        view.all(EcsTables.CONTAINER_INSTANCES).forEach(this::instance);
        view.all(EcsTables.SERVICES).forEach(each -> {
            Map<String, Deployment.RolloutState> rollouts = new HashMap<>(rollouts(each));
            each.deployments().stream()
                    .filter(deployment -> !before.told(each, deployment))
                    .forEach(deployment -> rollouts.remove(deployment.id()));
            lastRollouts.put(each.arn(), rollouts);
            lines.put(each.arn(), ToldLines.until(before.toldUntil(each), each));
            service(each);
        });
    }

    /**
     * Changes after the one with this id, oldest first; all that are remembered when it is empty or forgotten. An id of an earlier server
     * that was lost with it counts as the last that was kept.
     */
    public synchronized List<Noted> after(String id) {
        long number = number(id);
        return noted.stream().filter(each -> each.number() > number).toList();
    }

    /** As {@link #after}, but waits for one; empty when none came in time, or when this is closed. */
    public synchronized List<Noted> await(String id, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Noted> found = after(id);
        long left = patience.toMillis();
        while (found.isEmpty() && !closed && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
            found = after(id);
        }
        return found;
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    private long number(String id) {
        int end = id.lastIndexOf('-') + 1;
        if (!id.substring(end).matches("[0-9]{1,18}")) {
            return 0;
        }
        String ofRun = id.substring(0, end);
        long newest = noted.stream()
                .filter(each -> each.id().startsWith(ofRun))
                .mapToLong(Noted::number)
                .max()
                .orElse(0);
        return Math.min(newest, Long.parseLong(id.substring(end)));
    }

    /** The number of the newest change. */
    synchronized long newest() {
        return count;
    }

    /** The oldest changes that are remembered of those after {@code number}, at most so many. */
    synchronized List<Noted> following(long number, int most) {
        return noted.stream().filter(each -> each.number() > number).limit(most).toList();
    }

    private synchronized void changed(Store.Changes changes) {
        for (Store.Change change : changes.changes()) {
            if (change.table().equals(EcsTables.TASKS)) {
                seen(changes.after().find(EcsTables.TASKS, change.key()), change.key(), this::task);
            } else if (change.table().equals(EcsTables.CONTAINER_INSTANCES)) {
                seen(changes.after().find(EcsTables.CONTAINER_INSTANCES, change.key()), change.key(), this::instance);
            } else {
                seen(changes.after().find(EcsTables.SERVICES, change.key()), change.key(), this::service);
            }
        }
        notifyAll();
    }

    private <R> void seen(Optional<R> row, String key, Consumer<R> news) {
        row.ifPresentOrElse(news, () -> {
            lastState.remove(key);
            lastRollouts.remove(key);
            lines.remove(key);
        });
    }

    private void task(Task task) {
        if (isNews(task.arn(), state(task))) {
            add(new StateChange.OfTask(task, clock.instant()));
        }
    }

    private void instance(ContainerInstance instance) {
        if (isNews(instance.arn(), state(instance))) {
            add(new StateChange.OfInstance(instance, clock.instant()));
        }
    }

    private void service(Service service) {
        Map<String, Deployment.RolloutState> now = rollouts(service);
        Map<String, Deployment.RolloutState> former = lastRollouts.put(service.arn(), now);
        service.deployments().stream()
                .filter(each -> former == null || former.get(each.id()) != each.rolloutState())
                .forEach(each -> deployment(service, each, clock.instant()));
        ToldLines told = lines.getOrDefault(service.arn(), ToldLines.NONE);
        List<ServiceEvent> news = told.news(service);
        lines.put(service.arn(), told.and(news));
        news.forEach(event -> ServiceActions.of(service, event)
                .forEach(action -> add(new StateChange.OfService(service, event, action))));
    }

    private void deployment(Service service, Deployment deployment, Instant now) {
        add(new StateChange.OfDeployment(service, deployment, now));
        ServiceEvent event = new ServiceEvent(deployment.id(), now, deployment.rolloutStateReason());
        add(new StateChange.OfService(service, event, ServiceActions.of(deployment)));
    }

    private static Map<String, Deployment.RolloutState> rollouts(Service service) {
        return service.deployments().stream()
                .collect(Collectors.toMap(Deployment::id, Deployment::rolloutState, (one, other) -> other));
    }

    private static String state(Task task) {
        return task.lastStatus() + " " + task.desiredStatus() + " " + task.healthStatus() + " "
                + task.containers().stream()
                        .map(each -> each.lastStatus().name())
                        .collect(Collectors.joining(","));
    }

    private static String state(ContainerInstance instance) {
        return instance.status() + " " + instance.agentConnected() + " " + instance.registered();
    }

    private boolean isNews(String key, String state) {
        return !state.equals(lastState.put(key, state));
    }

    private void add(StateChange change) {
        keep(new Noted(run + "-" + (count + 1), count + 1, change));
    }

    private void keep(Noted next) {
        count = next.number();
        noted.addLast(next);
        if (noted.size() > REMEMBERED) {
            noted.removeFirst();
        }
    }

    @Override
    public void close() {
        subscription.close();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }
}
