package io.moorage.iam.action;

import io.moorage.awsmodels.iam.AttachedPolicy;
import io.moorage.awsmodels.iam.InstanceProfile;
import io.moorage.awsmodels.iam.Policy;
import io.moorage.awsmodels.iam.Role;
import io.moorage.awsmodels.iam.User;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.Optional;

/** Rows as the API shows them. */
final class Shapes {
    private Shapes() {}

    static Role of(io.moorage.model.iam.Role role) {
        return Role.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.id())
                .arn(role.arn())
                .createDate(role.created())
                .assumeRolePolicyDocument(Documents.encoded(role.trustPolicy()))
                .description(role.description().orElse(null))
                .maxSessionDuration((int) role.maxSession().toSeconds())
                .tags(role.tags().isEmpty() ? null : Tags.shapes(role.tags()))
                .build();
    }

    static User of(io.moorage.model.iam.User user) {
        return User.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(user.arn())
                .createDate(user.created())
                .tags(user.tags().isEmpty() ? null : Tags.shapes(user.tags()))
                .build();
    }

    static InstanceProfile of(io.moorage.model.iam.InstanceProfile profile, ReadView view) {
        Optional<Role> role = profile.roleName()
                .flatMap(name -> view.find(IamTables.ROLES, name))
                .map(Shapes::of);
        return InstanceProfile.builder()
                .path(profile.path())
                .instanceProfileName(profile.name())
                .instanceProfileId(profile.id())
                .arn(profile.arn())
                .createDate(profile.created())
                .roles(role.stream().toList())
                .tags(profile.tags().isEmpty() ? null : Tags.shapes(profile.tags()))
                .build();
    }

    static Policy of(ManagedPolicy policy, ReadView view) {
        return Policy.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(policy.versionId())
                .attachmentCount(attachments(policy.arn(), view))
                .permissionsBoundaryUsageCount(0)
                .isAttachable(true)
                .description(policy.description().orElse(null))
                .createDate(policy.created())
                .updateDate(policy.updated())
                .tags(policy.tags().isEmpty() ? null : Tags.shapes(policy.tags()))
                .build();
    }

    static AttachedPolicy attached(String arn) {
        return AttachedPolicy.builder()
                .policyArn(arn)
                .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                .build();
    }

    /** How many identities a managed policy is attached to. */
    static int attachments(String arn, ReadView view) {
        long users = view.all(IamTables.USERS).stream()
                .filter(user -> user.policies().attached().contains(arn))
                .count();
        long roles = view.all(IamTables.ROLES).stream()
                .filter(role -> role.policies().attached().contains(arn))
                .count();
        return (int) (users + roles);
    }
}
