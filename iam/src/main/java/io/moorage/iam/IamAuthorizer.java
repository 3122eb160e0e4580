package io.moorage.iam;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Principal;
import io.moorage.policy.AccessRequest;
import io.moorage.policy.HeldPolicies;
import io.moorage.policy.PolicyDocument;
import io.moorage.policy.PolicyEngine;
import io.moorage.policy.Verdict;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides by the caller's identity policies and the resources' own, as they are now: a Deny in either wins, and an Allow in
 * either suffices, as within one account (IAM user guide, "Policy evaluation logic").
 */
public final class IamAuthorizer implements Authorizer {
    private final Store store;
    private final IdentityPolicies identityPolicies;
    private final AuthorizationMessages messages;
    private final Resources resources = new Resources();

    public IamAuthorizer(Store store, IdentityPolicies identityPolicies, AuthorizationMessages messages) {
        this.store = store;
        this.identityPolicies = identityPolicies;
        this.messages = messages;
    }

    @Override
    public Decision authorize(Query query) {
        return decide(query, PolicyEngine::evaluate, HeldPolicies::judge);
    }

    @Override
    public Decision foresee(Query query) {
        return decide(query, PolicyEngine::foresee, HeldPolicies::foresee);
    }

    /** How the policies of a resource are judged. */
    private interface OfResource {
        Verdict judge(Collection<PolicyDocument> policies, AccessRequest request);
    }

    /** How those of an identity are, beside what the resource's say. */
    private interface OfIdentity {
        HeldPolicies.Ruling judge(HeldPolicies held, AccessRequest request, Verdict toSession, Verdict toEntity);
    }

    private Decision decide(Query query, OfResource ofResource, OfIdentity ofIdentity) {
        ReadView view = store.view();
        HeldPolicies policies = identityPolicies.of(query.principal(), view);
        Map<String, List<String>> context = new HashMap<>(query.conditions());
        context.putAll(PrincipalKeys.of(query.principal(), view));
        for (String resource : query.resources()) {
            Decision decision =
                    judge(query, resource, policies, resources.of(resource, view), context, ofResource, ofIdentity);
            if (decision instanceof Denied) {
                return decision;
            }
        }
        return Allowed.ALLOWED;
    }

    @Override
    public Optional<String> encoded(Query query, Denied denied) {
        return Optional.of(messages.encode(query, denied));
    }

    private static Decision judge(
            Query query,
            String resource,
            HeldPolicies held,
            Resources.Facts facts,
            Map<String, List<String>> ofRequest,
            OfResource ofResource,
            OfIdentity ofIdentity) {
        Principal caller = query.principal();
        Map<String, List<String>> context = new HashMap<>(facts.keys());
        context.putAll(ofRequest);
        Map<String, List<String>> overTls = new HashMap<>(context);
        // AWS's APIs are reached over TLS only: what a resource's policy says of clients without is not about API
        // calls, which here may come in the clear.
        overTls.put("aws:SecureTransport", List.of("true"));
        Function<List<String>, Verdict> byResource = names ->
                ofResource.judge(facts.policies(), new AccessRequest(names, query.action(), resource, overTls));
        List<String> own = List.of(caller.entityArn(), caller.arn());
        List<String> all = List.of(
                caller.entityArn(),
                caller.arn(),
                Principal.root(caller.accountId()).arn());
        if (byResource.apply(all) instanceof Verdict.ExplicitDeny) {
            return new Denied(resource, Reason.DENIED_BY_RESOURCE_POLICY);
        }
        if (caller.kind() == Principal.Kind.ROOT) {
            return Allowed.ALLOWED;
        }
        // A policy that names only the account leaves it to the account's own policies.
        HeldPolicies.Ruling ruling = ofIdentity.judge(
                held,
                new AccessRequest(own, query.action(), resource, context),
                byResource.apply(List.of(caller.arn())),
                byResource.apply(own));
        return ruling instanceof HeldPolicies.Refused refused ? new Denied(resource, reason(refused)) : Allowed.ALLOWED;
    }

    private static Reason reason(HeldPolicies.Refused refused) {
        return switch (refused.by()) {
            case IDENTITY -> refused.explicit() ? Reason.DENIED_BY_IDENTITY_POLICY : Reason.NOTHING_ALLOWS;
            case BOUNDARY -> refused.explicit() ? Reason.DENIED_BY_BOUNDARY : Reason.NOT_WITHIN_BOUNDARY;
            case SESSION -> refused.explicit() ? Reason.DENIED_BY_SESSION_POLICY : Reason.NOT_WITHIN_SESSION_POLICY;
        };
    }
}
