package io.moorage.model.cloudformation;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that happened to a stack or to a resource of it.
 *
 * @param sequence grows from event to event, over all stacks
 * @param status of a resource, or of the stack itself
 * @param properties what the resource was made from, as JSON
 */
public record StackEvent(
        String stackId,
        long sequence,
        String logicalId,
        String physicalId,
        String type,
        String status,
        Optional<String> reason,
        Instant time,
        Optional<String> properties,
        Optional<String> clientToken) {
    /** The type that a stack has in its own events. */
    public static final String STACK_TYPE = "AWS::CloudFormation::Stack";

    /** Its key: events of a stack stand in their order. */
    public String key() {
        return stackId + "|" + String.format(Locale.ROOT, "%016d", sequence);
    }
}
