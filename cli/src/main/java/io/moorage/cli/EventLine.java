package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** One state change of ECS on one line. */
final class EventLine {
    private EventLine() {}

    /** @param document as EventBridge delivers it */
    static String of(JsonNode document) {
        JsonNode detail = document.path("detail");
        String subject = last(document.path("resources").path(0).asText());
        String what =
                switch (document.path("detail-type").asText()) {
                    case "ECS Task State Change" ->
                        "task " + subject + " " + detail.path("lastStatus").asText() + " (wanted "
                                + detail.path("desiredStatus").asText() + ") "
                                + detail.path("group").asText() + " on "
                                + last(detail.path("containerInstanceArn").asText()) + reason(detail, "stoppedReason");
                    case "ECS Container Instance State Change" ->
                        "instance " + subject + " " + detail.path("status").asText() + ", its agent is "
                                + (detail.path("agentConnected").asBoolean() ? "connected" : "not connected") + ", "
                                + detail.path("ec2InstanceId").asText();
                    case "ECS Deployment State Change" ->
                        "deployment " + detail.path("deploymentId").asText() + " of " + subject + " "
                                + detail.path("eventName").asText() + reason(detail, "reason");
                    default ->
                        "service " + subject + " " + detail.path("eventName").asText() + reason(detail, "reason");
                };
        return document.path("time").asText() + "  " + what;
    }

    private static String reason(JsonNode detail, String member) {
        String text = detail.path(member).asText();
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
