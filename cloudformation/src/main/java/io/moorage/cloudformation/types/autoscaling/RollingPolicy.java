package io.moorage.cloudformation.types.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Shapes;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code AutoScalingRollingUpdate} (CloudFormation reference, "UpdatePolicy attribute").
 *
 * @param batch how many instances are replaced at once, at most
 * @param inService how many stay in service meanwhile, at least
 * @param activePercent the same as a percentage of the group's desired capacity
 * @param successPercent of the new instances so many must signal success
 * @param pause after each batch; with {@code signals}, how long its signals are waited for
 * @param suspended processes of the group that rest during the update
 */
record RollingPolicy(
        int batch,
        int inService,
        int activePercent,
        int successPercent,
        Duration pause,
        boolean signals,
        List<String> suspended) {
    static final String NAME = "AutoScalingRollingUpdate";

    private static final Set<String> MEMBERS = Set.of(
            "MaxBatchSize",
            "MinInstancesInService",
            "MinActiveInstancesPercent",
            "MinSuccessfulInstancesPercent",
            "PauseTime",
            "WaitOnResourceSignals",
            "SuspendProcesses");
    private static final int ALL = 100;
    private static final Duration LONGEST = Duration.ofHours(1);

    RollingPolicy {
        suspended = List.copyOf(suspended);
    }

    /** @throws InvalidPropertyException when it says something that nobody could do */
    static RollingPolicy of(JsonNode policy) {
        policy.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new InvalidPropertyException("Encountered unsupported property " + name + " in " + NAME);
            }
        });
        boolean signals = policy.has("WaitOnResourceSignals")
                && (Boolean) Shapes.value(
                        Type.BooleanType.ANY, policy.get("WaitOnResourceSignals"), "WaitOnResourceSignals");
        List<String> suspended = new ArrayList<>();
        policy.path("SuspendProcesses").forEach(each -> suspended.add(each.asText()));
        return new RollingPolicy(
                number(policy, "MaxBatchSize", 1, 1, Integer.MAX_VALUE),
                number(policy, "MinInstancesInService", 0, 0, Integer.MAX_VALUE),
                number(policy, "MinActiveInstancesPercent", 0, 0, ALL),
                number(policy, "MinSuccessfulInstancesPercent", ALL, 0, ALL),
                pause(policy, signals),
                signals,
                suspended);
    }

    private static int number(JsonNode policy, String name, int normal, int least, int most) {
        if (!policy.has(name)) {
            return normal;
        }
        int number = (Integer) Shapes.value(Type.IntegerType.ANY, policy.get(name), name);
        if (number < least || number > most) {
            throw new InvalidPropertyException(name + " of " + NAME + " must be at least " + least
                    + (most == ALL ? " and at most " + most : "") + ", not " + number);
        }
        return number;
    }

    private static Duration pause(JsonNode policy, boolean signals) {
        if (!policy.has("PauseTime")) {
            return signals ? Duration.ofMinutes(5) : Duration.ZERO;
        }
        String text = policy.get("PauseTime").asText();
        try {
            Duration pause = Duration.parse(text);
            if (!pause.isNegative() && pause.compareTo(LONGEST) <= 0) {
                return pause;
            }
        } catch (DateTimeParseException e) {
            throw unclear(text);
        }
        throw unclear(text);
    }

    private static InvalidPropertyException unclear(String text) {
        return new InvalidPropertyException(
                "PauseTime of " + NAME + " must be an ISO 8601 duration such as PT5M, of at most PT1H, not " + text);
    }

    /** How many of so many instances must stay in service. */
    int kept(int desired) {
        return Math.max(inService, Math.ceilDiv(desired * activePercent, ALL));
    }

    /** How many of so many new instances need not signal success. */
    int allowedFailures(int instances) {
        return instances - Math.ceilDiv(instances * successPercent, ALL);
    }
}
