package io.moorage.cloudformation.engine;

import io.moorage.model.cloudformation.StackResource;
import io.moorage.model.cloudformation.Wish;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resources that are not there yet, in a plan of what would change: their ids and attributes are not known. */
final class StandIns {
    private static final int GENERATION = -1;
    private static final String MARK = "{{not-known-yet:";
    private static final Wish NOTHING = new Wish("{}", Map.of(), "{}", "{}", "{}", "Delete", "Delete");

    private StandIns() {}

    static StackResource of(String stackId, String logicalId, String type) {
        return StackResource.creating(stackId, logicalId, GENERATION, type, NOTHING, Set.of(), false, Instant.EPOCH)
                .made(text(logicalId), Map.of(), Optional.empty(), Instant.EPOCH);
    }

    static boolean is(@Nullable StackResource resource) {
        return resource != null && resource.generation() == GENERATION;
    }

    static String text(String what) {
        return MARK + what + "}}";
    }

    /** Whether a value is made of something that is not known yet. */
    static boolean isIn(String value) {
        return value.contains(MARK);
    }
}
