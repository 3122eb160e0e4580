package io.moorage.cloudformation.resource;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.Operation;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** AWS's API as a stack calls it: in the name of its caller or its role. */
public record Aws(Calls calls, Principal principal) {

    public <I, O> O call(Operation<I, O> operation, I input) {
        return calls.call(operation, input, principal);
    }

    /** What an answer always has, though its model does not say so. */
    public static <T> T answered(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("an answer lacks what it always has");
        }
        return value;
    }

    /** The answer; empty when the call is refused with one of the codes, e.g. because something is not there. */
    public <I, O> Optional<O> unless(Set<String> codes, Operation<I, O> operation, I input) {
        try {
            return Optional.of(call(operation, input));
        } catch (AwsException e) {
            if (codes.contains(e.code())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
