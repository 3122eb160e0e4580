package io.moorage.ecs.action;

import io.moorage.awsmodels.ecs.ManagedScaling;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.CapacityProvider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What CreateCapacityProvider and UpdateCapacityProvider have in common ({@code API_ManagedScaling}). */
final class CapacityProviderRequests {
    private static final int MOST_STEP = 10_000;
    private static final int MOST_PERCENT = 100;

    /** @param before for what is not given */
    static CapacityProvider.ManagedScaling scaling(
            @Nullable ManagedScaling given, CapacityProvider.ManagedScaling before) {
        if (given == null) {
            return before;
        }
        int target = Objects.requireNonNullElse(given.targetCapacity(), before.targetCapacity());
        int minimum = Objects.requireNonNullElse(given.minimumScalingStepSize(), before.minimumScalingStepSize());
        int maximum = Objects.requireNonNullElse(given.maximumScalingStepSize(), before.maximumScalingStepSize());
        int warmup = Objects.requireNonNullElse(given.instanceWarmupPeriod(), before.instanceWarmupPeriod());
        if (target < 1 || target > MOST_PERCENT) {
            throw EcsErrors.invalid("The managed scaling targetCapacity must be between 1 and 100.");
        }
        if (minimum < 1 || minimum > MOST_STEP || maximum < 1 || maximum > MOST_STEP || maximum < minimum) {
            throw EcsErrors.invalid("The managed scaling step sizes must be between 1 and 10000, and the maximum not"
                    + " below the minimum.");
        }
        if (warmup < 0 || warmup > MOST_STEP) {
            throw EcsErrors.invalid("The managed scaling instanceWarmupPeriod must be between 0 and 10000.");
        }
        return new CapacityProvider.ManagedScaling(
                enabled(given.status(), "managedScaling status", before.enabled()), target, minimum, maximum, warmup);
    }

    static boolean enabled(@Nullable String given, String what, boolean otherwise) {
        if (given == null) {
            return otherwise;
        }
        return switch (given) {
            case "ENABLED" -> true;
            case "DISABLED" -> false;
            default -> throw EcsErrors.invalid("Invalid " + what + ": " + given);
        };
    }

    static void requireScaling(CapacityProvider.ManagedScaling scaling, boolean protection) {
        if (protection && !scaling.enabled()) {
            throw EcsErrors.invalid("The managed termination protection setting for the capacity provider is invalid."
                    + " To enable managed termination protection for a capacity provider, managed scaling must be"
                    + " enabled.");
        }
    }

    private CapacityProviderRequests() {}
}
