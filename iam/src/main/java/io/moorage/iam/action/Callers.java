package io.moorage.iam.action;

import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.store.ReadView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The caller, where a request leaves out whom it means. */
final class Callers {
    private Callers() {}

    /** The named user, or the calling one; refused for any other caller. */
    static String userName(@Nullable String given, RequestContext context) {
        if (given != null) {
            return given;
        }
        Principal principal = context.principal();
        if (principal.kind() != Principal.Kind.USER) {
            throw Refusal.validation("Must specify userName when calling with non-User credentials");
        }
        return principal.arn().substring(principal.arn().lastIndexOf('/') + 1);
    }

    /** The ARN to authorise a request against that is about the named user, or about the caller. */
    static List<String> userArn(ReadView view, @Nullable String given, RequestContext context) {
        return given == null ? List.of(context.principal().entityArn()) : Holders.USERS.arn(view, context, given);
    }
}
