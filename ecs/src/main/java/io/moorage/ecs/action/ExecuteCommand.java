package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.SocketSessions;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ExecuteCommandRequest;
import io.moorage.awsmodels.ecs.ExecuteCommandResponse;
import io.moorage.awsmodels.ecs.Session;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.exec.ExecSessions;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskContainer;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.store.ReadView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code API_ExecuteCommand}: opens a session in which the command runs when somebody connects to it. */
public final class ExecuteCommand implements Action<ExecuteCommandRequest, ExecuteCommandResponse> {
    private final Ecs ecs;
    private final ExecSessions sessions;

    public ExecuteCommand(Ecs ecs, ExecSessions sessions) {
        this.ecs = ecs;
        this.sessions = sessions;
    }

    @Override
    public Operation<ExecuteCommandRequest, ExecuteCommandResponse> operation() {
        return EcsOperations.EXECUTE_COMMAND;
    }

    @Override
    public ExecuteCommandResponse handle(ExecuteCommandRequest request, RequestContext context) {
        if (!request.interactive()) {
            throw EcsErrors.invalid("Interactive is the only mode supported currently.");
        }
        if (request.command().isBlank()) {
            throw EcsErrors.invalid("command should not be null or empty.");
        }
        ReadView view = ecs.store().view();
        Cluster cluster = ecs.cluster(view, request.cluster());
        Task task = ecs.task(view, cluster, request.task())
                .orElseThrow(() -> EcsErrors.invalid("The referenced task was not found."));
        if (!task.enableExecuteCommand()) {
            throw EcsErrors.invalid(
                    "The execute command failed because execute command was not enabled when the task was run or the "
                            + "execute command agent isn't running. Wait and try again or run a new task with execute "
                            + "command enabled and try again.");
        }
        TaskContainer container = container(task, request.container());
        if (!task.running() || container.lastStatus() != TaskStatus.RUNNING) {
            throw notConnected();
        }
        SocketSessions.Opened opened = sessions.open(
                        task.containerInstanceArn(), task.arn(), container.name(), request.command(), context.now())
                .orElseThrow(ExecuteCommand::notConnected);
        return ExecuteCommandResponse.builder()
                .clusterArn(cluster.arn())
                .taskArn(task.arn())
                .containerArn(container.containerArn())
                .containerName(container.name())
                .interactive(true)
                .session(new Session(opened.id(), opened.streamUrl(), opened.token()))
                .build();
    }

    private static TaskContainer container(Task task, @Nullable String name) {
        List<TaskContainer> containers = task.containers();
        if (name == null || name.isEmpty()) {
            if (containers.size() > 1) {
                throw EcsErrors.invalid("The container must be specified when the task has several containers.");
            }
            return containers.getFirst();
        }
        return containers.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> EcsErrors.invalid("The specified container was not found in the task: " + name));
    }

    private static AwsException notConnected() {
        return new AwsException(
                EcsOperations.ERROR_TARGET_NOT_CONNECTED_EXCEPTION,
                "The execute command failed due to an internal error. Try again later.");
    }
}
