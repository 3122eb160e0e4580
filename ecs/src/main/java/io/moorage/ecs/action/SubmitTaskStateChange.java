package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.SubmitTaskStateChangeRequest;
import io.moorage.awsmodels.ecs.SubmitTaskStateChangeResponse;
import io.moorage.ecs.shape.TaskShapes;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskReport;
import io.moorage.store.EcsTables;
import java.util.Optional;

/** {@code API_SubmitTaskStateChange}: called by agents: applied in order, and more than once without harm. */
public final class SubmitTaskStateChange
        implements Action<SubmitTaskStateChangeRequest, SubmitTaskStateChangeResponse> {
    private final Ecs ecs;

    public SubmitTaskStateChange(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<SubmitTaskStateChangeRequest, SubmitTaskStateChangeResponse> operation() {
        return EcsOperations.SUBMIT_TASK_STATE_CHANGE;
    }

    @Override
    public SubmitTaskStateChangeResponse handle(SubmitTaskStateChangeRequest request, RequestContext context) {
        String arn = request.task();
        if (arn != null) {
            TaskReport report = new TaskReport(
                    TaskShapes.status(request.status()),
                    request.reason() == null ? "" : request.reason(),
                    request.containers().stream().flatMap(TaskShapes::report).toList(),
                    Optional.ofNullable(request.pullStartedAt()),
                    Optional.ofNullable(request.pullStoppedAt()),
                    Optional.ofNullable(request.executionStoppedAt()),
                    Optional.ofNullable(request.mountedAt()));
            ecs.store().transact(tx -> {
                tx.find(EcsTables.TASKS, arn).ifPresent(task -> {
                    ReportingAgent.require(tx, context, task, "ecs:SubmitTaskStateChange");
                    Task heard = attached(request, task) ? task.attached(context.now()) : task;
                    ecs.writes().save(tx, task, heard.reported(report, context.now()), context.now());
                });
                return arn;
            });
        }
        return new SubmitTaskStateChangeResponse("ACK");
    }

    private static boolean attached(SubmitTaskStateChangeRequest request, Task task) {
        return request.attachments().stream()
                .filter(each -> each.status().equals("ATTACHED"))
                .anyMatch(each -> task.networkInterface()
                        .filter(own -> EcsArns.lastPart(each.attachmentArn()).equals(own.attachmentId()))
                        .isPresent());
    }
}
