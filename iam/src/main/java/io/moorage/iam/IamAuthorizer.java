package io.moorage.iam;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Principal;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.policy.AccessRequest;
import io.moorage.policy.PolicyDocument;
import io.moorage.policy.PolicyEngine;
import io.moorage.policy.Verdict;
import io.moorage.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides by the caller's identity policies as they are now. */
public final class IamAuthorizer implements Authorizer {
    private final Store store;
    private final IdentityPolicies identityPolicies;

    public IamAuthorizer(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.identityPolicies = new IdentityPolicies(managed);
    }

    @Override
    public Decision authorize(Query query) {
        if (query.principal().kind() == Principal.Kind.ROOT) {
            return Allowed.ALLOWED;
        }
        List<PolicyDocument> policies = identityPolicies.of(query.principal(), store.view());
        Map<String, List<String>> context = context(query);
        for (String resource : query.resources()) {
            Verdict verdict = PolicyEngine.evaluate(
                    policies, new AccessRequest(List.of(query.principal().arn()), query.action(), resource, context));
            if (!(verdict instanceof Verdict.Allowed)) {
                return new Denied(resource, verdict instanceof Verdict.ExplicitDeny);
            }
        }
        return Allowed.ALLOWED;
    }

    private static Map<String, List<String>> context(Query query) {
        Map<String, List<String>> context = new HashMap<>();
        query.conditions().forEach((key, value) -> context.put(key, List.of(value)));
        if (query.principal().kind() == Principal.Kind.USER) {
            String arn = query.principal().arn();
            context.put("aws:username", List.of(arn.substring(arn.lastIndexOf('/') + 1)));
        }
        return context;
    }
}
