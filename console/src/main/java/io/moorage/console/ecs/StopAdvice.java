package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;

/** What to do about a task that stopped (ECS developer guide, "Stopped tasks error messages"). */
final class StopAdvice {
    private StopAdvice() {}

    static String of(JsonNode task) {
        String reason = task.path("stoppedReason").asText() + task.path("containers");
        if (reason.contains("CannotPull")) {
            return "Look whether the image's name is right, and whether the instance reaches its registry. A new revision of the task definition takes another image.";
        }
        if (reason.contains("ResourceInitializationError")) {
            return "What the message names could not be had before the containers began: a mount target's security group and the execution role's policies are what it mostly is.";
        }
        if (reason.contains("OutOfMemory")) {
            return "It wanted more memory than its limit. A new revision of the task definition gives it more.";
        }
        if (reason.contains("health checks")) {
            return "What its health check runs is in the task definition; why that failed is in its log. A startPeriod gives a slow beginner time.";
        }
        return switch (task.path("stopCode").asText()) {
            case "EssentialContainerExited" ->
                "A container without which the task is nothing has ended: its exit code is below, and why it ended in its log.";
            case "TaskFailedToStart" -> "Change what the message names, then start it again.";
            case "ServiceSchedulerInitiated" -> "Its service stopped it: the service's events say what for.";
            case "TerminationNotice", "SpotInterruption" -> "Its instance went: Failovers tell what followed.";
            default -> "";
        };
    }
}
