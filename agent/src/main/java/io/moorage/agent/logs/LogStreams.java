package io.moorage.agent.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.agent.api.JsonApi;
import io.moorage.agent.runtime.LogLine;
import io.moorage.agent.task.Secrets;
import java.io.IOException;
import java.util.List;

/** A stream of CloudWatch Logs by its API. */
final class LogStreams {
    private static final String EXISTS = "ResourceAlreadyExistsException";
    private static final String MISSING = "ResourceNotFoundException";

    private LogStreams() {}

    /** Makes it unless it is there, with its group where that is asked for. */
    static void make(JsonApi api, LogTarget target) throws IOException, Secrets.Refused {
        ObjectNode request =
                api.newRequest().put("logGroupName", target.group()).put("logStreamName", target.stream());
        try {
            api.call("CreateLogStream", request);
        } catch (JsonApi.Refused e) {
            if (e.type().equals(MISSING) && target.createGroup()) {
                makeGroup(api, target);
                make(api, new LogTarget(target.group(), target.stream(), false, target.firstLine()));
            } else if (!e.type().equals(EXISTS)) {
                throw failure(e, "failed to create Cloudwatch log stream");
            }
        }
    }

    private static void makeGroup(JsonApi api, LogTarget target) throws IOException, Secrets.Refused {
        try {
            api.call("CreateLogGroup", api.newRequest().put("logGroupName", target.group()));
        } catch (JsonApi.Refused e) {
            if (!e.type().equals(EXISTS)) {
                throw failure(e, "failed to create Cloudwatch log group");
            }
        }
    }

    private static Secrets.Refused failure(JsonApi.Refused e, String what) throws IOException {
        if (!e.isFinal()) {
            throw new IOException(e.getMessage(), e);
        }
        return new Secrets.Refused(
                "CannotStartContainerError: Error response from daemon: failed to initialize logging " + "driver: "
                        + what + ": " + e.getMessage());
    }

    /** True when they are taken, or never will be. */
    static boolean put(JsonApi api, LogTarget target, List<LogLine> events) {
        ObjectNode request =
                api.newRequest().put("logGroupName", target.group()).put("logStreamName", target.stream());
        ArrayNode array = request.putArray("logEvents");
        events.forEach(each -> array.addObject()
                .put("timestamp", each.time().toEpochMilli())
                // An event must not be empty, and a line may be.
                .put("message", each.text().isEmpty() ? " " : each.text()));
        try {
            api.call("PutLogEvents", request);
            return true;
        } catch (JsonApi.Refused e) {
            return e.isFinal();
        } catch (IOException e) {
            return false;
        }
    }
}
