package io.moorage.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.policy.PolicyParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AWS Managed Policy Reference. */
final class AwsManagedPoliciesTest {
    private final PolicyParser parser = new PolicyParser();

    @Test
    void awsManagedPoliciesAreWellFormed() throws Exception {
        AwsManagedPolicies managed = AwsManagedPolicies.load();
        for (var policy : managed.all()) {
            assertThat(parser.identityPolicy(policy.document()).statements())
                    .as(policy.name())
                    .isNotEmpty();
            assertThat(policy.id()).matches("ANPA[A-Z2-7]{17}");
        }
        for (String arn : List.of(
                "arn:aws:iam::aws:policy/AmazonElasticFileSystemReadOnlyAccess",
                "arn:aws:iam::aws:policy/AmazonElasticFileSystemFullAccess",
                "arn:aws:iam::aws:policy/AmazonElasticFileSystemClientReadWriteAccess",
                "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
                "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceRole",
                "arn:aws:iam::aws:policy/AmazonECS_FullAccess",
                "arn:aws:iam::aws:policy/ElasticLoadBalancingFullAccess",
                "arn:aws:iam::aws:policy/AutoScalingFullAccess",
                "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
                "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
                "arn:aws:iam::aws:policy/aws-service-role/AutoScalingServiceRolePolicy",
                "arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy",
                "arn:aws:iam::aws:policy/aws-service-role/AWSElasticLoadBalancingServiceRolePolicy",
                "arn:aws:iam::aws:policy/aws-service-role/AmazonElasticFileSystemServiceRolePolicy",
                "arn:aws:iam::aws:policy/AdministratorAccess",
                "arn:aws:iam::aws:policy/ReadOnlyAccess")) {
            assertThat(managed.find(arn)).as(arn).isPresent();
        }
    }
}
