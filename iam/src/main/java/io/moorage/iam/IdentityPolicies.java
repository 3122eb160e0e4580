package io.moorage.iam;

import io.moorage.awsapi.Principal;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.Policies;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.User;
import io.moorage.policy.MalformedPolicyException;
import io.moorage.policy.PolicyDocument;
import io.moorage.policy.PolicyParser;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The policies of an identity, parsed. Documents seen before are not parsed again. */
final class IdentityPolicies {
    private static final int MOST_REMEMBERED = 1000;

    private final AwsManagedPolicies managed;
    private final PolicyParser parser = new PolicyParser();
    private final Map<String, PolicyDocument> parsed = new ConcurrentHashMap<>();

    IdentityPolicies(AwsManagedPolicies managed) {
        this.managed = managed;
    }

    /** Nothing for an identity that is gone. */
    List<PolicyDocument> of(Principal principal, ReadView view) {
        return documents(principal, view).stream().map(this::parse).toList();
    }

    /** As {@link #of}, as they were written. */
    List<String> documents(Principal principal, ReadView view) {
        String name = principal.entityArn().substring(principal.entityArn().lastIndexOf('/') + 1);
        Policies policies =
                switch (principal.kind()) {
                    case USER ->
                        view.find(IamTables.USERS, name).map(User::policies).orElse(Policies.NONE);
                    case ASSUMED_ROLE ->
                        view.find(IamTables.ROLES, name).map(Role::policies).orElse(Policies.NONE);
                    case ROOT, SERVICE, INSTANCE -> Policies.NONE;
                };
        List<String> documents = new ArrayList<>(policies.inline().values());
        for (String arn : policies.attached()) {
            managed.find(arn)
                    .or(() -> view.find(IamTables.POLICIES, arn))
                    .map(ManagedPolicy::document)
                    .ifPresent(documents::add);
        }
        return documents;
    }

    private PolicyDocument parse(String document) {
        if (parsed.size() > MOST_REMEMBERED) {
            parsed.clear();
        }
        return parsed.computeIfAbsent(document, text -> {
            try {
                return parser.identityPolicy(text);
            } catch (MalformedPolicyException e) {
                throw new IllegalStateException("a policy was stored malformed: " + text, e);
            }
        });
    }
}
