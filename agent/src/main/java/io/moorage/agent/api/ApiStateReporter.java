package io.moorage.agent.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.agent.task.StateReporter;
import io.moorage.agent.task.TaskStateChange;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Reports by SubmitTaskStateChange. */
public final class ApiStateReporter implements StateReporter {
    private static final Logger LOG = System.getLogger(ApiStateReporter.class.getName());
    private static final int MAX_TASK_REASON = 1024;

    private final EcsApi api;
    private final String cluster;

    public ApiStateReporter(EcsApi api, String cluster) {
        this.api = api;
        this.cluster = cluster;
    }

    @Override
    public Outcome report(TaskStateChange change) {
        try {
            api.call("SubmitTaskStateChange", request(change));
            return Outcome.DONE;
        } catch (EcsApi.Refused e) {
            if (e.isFinal()) {
                LOG.log(
                        Level.WARNING,
                        "the control plane refuses {0} of {1}: {2}",
                        change.status(),
                        change.taskArn(),
                        e.getMessage());
                return Outcome.DONE;
            }
            LOG.log(Level.INFO, "{0} of {1} not reported yet: {2}", change.status(), change.taskArn(), e.getMessage());
            return Outcome.RETRY;
        } catch (IOException e) {
            LOG.log(Level.INFO, "{0} of {1} not reported yet: {2}", change.status(), change.taskArn(), e.getMessage());
            return Outcome.RETRY;
        }
    }

    private ObjectNode request(TaskStateChange change) {
        ObjectNode request = api.newRequest()
                .put("cluster", cluster)
                .put("task", change.taskArn())
                .put("status", change.status())
                .put("reason", shortened(change.reason()));
        change.stoppedAt().ifPresent(time -> request.put("executionStoppedAt", time.toEpochMilli() / 1000.0));
        ArrayNode containers = request.putArray("containers");
        for (TaskStateChange.Container container : change.containers()) {
            ObjectNode node = containers
                    .addObject()
                    .put("containerName", container.name())
                    .put("status", container.status());
            if (!container.runtimeId().isEmpty()) {
                node.put("runtimeId", container.runtimeId());
            }
            container.exitCode().ifPresent(code -> node.put("exitCode", code));
            if (!container.reason().isEmpty()) {
                node.put("reason", container.reason());
            }
            ArrayNode bindings = node.putArray("networkBindings");
            container.bindings().forEach(binding -> bindings.addObject()
                    .put("bindIP", binding.bindIP())
                    .put("containerPort", binding.containerPort())
                    .put("hostPort", binding.hostPort())
                    .put("protocol", binding.protocol()));
        }
        return request;
    }

    private static String shortened(String reason) {
        return reason.length() <= MAX_TASK_REASON ? reason : reason.substring(0, MAX_TASK_REASON);
    }
}
