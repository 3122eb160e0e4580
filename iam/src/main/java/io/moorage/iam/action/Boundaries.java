package io.moorage.iam.action;

import io.moorage.awsmodels.iam.AttachedPermissionsBoundary;
import io.moorage.awsmodels.iam.PermissionsBoundaryAttachmentType;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Permissions boundaries (IAM user guide, "Permissions boundaries for IAM entities"). */
final class Boundaries {
    private Boundaries() {}

    /** A managed policy that is there. */
    static Optional<String> checked(ReadView view, AwsManagedPolicies managed, @Nullable String arn) {
        if (arn != null && Lookup.findPolicy(view, managed, arn).isEmpty()) {
            throw Refusal.noSuchEntity("Scope ARN: " + arn + " does not exist or is not attachable.");
        }
        return Optional.ofNullable(arn);
    }

    static @Nullable AttachedPermissionsBoundary shape(Optional<String> boundary) {
        return boundary.map(arn -> AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryType(PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
                        .permissionsBoundaryArn(arn)
                        .build())
                .orElse(null);
    }

    /** How many identities have a managed policy as their boundary. */
    static int usages(ReadView view, String policyArn) {
        Optional<String> wanted = Optional.of(policyArn);
        long users = view.all(IamTables.USERS).stream()
                .map(User::permissionsBoundary)
                .filter(wanted::equals)
                .count();
        long roles = view.all(IamTables.ROLES).stream()
                .map(Role::permissionsBoundary)
                .filter(wanted::equals)
                .count();
        return (int) (users + roles);
    }

    /** The condition keys of a request about an identity that may have a boundary, with {@code others}. */
    static Map<String, List<String>> keyOf(Optional<String> boundary, Map<String, List<String>> others) {
        Map<String, List<String>> keys = new HashMap<>(others);
        keys.putAll(key(boundary.orElse(null)));
        return keys;
    }

    /** The condition key {@code iam:PermissionsBoundary} of a request that sets one. */
    static Map<String, List<String>> key(@Nullable String arn) {
        return arn == null ? Map.of() : Map.of("iam:PermissionsBoundary", List.of(arn));
    }
}
