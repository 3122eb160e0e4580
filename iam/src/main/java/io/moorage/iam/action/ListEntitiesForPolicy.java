package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.EntityType;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListEntitiesForPolicyRequest;
import io.moorage.awsmodels.iam.ListEntitiesForPolicyResponse;
import io.moorage.awsmodels.iam.PolicyGroup;
import io.moorage.awsmodels.iam.PolicyRole;
import io.moorage.awsmodels.iam.PolicyUsageType;
import io.moorage.awsmodels.iam.PolicyUser;
import io.moorage.base.Page;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Names the users, groups and roles that a managed policy is attached to, or is the boundary of. */
final class ListEntitiesForPolicy implements Action<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse> {
    private final Store store;
    private final AwsManagedPolicies managed;

    ListEntitiesForPolicy(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse> operation() {
        return IamOperations.LIST_ENTITIES_FOR_POLICY;
    }

    @Override
    public List<String> resources(ListEntitiesForPolicyRequest input, RequestContext context) {
        return List.of(input.policyArn());
    }

    @Override
    public ListEntitiesForPolicyResponse handle(ListEntitiesForPolicyRequest input, RequestContext context) {
        ReadView view = store.view();
        String arn = Lookup.policy(view, managed, input.policyArn()).arn();
        Page<Entity> page = Lookup.page(
                entities(view, arn, input).filter(each -> isWanted(each, input)).toList(),
                Entity::key,
                input.marker(),
                input.maxItems());
        List<PolicyUser> users = new ArrayList<>();
        List<PolicyGroup> groups = new ArrayList<>();
        List<PolicyRole> roles = new ArrayList<>();
        for (Entity each : page.items()) {
            switch (each.kind()) {
                case EntityType.USER ->
                    users.add(PolicyUser.builder()
                            .userName(each.name())
                            .userId(each.id())
                            .build());
                case EntityType.GROUP ->
                    groups.add(PolicyGroup.builder()
                            .groupName(each.name())
                            .groupId(each.id())
                            .build());
                default ->
                    roles.add(PolicyRole.builder()
                            .roleName(each.name())
                            .roleId(each.id())
                            .build());
            }
        }
        return ListEntitiesForPolicyResponse.builder()
                .policyUsers(users)
                .policyGroups(groups)
                .policyRoles(roles)
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    private record Entity(String kind, String name, String path, String id) {
        String key() {
            return kind + "/" + name;
        }
    }

    /** Sorted by their keys. */
    private static Stream<Entity> entities(ReadView view, String arn, ListEntitiesForPolicyRequest input) {
        String usage = input.policyUsageFilter();
        boolean attached = !PolicyUsageType.PERMISSIONS_BOUNDARY.equals(usage);
        boolean bounded = !PolicyUsageType.PERMISSIONS_POLICY.equals(usage);
        Optional<String> boundary = Optional.of(arn);
        Stream<Entity> groups = view.all(IamTables.GROUPS).stream()
                .filter(group -> attached && group.policies().attached().contains(arn))
                .map(group -> new Entity(EntityType.GROUP, group.name(), group.path(), group.id()));
        Stream<Entity> roles = view.all(IamTables.ROLES).stream()
                .filter(role -> (attached && role.policies().attached().contains(arn))
                        || (bounded && role.permissionsBoundary().equals(boundary)))
                .map(role -> new Entity(EntityType.ROLE, role.name(), role.path(), role.id()));
        Stream<Entity> users = view.all(IamTables.USERS).stream()
                .filter(user -> (attached && user.policies().attached().contains(arn))
                        || (bounded && user.permissionsBoundary().equals(boundary)))
                .map(user -> new Entity(EntityType.USER, user.name(), user.path(), user.id()));
        return Stream.of(groups, roles, users).flatMap(Function.identity());
    }

    private static boolean isWanted(Entity entity, ListEntitiesForPolicyRequest input) {
        String filter = input.entityFilter();
        boolean kind = filter == null
                || filter.equals(entity.kind())
                || (filter.equals(EntityType.LOCAL_MANAGED_POLICY) || filter.equals(EntityType.AWS_MANAGED_POLICY));
        return kind && Lookup.isUnder(entity.path(), input.pathPrefix());
    }
}
