package io.moorage.agent.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.agent.runtime.ContainerState.Binding;
import io.moorage.agent.task.StateReporter;
import io.moorage.agent.task.TaskStateChange;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;

/** Reports by SubmitTaskStateChange. */
public final class ApiStateReporter implements StateReporter {
    private static final Logger LOG = System.getLogger(ApiStateReporter.class.getName());
    private static final int MAX_TASK_REASON = 1024;

    private final JsonApi api;
    private final String cluster;

    public ApiStateReporter(JsonApi api, String cluster) {
        this.api = api;
        this.cluster = cluster;
    }

    @Override
    public Outcome report(TaskStateChange change) {
        return submit(request(change), change.status(), change.taskArn());
    }

    @Override
    public Outcome attached(String taskArn, String attachmentArn) {
        ObjectNode request = api.newRequest().put("cluster", cluster).put("task", taskArn);
        request.putArray("attachments")
                .addObject()
                .put("attachmentArn", attachmentArn)
                .put("status", "ATTACHED");
        return submit(request, "an attachment", taskArn);
    }

    private Outcome submit(ObjectNode request, String what, String taskArn) {
        try {
            api.call("SubmitTaskStateChange", request);
            return Outcome.DONE;
        } catch (JsonApi.Refused e) {
            if (e.isFinal()) {
                LOG.log(Level.WARNING, "the control plane refuses {0} of {1}: {2}", what, taskArn, e.getMessage());
                return Outcome.DONE;
            }
            LOG.log(Level.INFO, "{0} of {1} not reported yet: {2}", what, taskArn, e.getMessage());
            return Outcome.RETRY;
        } catch (IOException e) {
            LOG.log(Level.INFO, "{0} of {1} not reported yet: {2}", what, taskArn, e.getMessage());
            return Outcome.RETRY;
        }
    }

    private ObjectNode request(TaskStateChange change) {
        ObjectNode request = api.newRequest()
                .put("cluster", cluster)
                .put("task", change.taskArn())
                .put("status", change.status())
                .put("reason", shortened(change.reason()));
        change.pulls().started().ifPresent(time -> request.put("pullStartedAt", seconds(time)));
        change.pulls().stopped().ifPresent(time -> request.put("pullStoppedAt", seconds(time)));
        change.stoppedAt().ifPresent(time -> request.put("executionStoppedAt", seconds(time)));
        change.mountedAt().ifPresent(time -> request.put("mountedAt", seconds(time)));
        ArrayNode containers = request.putArray("containers");
        for (TaskStateChange.Container container : change.containers()) {
            ObjectNode node = containers
                    .addObject()
                    .put("containerName", container.name())
                    .put("status", container.status());
            if (!container.runtimeId().isEmpty()) {
                node.put("runtimeId", container.runtimeId());
            }
            container.imageDigest().ifPresent(digest -> node.put("imageDigest", digest));
            container.exitCode().ifPresent(code -> node.put("exitCode", code));
            if (!container.reason().isEmpty()) {
                node.put("reason", container.reason());
            }
            ArrayNode bindings = node.putArray("networkBindings");
            container.bindings().forEach(binding -> bind(bindings.addObject(), binding));
        }
        return request;
    }

    private static void bind(ObjectNode node, Binding binding) {
        node.put("bindIP", binding.bindIP()).put("protocol", binding.protocol());
        if (binding.length() == 1) {
            node.put("containerPort", binding.containerPort()).put("hostPort", binding.hostPort());
        } else {
            int more = binding.length() - 1;
            node.put("containerPortRange", binding.containerPort() + "-" + (binding.containerPort() + more))
                    .put("hostPortRange", binding.hostPort() + "-" + (binding.hostPort() + more));
        }
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    private static String shortened(String reason) {
        return reason.length() <= MAX_TASK_REASON ? reason : reason.substring(0, MAX_TASK_REASON);
    }
}
