package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
            for (Permission permission : action.permissions(input, context)) {
                check(permission, context, refusals);
            }
        }
    }

    /** An instance has no policies: what it may do the action itself says. */
    private static <I> void checkInstance(Action<I, ?> action, I input, RequestContext context, Refusals refusals) {
        if (!action.admitsInstance(input, context)) {
            Permission asked = action.permissions(input, context).getFirst();
            throw refusals.denied(
                    "User: " + context.principal().arn() + " is not authorized to perform: " + asked.action()
                            + " on resource: " + asked.resources().getFirst(),
                    Optional.empty());
        }
    }

    /** @throws io.moorage.awsapi.AwsException when the caller may not do this */
    void check(Permission permission, RequestContext context, RequestRefusals refusals) {
        if (!needed(context)) {
            return;
        }
        Authorizer.Query query = query(permission, context);
        if (authorizer.authorize(query) instanceof Authorizer.Denied denied) {
            throw refusals.denied(
                    sentence(context.principal(), permission.action(), denied, refusals.namesAnyResource()),
                    denied.resource().equals("*") ? Optional.empty() : authorizer.encoded(query, denied));
        }
    }

    /** How the authorizer is asked. */
    interface Asked {
        Authorizer.Decision decide(Authorizer authorizer, Authorizer.Query query);
    }

    /** What would be refused of this. */
    Optional<Refusal> refusal(Permission permission, RequestContext context, Asked asked) {
        return needed(context)
                        && asked.decide(authorizer, query(permission, context)) instanceof Authorizer.Denied denied
                ? Optional.of(new Refusal(permission.action(), denied.resource(), denied.reason()))
                : Optional.empty();
    }

    /** What would be refused of a call: the first of all that it needs. */
    <I> Optional<Refusal> refusal(Action<I, ?> action, I input, RequestContext context, Asked asked) {
        return action.needsPermission()
                ? action.permissions(input, context).stream()
                        .flatMap(each -> refusal(each, context, asked).stream())
                        .findFirst()
                : Optional.empty();
    }

    /** What would be refused of a call whatever it is about. */
    Optional<Refusal> refusalOnAnything(Action<?, ?> action, RequestContext context) {
        return action.needsPermission()
                ? refusal(
                        new Permission(action.operation().iamAction(), List.of("*"), Map.of()),
                        context,
                        Authorizer::foresee)
                : Optional.empty();
    }

    private Authorizer.Query query(Permission permission, RequestContext context) {
        Map<String, List<String>> all = new HashMap<>();
        global(context).forEach((key, value) -> all.put(key, List.of(value)));
        context.calledVia().ifPresent(service -> all.put("aws:CalledVia", List.of(service)));
        all.put(
                "aws:ViaAWSService",
                List.of(Boolean.toString(context.calledVia().isPresent())));
        all.putAll(permission.conditions());
        return new Authorizer.Query(context.principal(), permission.action(), permission.resources(), all);
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

    private static String sentence(
            Principal principal, String action, Authorizer.Denied denied, boolean namesAnyResource) {
        boolean named = namesAnyResource || !denied.resource().equals("*");
        String resource = named ? " on resource: " + denied.resource() : "";
        return "User: " + principal.arn() + " is not authorized to perform: " + action + resource
                + denied.reason().words(action);
    }
}
