package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import java.util.HashMap;
import java.util.Map;

/** Asks the authorizer before an action runs, with the global condition keys (IAM user guide, "Global condition context keys"). */
final class Permissions {
    private final Authorizer authorizer;
    private final String region;

    Permissions(Authorizer authorizer, String region) {
        this.authorizer = authorizer;
        this.region = region;
    }

    /** @throws io.moorage.awsapi.AwsException when the caller may not do this */
    <I> void check(Action<I, ?> action, I input, RequestContext context, Refusals refusals) {
        Principal principal = context.principal();
        boolean exempt = principal.kind() == Principal.Kind.ROOT || principal.kind() == Principal.Kind.SERVICE;
        if (exempt || !action.needsPermission()) {
            return;
        }
        Map<String, String> conditions = new HashMap<>(global(context));
        conditions.putAll(action.conditions(input, context));
        String name = action.operation().iamAction();
        var query = new Authorizer.Query(principal, name, action.resources(input, context), conditions);
        if (authorizer.authorize(query) instanceof Authorizer.Denied denied) {
            throw refusals.denied(sentence(principal, name, denied));
        }
    }

    private Map<String, String> global(RequestContext context) {
        return Map.of(
                "aws:SourceIp", context.sourceAddress(),
                "aws:SecureTransport", Boolean.toString(context.secure()),
                "aws:CurrentTime", context.now().toString(),
                "aws:EpochTime", Long.toString(context.now().getEpochSecond()),
                "aws:PrincipalArn", context.principal().entityArn(),
                "aws:PrincipalAccount", context.principal().accountId(),
                "aws:userid", context.principal().userId(),
                "aws:RequestedRegion", region);
    }

    private static String sentence(Principal principal, String action, Authorizer.Denied denied) {
        String resource = denied.resource().equals("*") ? "" : " on resource: " + denied.resource();
        String because = denied.explicit()
                ? " with an explicit deny in an identity-based policy"
                : " because no identity-based policy allows the " + action + " action";
        return "User: " + principal.arn() + " is not authorized to perform: " + action + resource + because;
    }
}
