package io.moorage.cloudformation.types;

import io.moorage.awsapi.AwsException;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;
import java.util.Map;

/** Whether what is there under a name was made for a resource, told by the tags of its stack. */
public final class Ownership {
    private Ownership() {}

    public static boolean isIn(Map<String, String> tags, Wanted wanted) {
        return tags.entrySet().containsAll(wanted.ownership().entrySet());
    }

    /** The refusal of a name that something of somebody else's has (as CloudFormation's registry says it). */
    public static AwsException taken(String name, Wanted wanted) {
        return new AwsException(
                "AlreadyExists",
                400,
                "Resource of type '" + wanted.schema().name() + "' with identifier '" + name + "' already exists.");
    }

    /** Keys of tags that one wish has and the next has not. */
    public static List<String> gone(Wanted before, Wanted after) {
        return before.tags().keySet().stream()
                .filter(key -> !after.tags().containsKey(key))
                .toList();
    }
}
