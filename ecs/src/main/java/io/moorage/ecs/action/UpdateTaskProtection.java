package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.ProtectedTask;
import io.moorage.awsmodels.ecs.UpdateTaskProtectionRequest;
import io.moorage.awsmodels.ecs.UpdateTaskProtectionResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.Task;
import io.moorage.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code API_UpdateTaskProtection}: for a while, the task's service does not stop it to scale in or to deploy. */
public final class UpdateTaskProtection implements Action<UpdateTaskProtectionRequest, UpdateTaskProtectionResponse> {
    private static final int MOST_TASKS = 10;
    private static final int DEFAULT_MINUTES = 120;
    private static final int MOST_MINUTES = 2880;

    private final Ecs ecs;

    public UpdateTaskProtection(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<UpdateTaskProtectionRequest, UpdateTaskProtectionResponse> operation() {
        return EcsOperations.UPDATE_TASK_PROTECTION;
    }

    @Override
    public UpdateTaskProtectionResponse handle(UpdateTaskProtectionRequest request, RequestContext context) {
        if (request.tasks().isEmpty() || request.tasks().size() > MOST_TASKS) {
            throw EcsErrors.invalid("tasks must have 1 to 10 entries.");
        }
        int minutes = request.expiresInMinutes() == null ? DEFAULT_MINUTES : request.expiresInMinutes();
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw EcsErrors.invalid("expiresInMinutes must be between 1 and 2880.");
        }
        Optional<Instant> until = request.protectionEnabled()
                ? Optional.of(context.now().plus(Duration.ofMinutes(minutes)))
                : Optional.empty();
        List<Failure> failures = new ArrayList<>();
        List<ProtectedTask> done = ecs.store().transact(tx -> {
            failures.clear();
            return update(tx, request, until, failures, context.now());
        });
        return new UpdateTaskProtectionResponse(done, failures);
    }

    private List<ProtectedTask> update(
            Transaction tx,
            UpdateTaskProtectionRequest request,
            Optional<Instant> until,
            List<Failure> failures,
            Instant now) {
        Cluster cluster = ecs.cluster(tx, request.cluster());
        List<ProtectedTask> done = new ArrayList<>();
        for (String each : request.tasks()) {
            Optional<Task> task = ecs.task(tx, cluster, each).filter(found -> !found.stopped());
            if (task.isEmpty()) {
                failures.add(Failures.missing(ecs.arns().task(cluster.name(), EcsArns.lastPart(each))));
                continue;
            }
            Optional<Failure> unfit = ProtectedTasks.unfit(task.get());
            if (unfit.isPresent()) {
                failures.add(unfit.get());
                continue;
            }
            Task changed = task.get().protectedUntil(until);
            ecs.writes().save(tx, task.get(), changed, now);
            done.add(ProtectedTasks.write(changed, now));
        }
        return done;
    }
}
