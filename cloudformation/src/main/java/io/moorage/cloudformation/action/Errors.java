package io.moorage.cloudformation.action;

import io.moorage.awsapi.AwsException;
import io.moorage.cloudformation.engine.StackPolicies;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CloudFormation's refusals, in its words. */
final class Errors {
    private static final int BAD_REQUEST = 400;

    private Errors() {}

    static AwsException validation(String message) {
        return new AwsException("ValidationError", BAD_REQUEST, message);
    }

    static AwsException noStack(String nameOrId) {
        return validation("Stack with id " + nameOrId + " does not exist");
    }

    static AwsException exists(String name) {
        return new AwsException("AlreadyExistsException", BAD_REQUEST, "Stack [" + name + "] already exists");
    }

    static AwsException capabilities(String needed) {
        return new AwsException(
                "InsufficientCapabilitiesException", BAD_REQUEST, "Requires capabilities : [" + needed + "]");
    }

    /** A stack policy that was given, if it is one. */
    static Optional<String> policy(@Nullable String body) {
        Optional.ofNullable(body).flatMap(StackPolicies::problem).ifPresent(problem -> {
            throw validation(problem);
        });
        return Optional.ofNullable(body);
    }

    static AwsException noChangeSet(String name) {
        return new AwsException("ChangeSetNotFound", 404, "ChangeSet [" + name + "] does not exist");
    }

    /** What AWS offers and Moorage does not do is refused, never ignored. */
    static AwsException unsupported(String what) {
        return validation(what + " is not supported by Moorage.");
    }
}
