package io.moorage.model.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack is to be: a template and everything that was said with it.
 *
 * @param parameters in the template's order; what was not given has its default
 * @param timeoutMinutes of its creation
 * @param disableRollback what failed stays for the user to look at
 * @param retainExceptOnCreate rolling back a creation deletes also what has the deletion policy Retain
 */
public record Definition(
        String templateBody,
        List<Parameter> parameters,
        Map<String, String> tags,
        List<String> capabilities,
        Optional<String> roleArn,
        List<String> notificationArns,
        Optional<Integer> timeoutMinutes,
        boolean disableRollback,
        boolean retainExceptOnCreate) {
    public Definition {
        parameters = List.copyOf(parameters);
        tags = Map.copyOf(tags);
        capabilities = List.copyOf(capabilities);
        notificationArns = List.copyOf(notificationArns);
    }

    /**
     * A parameter's value.
     *
     * @param value as given: for a Systems Manager type the name of what holds the value
     * @param resolved what {@code Ref} of it is
     */
    public record Parameter(String name, String value, String resolved) {}
}
