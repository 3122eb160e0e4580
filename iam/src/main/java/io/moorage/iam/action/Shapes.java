package io.moorage.iam.action;

import io.moorage.awsmodels.iam.AttachedPolicy;
import io.moorage.awsmodels.iam.Group;
import io.moorage.awsmodels.iam.InstanceProfile;
import io.moorage.awsmodels.iam.Policy;
import io.moorage.awsmodels.iam.PolicyVersion;
import io.moorage.awsmodels.iam.Role;
import io.moorage.awsmodels.iam.ServerCertificateMetadata;
import io.moorage.awsmodels.iam.User;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.Policies;
import io.moorage.model.iam.ServerCertificate;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
                .permissionsBoundary(Boundaries.shape(role.permissionsBoundary()))
                .tags(Tags.shapesOrNull(role.tags()))
                .build();
    }

    static User of(io.moorage.model.iam.User user) {
        return User.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(user.arn())
                .createDate(user.created())
                .permissionsBoundary(Boundaries.shape(user.permissionsBoundary()))
                .tags(Tags.shapesOrNull(user.tags()))
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
                .tags(Tags.shapesOrNull(profile.tags()))
                .build();
    }

    static ServerCertificateMetadata of(ServerCertificate certificate) {
        return ServerCertificateMetadata.builder()
                .path(certificate.path())
                .serverCertificateName(certificate.name())
                .serverCertificateId(certificate.id())
                .arn(certificate.arn())
                .uploadDate(certificate.uploaded())
                .expiration(certificate.expiration())
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
                .permissionsBoundaryUsageCount(Boundaries.usages(view, policy.arn()))
                .isAttachable(true)
                .description(policy.description().orElse(null))
                .createDate(policy.created())
                .updateDate(policy.updated())
                .tags(Tags.shapesOrNull(policy.tags()))
                .build();
    }

    static Group of(io.moorage.model.iam.Group group) {
        return Group.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.id())
                .arn(group.arn())
                .createDate(group.created())
                .build();
    }

    /** With its document, which not every answer shows. */
    static PolicyVersion.Builder of(io.moorage.model.iam.PolicyVersion version, ManagedPolicy policy) {
        return PolicyVersion.builder()
                .document(Documents.encoded(version.document()))
                .versionId(version.id())
                .isDefaultVersion(version.id().equals(policy.versionId()))
                .createDate(version.created());
    }

    static AttachedPolicy attached(String arn) {
        return AttachedPolicy.builder()
                .policyArn(arn)
                .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                .build();
    }

    /** How many identities a managed policy is attached to. */
    static int attachments(String arn, ReadView view) {
        Stream<Policies> all = Stream.of(
                        view.all(IamTables.USERS).stream().map(io.moorage.model.iam.User::policies),
                        view.all(IamTables.GROUPS).stream().map(io.moorage.model.iam.Group::policies),
                        view.all(IamTables.ROLES).stream().map(io.moorage.model.iam.Role::policies))
                .flatMap(Function.identity());
        return (int) all.filter(policies -> policies.attached().contains(arn)).count();
    }
}
