package io.moorage.iam.action;

import static io.moorage.iam.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.iam.CreateServiceLinkedRoleRequest;
import io.moorage.awsmodels.iam.DeleteRoleRequest;
import io.moorage.awsmodels.iam.DeleteServiceLinkedRoleRequest;
import io.moorage.awsmodels.iam.DetachRolePolicyRequest;
import io.moorage.awsmodels.iam.GetServiceLinkedRoleDeletionStatusRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.Role;
import io.moorage.awsmodels.iam.UpdateRoleDescriptionRequest;
import io.moorage.iam.IamConfig;
import io.moorage.iam.IamWorld;
import io.moorage.model.ecs.Cluster;
import io.moorage.store.EcsTables;
import io.moorage.store.IamTables;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles that services work with (IAM user guide, "Service-linked roles"). */
final class ServiceLinkedRolesTest {
    private final IamWorld world = new IamWorld();

    @ParameterizedTest
    @CsvSource({
        "ecs.amazonaws.com, AWSServiceRoleForECS",
        "autoscaling.amazonaws.com, AWSServiceRoleForAutoScaling",
        "elasticloadbalancing.amazonaws.com, AWSServiceRoleForElasticLoadBalancing",
        "elasticfilesystem.amazonaws.com, AWSServiceRoleForAmazonElasticFileSystem"
    })
    void onlyTheServiceMayChangeIt(String service, String name) {
        Role role = create(service, null);
        assertThat(role.arn()).isEqualTo("arn:aws:iam::123456789012:role/aws-service-role/" + service + "/" + name);
        refused("InvalidInput", "has been taken in this account", () -> create(service, null));
        refused(
                "UnmodifiableEntity",
                "Cannot perform the operation on the protected role '" + name + "'",
                () -> world.call(
                        IamOperations.DELETE_ROLE,
                        DeleteRoleRequest.builder().roleName(name).build()));
        refused(
                "UnmodifiableEntity",
                "only modifiable by AWS",
                () -> world.call(
                        IamOperations.DETACH_ROLE_POLICY,
                        DetachRolePolicyRequest.builder()
                                .roleName(name)
                                .policyArn("arn:aws:iam::aws:policy/AdministratorAccess")
                                .build()));
        world.call(
                IamOperations.UPDATE_ROLE_DESCRIPTION,
                UpdateRoleDescriptionRequest.builder()
                        .roleName(name)
                        .description("ours")
                        .build());
        String task = world.call(
                        IamOperations.DELETE_SERVICE_LINKED_ROLE,
                        DeleteServiceLinkedRoleRequest.builder().roleName(name).build())
                .deletionTaskId();
        assertThat(task).startsWith("task/aws-service-role/" + service + "/" + name + "/");
        assertThat(world.call(
                                IamOperations.GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
                                GetServiceLinkedRoleDeletionStatusRequest.builder()
                                        .deletionTaskId(task)
                                        .build())
                        .status())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void suffixesAndOtherServices() {
        assertThat(create("autoscaling.amazonaws.com", "blue").roleName())
                .isEqualTo("AWSServiceRoleForAutoScaling_blue");
        refused("InvalidInput", "Custom suffix is not allowed", () -> create("ecs.amazonaws.com", "blue"));
        refused("InvalidInput", "no service-linked role", () -> create("s3.amazonaws.com", null));
    }

    /** "Amazon ECS creates the service-linked role for you when you create a cluster" (ECS developer guide). */
    @Test
    void aServiceThatIsUsedMakesItsOwnOnce() {
        var loop = new ServiceRoleLoop(
                world.store, world::now, new Random(1), new IamConfig(IamWorld.ACCOUNT, "us-east-1"));
        loop.makeMissing();
        assertThat(names()).isEmpty();
        world.store.transact(tx -> {
            tx.insert(
                    EcsTables.CLUSTERS,
                    new Cluster("web", "arn:web", Cluster.Status.ACTIVE, Map.of(), Map.of(), List.of(), List.of()));
            return tx;
        });
        loop.makeMissing();
        loop.makeMissing();
        assertThat(names()).containsExactly("AWSServiceRoleForECS");
    }

    private List<String> names() {
        return world.store.view().all(IamTables.ROLES).stream()
                .map(each -> each.name())
                .toList();
    }

    private Role create(String service, @Nullable String suffix) {
        return Objects.requireNonNull(world.call(
                        IamOperations.CREATE_SERVICE_LINKED_ROLE,
                        CreateServiceLinkedRoleRequest.builder()
                                .awsServiceName(service)
                                .customSuffix(suffix)
                                .build())
                .role());
    }
}
