package io.moorage.cloudformation.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A type of resource that templates may have, made by calling AWS's API for the stack's caller or role.
 *
 * <p>Any call may be made again after this process died in the middle of it, and must then come to the same end: nothing is
 * made twice. All methods may throw {@link io.moorage.awsapi.AwsException} with which the other service refuses, or
 * {@link InvalidPropertyException}; that fails the resource. They do not wait: what takes time is {@link Progress.Waiting}
 * and asked again.
 */
public interface ResourceType {
    Schema schema();

    /**
     * Makes the least that then exists and returns its physical id, which is what {@code Ref} of it is.
     *
     * @param wanted when {@link Wanted#again()} is true, an earlier call may have made it: then that is found
     */
    String create(Wanted wanted, Aws aws);

    /** As {@link #create}, for a type some of whose attributes are told only then. */
    default Made make(Wanted wanted, Aws aws) {
        return new Made(create(wanted, aws), Map.of());
    }

    /** What exists now, and attributes that cannot be asked for later. */
    record Made(String physicalId, Map<String, JsonNode> attributes) {}

    /** Completes what {@link #create} made; asked until it is done. */
    default Progress settle(String physicalId, Wanted wanted, Aws aws) {
        return Progress.DONE;
    }

    /** Brings it from one wish to another that differs in properties that need no replacement; asked until it is done. */
    default Progress update(String physicalId, Wanted before, Wanted after, Aws aws) {
        throw new IllegalStateException(schema().name() + " has no property that changes in place");
    }

    /** Deletes it; asked until it is gone. What is not there is gone. */
    Progress delete(String physicalId, Wanted last, Aws aws);

    /**
     * Refuses an {@code UpdatePolicy} that nobody could follow, before anything is made.
     *
     * @param policy without functions
     * @throws InvalidPropertyException saying why
     */
    default void checkUpdatePolicy(JsonNode policy) {}

    /** What {@code Fn::GetAtt} answers, by attribute; asked when it is settled, and again after an update. */
    default Map<String, JsonNode> attributes(String physicalId, Wanted wanted, Aws aws) {
        return Map.of();
    }

    /** What of its properties can be read back, as the service has them now, for drift detection. */
    default Actual current(String physicalId, Wanted wanted, Aws aws) {
        return Actual.UNKNOWN;
    }
}
