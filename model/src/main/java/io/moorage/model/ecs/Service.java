package io.moorage.model.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A number of tasks of one definition, kept running.
 *
 * <p>Invariants: exactly one deployment is {@code PRIMARY}, the first, but where task sets take the place of deployments: there is none
 * then; at most {@value #MAX_EVENTS} events, newest first.
 *
 * @param arn the key
 * @param notBefore no task is started before: the throttle of tasks that never reach RUNNING (ECS guide, "Service throttle logic")
 * @param steady the last event said that it has reached a steady state, and nothing changed since
 */
public record Service(
        String arn,
        String name,
        String clusterName,
        Status status,
        int desiredCount,
        int minimumHealthyPercent,
        int maximumPercent,
        List<Deployment> deployments,
        List<ServiceEvent> events,
        List<PlacementConstraint> placementConstraints,
        List<PlacementStrategy> placementStrategy,
        Optional<Instant> notBefore,
        boolean steady,
        String createdBy,
        Instant createdAt,
        boolean enableEcsManagedTags,
        Optional<String> propagateTags,
        boolean enableExecuteCommand,
        String clientToken,
        Map<String, String> tags,
        Balancing balancing,
        Scheduling scheduling,
        DeploymentRules rules,
        List<TaskSet> taskSets) {
    public static final int MAX_EVENTS = 100;

    public Service {
        deployments = List.copyOf(deployments);
        events = List.copyOf(events);
        placementConstraints = List.copyOf(placementConstraints);
        placementStrategy = List.copyOf(placementStrategy);
        tags = Map.copyOf(tags);
        // What an earlier version wrote does not say.
        balancing = Objects.requireNonNullElse(balancing, Balancing.NONE);
        scheduling = Objects.requireNonNullElse(scheduling, Scheduling.REPLICAS);
        rules = Objects.requireNonNullElse(rules, DeploymentRules.PLAIN);
        taskSets = List.copyOf(taskSets);
    }

    public enum Status {
        ACTIVE,
        DRAINING,
        INACTIVE
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }

    /** Not for a service of task sets. */
    public Deployment primary() {
        return deployments.getFirst();
    }

    /** The keys of the definitions that its tasks are started from. */
    public List<String> taskDefinitions() {
        return rules.external()
                ? taskSets.stream().map(TaskSet::taskDefinition).toList()
                : List.of(primary().taskDefinition());
    }

    /**
     * Where the tasks of deployment or task set {@code id} get their interfaces; empty when they have none, or it is no longer there.
     */
    public Optional<NetworkPlace> network(String id) {
        return taskSet(id).flatMap(TaskSet::network).or(() -> deployments.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .flatMap(Deployment::network));
    }

    public Optional<TaskSet> taskSet(String idOrArn) {
        return taskSets.stream()
                .filter(each -> each.arn().equals(idOrArn)
                        || each.id().equals(idOrArn)
                        || each.id().equals("ecs-svc/" + idOrArn))
                .findFirst();
    }

    /** The group of its tasks. */
    public String group() {
        return "service:" + name;
    }

    public Service with(ServiceEvent event) {
        List<ServiceEvent> all = new ArrayList<>(events.size() + 1);
        all.add(event);
        all.addAll(events.subList(0, Math.min(events.size(), MAX_EVENTS - 1)));
        return next(row -> row.events = all);
    }

    /** Whether its last event does not begin so: repetitions are left out until something else has happened. */
    public boolean isNews(String cause) {
        return events.isEmpty() || !events.getFirst().message().startsWith(cause);
    }

    public Service desiring(int count, Instant now) {
        return next(row -> {
            row.desiredCount = count;
            row.steady = false;
            row.first(each -> each.desiring(count, now));
        });
    }

    /** A new definition, or the same by force: the throttle starts afresh. */
    public Service deploying(Deployment deployment, Instant now) {
        List<Deployment> all = new ArrayList<>();
        all.add(deployment);
        deployments.forEach(each -> all.add(each.superseded(now)));
        return next(row -> {
            row.deployments = all;
            row.notBefore = Optional.empty();
            row.steady = false;
        });
    }

    private Optional<Deployment> lastCompleted() {
        return deployments.stream().skip(1).filter(Deployment::completed).findFirst();
    }

    /**
     * The deployment that a failed one goes back to, as it is then to be the primary one; empty when none has completed.
     *
     * @param returning for {@code rolloutStateReason}, without the id
     */
    public Optional<Deployment> formerDeployment(String returning, Instant now) {
        return lastCompleted().map(each -> each.again(returning + each.id() + ".", desiredCount, now));
    }

    /**
     * The primary deployment has failed.
     *
     * @param reason for {@code rolloutStateReason}
     * @param to the deployment to go back to, with its own new reason; empty to leave what runs as it is
     */
    public Service failed(String reason, Optional<Deployment> to, Instant now) {
        Deployment failed = primary().givenUp(reason, now);
        List<Deployment> all = new ArrayList<>();
        if (to.isPresent()) {
            all.add(to.get());
            all.add(failed.superseded(now));
        } else {
            all.add(failed);
        }
        deployments.stream()
                .skip(1)
                .filter(each -> to.filter(back -> back.id().equals(each.id())).isEmpty())
                .forEach(all::add);
        return next(row -> {
            row.deployments = all;
            row.notBefore = Optional.empty();
            row.steady = false;
        });
    }

    public Service withPrimary(UnaryOperator<Deployment> change) {
        return next(row -> row.first(change));
    }

    public Service withDeploymentLimits(int minimumHealthy, int maximum) {
        return next(row -> {
            row.minimumHealthyPercent = minimumHealthy;
            row.maximumPercent = maximum;
            row.steady = false;
        });
    }

    public Service withPlacement(List<PlacementConstraint> constraints, List<PlacementStrategy> strategy) {
        return next(row -> {
            row.placementConstraints = constraints;
            row.placementStrategy = strategy;
            row.steady = false;
        });
    }

    public Service withTags(Map<String, String> newTags) {
        return next(row -> row.tags = newTags);
    }

    public Service withManagedTags(boolean managed, Optional<String> propagate) {
        return next(row -> {
            row.enableEcsManagedTags = managed;
            row.propagateTags = propagate;
        });
    }

    /** Of tasks that start from now on. */
    public Service withExecuteCommand(boolean enabled) {
        return next(row -> row.enableExecuteCommand = enabled);
    }

    public Service withBalancing(Balancing changed) {
        return next(row -> row.balancing = changed);
    }

    public Service withScheduling(Scheduling changed) {
        return next(row -> {
            row.scheduling = changed;
            row.steady = false;
        });
    }

    public Service withRules(DeploymentRules changed) {
        return next(row -> row.rules = changed);
    }

    public Service withTaskSets(List<TaskSet> changed) {
        return next(row -> {
            row.taskSets = changed;
            row.steady = false;
        });
    }

    public Service withTaskSet(TaskSet changed) {
        return next(row -> row.taskSets = taskSets.stream()
                .map(each -> each.id().equals(changed.id()) ? changed : each)
                .toList());
    }

    public Service draining() {
        return next(row -> {
            row.status = Status.DRAINING;
            row.desiredCount = 0;
            row.steady = false;
        });
    }

    public Service inactive() {
        return next(row -> {
            row.status = Status.INACTIVE;
            row.desiredCount = 0;
            row.notBefore = Optional.empty();
            row.taskSets = List.of();
        });
    }

    public Service unsteady() {
        return steady ? next(row -> row.steady = false) : this;
    }

    /** The primary deployment is all there is, and all of it runs. */
    public Service reachedSteadyState(Instant now) {
        return next(row -> {
            if (!deployments.isEmpty()) {
                row.deployments = List.of(primary().completed(now));
            }
            row.steady = true;
        });
    }

    /** A task of deployment or task set {@code id} stopped without having run: the next starts wait, twice as long each time. */
    public Service taskFailedToStart(String id, Instant now) {
        Optional<TaskSet> set = taskSet(id);
        if (set.isPresent()) {
            int failed = set.get().failedTasks() + 1;
            return withTaskSet(set.get().failed(failed, Optional.of(Throttle.after(failed, now))));
        }
        if (!isPrimary(id)) {
            return this;
        }
        int failed = primary().failedTasks() + 1;
        return next(row -> {
            row.first(each -> each.failed(failed, now));
            row.notBefore = Optional.of(Throttle.after(failed, now));
            row.steady = false;
        });
    }

    /** A task of deployment or task set {@code id} runs: what failed to start before no longer counts. */
    public Service taskRuns(String id, Instant now) {
        Optional<TaskSet> set = taskSet(id).filter(each -> each.failedTasks() > 0);
        if (set.isPresent()) {
            return withTaskSet(set.get().failed(0, Optional.empty()));
        }
        return isPrimary(id) && primary().failedTasks() > 0
                ? next(row -> {
                    row.first(each -> each.failed(0, now));
                    row.notBefore = Optional.empty();
                })
                : this;
    }

    /** How many tasks of deployment or task set {@code id} failed to start in a row. */
    public int failedTasks(String id) {
        return taskSet(id)
                .map(TaskSet::failedTasks)
                .orElseGet(() -> isPrimary(id) ? primary().failedTasks() : 0);
    }

    public boolean throttled(Instant now) {
        return !deployments.isEmpty() && Throttle.holds(notBefore, primary().failedTasks(), now);
    }

    private boolean isPrimary(String id) {
        return !deployments.isEmpty() && primary().id().equals(id);
    }

    private Service next(Consumer<Changing> change) {
        Changing row = new Changing(this);
        change.accept(row);
        return new Service(
                arn,
                name,
                clusterName,
                row.status,
                row.desiredCount,
                row.minimumHealthyPercent,
                row.maximumPercent,
                row.deployments,
                row.events,
                row.placementConstraints,
                row.placementStrategy,
                row.notBefore,
                row.steady,
                createdBy,
                createdAt,
                row.enableEcsManagedTags,
                row.propagateTags,
                row.enableExecuteCommand,
                clientToken,
                row.tags,
                row.balancing,
                row.scheduling,
                row.rules,
                row.taskSets);
    }

    /** What of a row may change. */
    private static final class Changing {
        private Status status;
        private int desiredCount;
        private int minimumHealthyPercent;
        private int maximumPercent;
        private List<Deployment> deployments;
        private List<ServiceEvent> events;
        private List<PlacementConstraint> placementConstraints;
        private List<PlacementStrategy> placementStrategy;
        private Optional<Instant> notBefore;
        private boolean steady;
        private boolean enableEcsManagedTags;
        private Optional<String> propagateTags;
        private boolean enableExecuteCommand;
        private Map<String, String> tags;
        private Balancing balancing;
        private Scheduling scheduling;
        private DeploymentRules rules;
        private List<TaskSet> taskSets;

        Changing(Service row) {
            status = row.status;
            desiredCount = row.desiredCount;
            minimumHealthyPercent = row.minimumHealthyPercent;
            maximumPercent = row.maximumPercent;
            deployments = row.deployments;
            events = row.events;
            placementConstraints = row.placementConstraints;
            placementStrategy = row.placementStrategy;
            notBefore = row.notBefore;
            steady = row.steady;
            enableEcsManagedTags = row.enableEcsManagedTags;
            propagateTags = row.propagateTags;
            enableExecuteCommand = row.enableExecuteCommand;
            tags = row.tags;
            balancing = row.balancing;
            scheduling = row.scheduling;
            rules = row.rules;
            taskSets = row.taskSets;
        }

        private void first(UnaryOperator<Deployment> change) {
            if (!deployments.isEmpty()) {
                List<Deployment> all = new ArrayList<>(deployments);
                all.set(0, change.apply(all.getFirst()));
                deployments = all;
            }
        }
    }
}
