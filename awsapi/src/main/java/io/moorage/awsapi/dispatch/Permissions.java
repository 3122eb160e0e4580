package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import java.util.HashMap;
import java.util.List;
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
        if (context.principal().kind() == Principal.Kind.INSTANCE) {
            checkInstance(action, input, context, refusals);
        } else if (needed(context) && action.needsPermission()) {
            check(
                    new Permission(
                            action.operation().iamAction(),
                            action.resources(input, context),
                            action.conditions(input, context)),
                    context,
                    refusals);
            for (Permission permission : action.furtherPermissions(input, context)) {
                check(permission, context, refusals);
            }
        }
    }

    /** An instance has no policies: what it may do the action itself says. */
    private static <I> void checkInstance(Action<I, ?> action, I input, RequestContext context, Refusals refusals) {
        if (!action.admitsInstance(input, context)) {
            throw refusals.denied("User: " + context.principal().arn() + " is not authorized to perform: "
                    + action.operation().iamAction() + " on resource: "
                    + action.resources(input, context).getFirst());
        }
    }

    /** @throws io.moorage.awsapi.AwsException when the caller may not do this */
    void check(Permission permission, RequestContext context, Refusals refusals) {
        if (!needed(context)) {
            return;
        }
        Map<String, List<String>> all = new HashMap<>();
        global(context).forEach((key, value) -> all.put(key, List.of(value)));
        context.calledVia().ifPresent(service -> all.put("aws:CalledVia", List.of(service)));
        all.put(
                "aws:ViaAWSService",
                List.of(Boolean.toString(context.calledVia().isPresent())));
        all.putAll(permission.conditions());
        var query = new Authorizer.Query(context.principal(), permission.action(), permission.resources(), all);
        if (authorizer.authorize(query) instanceof Authorizer.Denied denied) {
            throw refusals.denied(sentence(context.principal(), permission.action(), denied));
        }
    }

    private static boolean needed(RequestContext context) {
        return context.principal().kind() != Principal.Kind.SERVICE;
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
        String because =
                switch (denied.reason()) {
                    case NOTHING_ALLOWS -> " because no identity-based policy allows the " + action + " action";
                    case DENIED_BY_IDENTITY_POLICY -> " with an explicit deny in an identity-based policy";
                    case DENIED_BY_RESOURCE_POLICY -> " with an explicit deny in a resource-based policy";
                };
        return "User: " + principal.arn() + " is not authorized to perform: " + action + resource + because;
    }
}
