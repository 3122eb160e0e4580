package io.moorage.iam.action;

import io.moorage.awsmodels.iam.AttachedPolicy;
import io.moorage.awsmodels.iam.EntityType;
import io.moorage.awsmodels.iam.GroupDetail;
import io.moorage.awsmodels.iam.ManagedPolicyDetail;
import io.moorage.awsmodels.iam.PolicyDetail;
import io.moorage.awsmodels.iam.RoleDetail;
import io.moorage.awsmodels.iam.UserDetail;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.Group;
import io.moorage.model.iam.Policies;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What GetAccountAuthorizationDetails shows of each identity and policy. */
final class AccountDetails {
    private final ReadView view;
    private final AwsManagedPolicies managed;

    AccountDetails(ReadView view, AwsManagedPolicies managed) {
        this.view = view;
        this.managed = managed;
    }

    /** @param kind a value of EntityType */
    record Item(String kind, String name) {
        String key() {
            return kind + "/" + name;
        }
    }

    /** Those of the wanted kinds, or all, in the order of their keys. */
    List<Item> items(List<String> kinds) {
        List<Item> items = new ArrayList<>();
        managed.all().stream()
                .filter(policy -> Shapes.attachments(policy.arn(), view) > 0)
                .forEach(policy -> items.add(new Item(EntityType.AWS_MANAGED_POLICY, policy.arn())));
        view.all(IamTables.POLICIES).forEach(each -> items.add(new Item(EntityType.LOCAL_MANAGED_POLICY, each.arn())));
        view.all(IamTables.GROUPS).forEach(each -> items.add(new Item(EntityType.GROUP, each.name())));
        view.all(IamTables.ROLES).forEach(each -> items.add(new Item(EntityType.ROLE, each.name())));
        view.all(IamTables.USERS).forEach(each -> items.add(new Item(EntityType.USER, each.name())));
        return items.stream()
                .filter(item -> kinds.isEmpty() || kinds.contains(item.kind()))
                .sorted(Comparator.comparing(Item::key))
                .toList();
    }

    List<UserDetail> users(List<Item> items) {
        return names(items, EntityType.USER)
                .map(name -> Holders.USERS.get(view, name))
                .map(user -> UserDetail.builder()
                        .path(user.path())
                        .userName(user.name())
                        .userId(user.id())
                        .arn(user.arn())
                        .createDate(user.created())
                        .userPolicyList(inline(user.policies()))
                        .attachedManagedPolicies(attached(user.policies()))
                        .groupList(Lookup.groupsOf(view, user.name()).stream()
                                .map(Group::name)
                                .toList())
                        .permissionsBoundary(Boundaries.shape(user.permissionsBoundary()))
                        .tags(Tags.shapes(user.tags()))
                        .build())
                .toList();
    }

    List<GroupDetail> groups(List<Item> items) {
        return names(items, EntityType.GROUP)
                .map(name -> Holders.GROUPS.get(view, name))
                .map(group -> GroupDetail.builder()
                        .path(group.path())
                        .groupName(group.name())
                        .groupId(group.id())
                        .arn(group.arn())
                        .createDate(group.created())
                        .groupPolicyList(inline(group.policies()))
                        .attachedManagedPolicies(attached(group.policies()))
                        .build())
                .toList();
    }

    List<RoleDetail> roles(List<Item> items) {
        return names(items, EntityType.ROLE)
                .map(name -> Holders.ROLES.get(view, name))
                .map(
                        role -> RoleDetail.builder()
                                .path(role.path())
                                .roleName(role.name())
                                .roleId(role.id())
                                .arn(role.arn())
                                .createDate(role.created())
                                .assumeRolePolicyDocument(Documents.encoded(role.trustPolicy()))
                                .instanceProfileList(view
                                        .by(
                                                IamTables.INSTANCE_PROFILES,
                                                IamTables.INSTANCE_PROFILES_BY_ROLE,
                                                role.name())
                                        .stream()
                                        .map(profile -> Shapes.of(profile, view))
                                        .toList())
                                .rolePolicyList(inline(role.policies()))
                                .attachedManagedPolicies(attached(role.policies()))
                                .permissionsBoundary(Boundaries.shape(role.permissionsBoundary()))
                                .tags(Tags.shapes(role.tags()))
                                .build())
                .toList();
    }

    List<ManagedPolicyDetail> policies(List<Item> items) {
        return Stream.concat(names(items, EntityType.AWS_MANAGED_POLICY), names(items, EntityType.LOCAL_MANAGED_POLICY))
                .map(arn -> Lookup.policy(view, managed, arn))
                .map(policy -> ManagedPolicyDetail.builder()
                        .policyName(policy.name())
                        .policyId(policy.id())
                        .arn(policy.arn())
                        .path(policy.path())
                        .defaultVersionId(policy.versionId())
                        .attachmentCount(Shapes.attachments(policy.arn(), view))
                        .permissionsBoundaryUsageCount(Boundaries.usages(view, policy.arn()))
                        .isAttachable(true)
                        .createDate(policy.created())
                        .updateDate(policy.updated())
                        .policyVersionList(policy.versions().stream()
                                .map(version -> Shapes.of(version, policy).build())
                                .toList())
                        .build())
                .toList();
    }

    private static Stream<String> names(List<Item> items, String kind) {
        return items.stream().filter(item -> item.kind().equals(kind)).map(Item::name);
    }

    private static List<PolicyDetail> inline(Policies policies) {
        return policies.inline().entrySet().stream()
                .map(policy -> PolicyDetail.builder()
                        .policyName(policy.getKey())
                        .policyDocument(Documents.encoded(policy.getValue()))
                        .build())
                .toList();
    }

    private static List<AttachedPolicy> attached(Policies policies) {
        return policies.attached().stream().map(Shapes::attached).toList();
    }
}
