package io.moorage.model.ecs;

import java.util.List;

/**
 * Who deploys a service, and when a deployment has failed ({@code API_DeploymentConfiguration}, {@code API_DeploymentController}).
 *
 * @param alarms names of CloudWatch alarms
 */
public record DeploymentRules(Controller controller, Watch circuitBreaker, Watch alarmWatch, List<String> alarms) {
    public static final DeploymentRules PLAIN = new DeploymentRules(Controller.ECS, Watch.OFF, Watch.OFF, List.of());

    private static final int LOWEST_THRESHOLD = 3;
    private static final int HIGHEST_THRESHOLD = 200;

    public DeploymentRules {
        alarms = List.copyOf(alarms);
    }

    public enum Controller {
        ECS,
        /** Somebody else, by task sets. */
        EXTERNAL
    }

    /** A way to notice that a deployment has failed, and whether the service then goes back to the last that completed. */
    public record Watch(boolean enable, boolean rollback) {
        public static final Watch OFF = new Watch(false, false);
    }

    public boolean external() {
        return controller == Controller.EXTERNAL;
    }

    /** So many failed tasks trip the circuit breaker: half of the desired ones, rounded up, within bounds (ECS guide, "Failure threshold"). */
    public static int threshold(int desiredCount) {
        return Math.clamp(Math.ceilDiv(desiredCount, 2), LOWEST_THRESHOLD, HIGHEST_THRESHOLD);
    }
}
