package io.moorage.autoscaling.action;

import io.moorage.awsmodels.autoscaling.ScalingProcessQuery;
import java.util.List;

/** The processes of a group that can be suspended ("Suspend-resume processes"). */
final class Processes {
    static final List<String> NAMES = List.of(
            "AZRebalance",
            "AddToLoadBalancer",
            "AlarmNotification",
            "HealthCheck",
            "InstanceRefresh",
            "Launch",
            "ReplaceUnhealthy",
            "ScheduledActions",
            "Terminate");

    private Processes() {}

    /** Those a request names; all when it names none. */
    static List<String> of(ScalingProcessQuery input) {
        for (String each : input.scalingProcesses()) {
            if (!NAMES.contains(each)) {
                throw Refusal.invalid(
                        "Process " + each + " is not valid. The processes are " + String.join(", ", NAMES) + ".");
            }
        }
        return input.scalingProcesses().isEmpty() ? NAMES : input.scalingProcesses();
    }
}
