package io.moorage.iam;

import io.moorage.awsapi.Principal;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The condition keys that say who asks (IAM user guide, "AWS global condition context keys", "Properties of the principal"). */
public final class PrincipalKeys {
    private PrincipalKeys() {}

    /** A key the principal has no value for is not there. */
    public static Map<String, List<String>> of(Principal principal, ReadView view) {
        Map<String, List<String>> keys = new HashMap<>();
        Map<String, String> tags = new HashMap<>(tags(principal, view));
        tags.putAll(principal.session().tags());
        tags.forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, List.of(value)));
        keys.put("aws:PrincipalArn", List.of(principal.entityArn()));
        keys.put("aws:PrincipalAccount", List.of(principal.accountId()));
        keys.put("aws:PrincipalType", List.of(type(principal)));
        keys.put("aws:userid", List.of(principal.userId()));
        if (principal.kind() == Principal.Kind.USER) {
            String arn = principal.arn();
            keys.put("aws:username", List.of(arn.substring(arn.lastIndexOf('/') + 1)));
        }
        if (principal.session().temporary()) {
            keys.put("aws:MultiFactorAuthPresent", List.of("false"));
        }
        principal.session().sourceIdentity().ifPresent(identity -> keys.put("aws:SourceIdentity", List.of(identity)));
        return keys;
    }

    private static Map<String, String> tags(Principal principal, ReadView view) {
        String name = principal.entityArn().substring(principal.entityArn().lastIndexOf('/') + 1);
        return switch (principal.kind()) {
            case USER, FEDERATED_USER ->
                view.find(IamTables.USERS, name).map(User::tags).orElse(Map.of());
            case ASSUMED_ROLE ->
                view.find(IamTables.ROLES, name).map(Role::tags).orElse(Map.of());
            case ROOT, SERVICE, INSTANCE -> Map.of();
        };
    }

    private static String type(Principal principal) {
        return switch (principal.kind()) {
            case ROOT -> "Account";
            case USER -> "User";
            case ASSUMED_ROLE -> "AssumedRole";
            case FEDERATED_USER -> "FederatedUser";
            case SERVICE -> "Service";
            case INSTANCE -> "Instance";
        };
    }
}
