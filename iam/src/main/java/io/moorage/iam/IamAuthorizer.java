package io.moorage.iam;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Principal;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.policy.AccessRequest;
import io.moorage.policy.PolicyDocument;
import io.moorage.policy.PolicyEngine;
import io.moorage.policy.Verdict;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides by the caller's identity policies and the resources' own, as they are now: a Deny in either wins, and an Allow in
 * either suffices, as within one account (IAM user guide, "Policy evaluation logic").
 */
public final class IamAuthorizer implements Authorizer {
    private final Store store;
    private final IdentityPolicies identityPolicies;
    private final Resources resources = new Resources();

    public IamAuthorizer(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.identityPolicies = new IdentityPolicies(managed);
    }

    @Override
    public Decision authorize(Query query) {
        ReadView view = store.view();
        List<PolicyDocument> policies = identityPolicies.of(query.principal(), view);
        for (String resource : query.resources()) {
            Decision decision = judge(query, resource, policies, resources.of(resource, view));
            if (decision instanceof Denied) {
                return decision;
            }
        }
        return Allowed.ALLOWED;
    }

    private static Decision judge(Query query, String resource, List<PolicyDocument> identity, Resources.Facts facts) {
        Principal caller = query.principal();
        Map<String, List<String>> context = context(query, facts.tags());
        List<String> own = List.of(caller.entityArn(), caller.arn());
        List<String> all = List.of(
                caller.entityArn(),
                caller.arn(),
                Principal.root(caller.accountId()).arn());
        Map<String, List<String>> overTls = new HashMap<>(context);
        // AWS's APIs are reached over TLS only: what a resource's policy says of clients without is not about API
        // calls,
        // which here may come in the clear.
        overTls.put("aws:SecureTransport", List.of("true"));
        Verdict denied = PolicyEngine.evaluate(facts.policies(), request(query, resource, all, overTls));
        if (denied instanceof Verdict.ExplicitDeny) {
            return new Denied(resource, Reason.DENIED_BY_RESOURCE_POLICY);
        }
        if (caller.kind() == Principal.Kind.ROOT) {
            return Allowed.ALLOWED;
        }
        Verdict byIdentity = PolicyEngine.evaluate(identity, request(query, resource, own, context));
        if (byIdentity instanceof Verdict.ExplicitDeny) {
            return new Denied(resource, Reason.DENIED_BY_IDENTITY_POLICY);
        }
        // A policy that names only the account leaves it to the account's own policies.
        Verdict byResource = PolicyEngine.evaluate(facts.policies(), request(query, resource, own, overTls));
        return byIdentity instanceof Verdict.Allowed || byResource instanceof Verdict.Allowed
                ? Allowed.ALLOWED
                : new Denied(resource, Reason.NOTHING_ALLOWS);
    }

    private static AccessRequest request(
            Query query, String resource, List<String> principals, Map<String, List<String>> context) {
        return new AccessRequest(principals, query.action(), resource, context);
    }

    private static Map<String, List<String>> context(Query query, Map<String, String> tags) {
        Map<String, List<String>> context = new HashMap<>(query.conditions());
        tags.forEach((key, value) -> context.put("aws:ResourceTag/" + key, List.of(value)));
        if (query.principal().kind() == Principal.Kind.USER) {
            String arn = query.principal().arn();
            context.put("aws:username", List.of(arn.substring(arn.lastIndexOf('/') + 1)));
        }
        return context;
    }
}
