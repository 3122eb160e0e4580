package io.moorage.ecs.action;

import io.moorage.ecs.EcsErrors;
import java.util.List;

/** How many of something one call may name, in ECS's words. */
final class Lists {
    /** @param what as ECS's message has it */
    static void requireAtMost(int most, List<?> given, String what) {
        if (given.size() > most) {
            throw EcsErrors.invalid(what + " can have at most " + most + " items.");
        }
    }

    static void requireSome(List<?> given, String what) {
        if (given.isEmpty()) {
            throw EcsErrors.invalid(what + " cannot be empty.");
        }
    }

    private Lists() {}
}
