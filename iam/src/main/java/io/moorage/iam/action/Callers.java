package io.moorage.iam.action;

import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;

/** The caller, where a request leaves out whom it means. */
final class Callers {
    private Callers() {}

    /** The calling user's name; refused for any other caller. */
    static String userName(RequestContext context) {
        Principal principal = context.principal();
        if (principal.kind() != Principal.Kind.USER) {
            throw Refusal.validation("Must specify userName when calling with non-User credentials");
        }
        return principal.arn().substring(principal.arn().lastIndexOf('/') + 1);
    }
}
