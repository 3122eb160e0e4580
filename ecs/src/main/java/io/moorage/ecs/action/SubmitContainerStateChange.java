package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.SubmitContainerStateChangeRequest;
import io.moorage.awsmodels.ecs.SubmitContainerStateChangeResponse;
import io.moorage.ecs.shape.TaskShapes;
import io.moorage.model.ecs.ContainerReport;
import io.moorage.model.ecs.TaskReport;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.store.EcsTables;
import java.util.List;
import java.util.Optional;

/** {@code API_SubmitContainerStateChange}: called by old agents: one container of a task. */
public final class SubmitContainerStateChange
        implements Action<SubmitContainerStateChangeRequest, SubmitContainerStateChangeResponse> {
    private final Ecs ecs;

    public SubmitContainerStateChange(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<SubmitContainerStateChangeRequest, SubmitContainerStateChangeResponse> operation() {
        return EcsOperations.SUBMIT_CONTAINER_STATE_CHANGE;
    }

    @Override
    public SubmitContainerStateChangeResponse handle(
            SubmitContainerStateChangeRequest request, RequestContext context) {
        String arn = request.task();
        String name = request.containerName();
        Optional<TaskStatus> status = TaskShapes.status(request.status());
        if (arn != null && name != null && status.isPresent()) {
            ContainerReport container = new ContainerReport(
                    name,
                    status.get(),
                    Optional.ofNullable(request.exitCode()),
                    Optional.ofNullable(request.reason()),
                    Optional.ofNullable(request.runtimeId()),
                    Optional.empty(),
                    TaskShapes.bindings(request.networkBindings()));
            TaskReport report = new TaskReport(
                    Optional.empty(),
                    "",
                    List.of(container),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            ecs.store().transact(tx -> {
                tx.find(EcsTables.TASKS, arn).ifPresent(task -> {
                    ReportingAgent.require(tx, context, task, "ecs:SubmitContainerStateChange");
                    ecs.writes().save(tx, task, task.reported(report, context.now()), context.now());
                });
                return arn;
            });
        }
        return new SubmitContainerStateChangeResponse("ACK");
    }
}
