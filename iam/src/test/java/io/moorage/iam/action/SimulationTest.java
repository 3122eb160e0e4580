package io.moorage.iam.action;

import static io.moorage.iam.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.moorage.awsmodels.iam.ContextEntry;
import io.moorage.awsmodels.iam.CreateRoleRequest;
import io.moorage.awsmodels.iam.EvaluationResult;
import io.moorage.awsmodels.iam.GetContextKeysForCustomPolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.Position;
import io.moorage.awsmodels.iam.PutRolePolicyRequest;
import io.moorage.awsmodels.iam.SimulateCustomPolicyRequest;
import io.moorage.awsmodels.iam.SimulatePrincipalPolicyRequest;
import io.moorage.awsmodels.iam.Statement;
import io.moorage.iam.IamWorld;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The policy simulator (IAM API reference, SimulateCustomPolicy and SimulatePrincipalPolicy). */
final class SimulationTest {
    private static final String POLICY = """
        {"Version": "2012-10-17",
         "Statement": [
           {"Effect": "Allow", "Action": "ecs:*", "Resource": "arn:aws:ecs:*:*:cluster/${aws:username}",
            "Condition": {"StringEquals": {"aws:RequestTag/team": "a"}}},
           {"Effect": "Deny", "Action": "ecs:DeleteCluster", "Resource": "*"}
         ]}
        """;
    private static final String CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/alice";

    private final IamWorld world = new IamWorld();

    @Test
    void aCustomPolicyIsAskedWithAContext() {
        var request = SimulateCustomPolicyRequest.builder()
                .policyInputList(List.of(POLICY))
                .actionNames(List.of("ecs:CreateCluster", "ecs:DeleteCluster", "ec2:RunInstances"))
                .resourceArns(List.of(CLUSTER));
        List<EvaluationResult> without = run(request.build());
        assertThat(without)
                .extracting(EvaluationResult::evalActionName, EvaluationResult::evalDecision)
                .containsExactly(
                        tuple("ecs:CreateCluster", "implicitDeny"),
                        tuple("ecs:DeleteCluster", "explicitDeny"),
                        tuple("ec2:RunInstances", "implicitDeny"));
        assertThat(without.getFirst().missingContextValues()).containsExactly("aws:RequestTag/team", "aws:username");
        List<EvaluationResult> with =
                run(request.contextEntries(List.of(entry("aws:username", "alice"), entry("aws:RequestTag/team", "a")))
                        .build());
        assertThat(with.getFirst().evalDecision()).isEqualTo("allowed");
        assertThat(with.getFirst().missingContextValues()).isEmpty();
        assertThat(with.getFirst().matchedStatements())
                .extracting(Statement::sourcePolicyId, Statement::startPosition, each -> line(each.endPosition()))
                .containsExactly(tuple("PolicyInputList.1", new Position(3, 4), 4));
        assertThat(with.get(1).matchedStatements())
                .extracting(Statement::startPosition)
                .containsExactly(new Position(5, 4));
    }

    @Test
    void aRoleIsAskedWithItsBoundary() {
        world.call(
                IamOperations.CREATE_ROLE,
                CreateRoleRequest.builder()
                        .roleName("r")
                        .assumeRolePolicyDocument(IamWorld.EC2_TRUST)
                        .permissionsBoundary("arn:aws:iam::aws:policy/AmazonElasticFileSystemReadOnlyAccess")
                        .build());
        world.call(
                IamOperations.PUT_ROLE_POLICY,
                PutRolePolicyRequest.builder()
                        .roleName("r")
                        .policyName("p")
                        .policyDocument(IamWorld.ALLOW_ECS)
                        .build());
        EvaluationResult result = world.call(
                        IamOperations.SIMULATE_PRINCIPAL_POLICY,
                        SimulatePrincipalPolicyRequest.builder()
                                .policySourceArn("arn:aws:iam::123456789012:role/r")
                                .actionNames(List.of("ecs:RunTask"))
                                .build())
                .evaluationResults()
                .getFirst();
        assertThat(result.evalDecision()).isEqualTo("implicitDeny");
        assertThat(result.permissionsBoundaryDecisionDetail()).isNotNull().satisfies(detail -> assertThat(
                        detail.allowedByPermissionsBoundary())
                .isFalse());
        assertThat(result.matchedStatements())
                .extracting(Statement::sourcePolicyId, Statement::sourcePolicyType)
                .containsExactly(tuple("role_r_p", "role"));
    }

    @Test
    void keysAreNamedAndNonsenseIsRefused() {
        assertThat(world.call(
                                IamOperations.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY,
                                GetContextKeysForCustomPolicyRequest.builder()
                                        .policyInputList(List.of(POLICY))
                                        .build())
                        .contextKeyNames())
                .containsExactly("aws:RequestTag/team", "aws:username");
        refused(
                "InvalidInput",
                "Invalid Input Policy",
                () -> run(SimulateCustomPolicyRequest.builder()
                        .policyInputList(List.of("{}"))
                        .actionNames(List.of("ecs:RunTask"))
                        .build()));
        refused(
                "InvalidInput",
                "Invalid Action",
                () -> run(SimulateCustomPolicyRequest.builder()
                        .policyInputList(List.of(POLICY))
                        .actionNames(List.of("RunTask"))
                        .build()));
        refused(
                "InvalidInput",
                "CallerArn must be specified",
                () -> run(SimulateCustomPolicyRequest.builder()
                        .policyInputList(List.of(POLICY))
                        .actionNames(List.of("ecs:RunTask"))
                        .resourcePolicy(IamWorld.trust("\"*\"").replace("sts:AssumeRole", "ecs:RunTask"))
                        .build()));
        refused(
                "NoSuchEntity",
                "The role with name zz",
                () -> world.call(
                        IamOperations.SIMULATE_PRINCIPAL_POLICY,
                        SimulatePrincipalPolicyRequest.builder()
                                .policySourceArn("arn:aws:iam::123456789012:role/zz")
                                .actionNames(List.of("ecs:RunTask"))
                                .build()));
    }

    private List<EvaluationResult> run(SimulateCustomPolicyRequest request) {
        return world.call(IamOperations.SIMULATE_CUSTOM_POLICY, request).evaluationResults();
    }

    private static @Nullable Integer line(@Nullable Position position) {
        return position == null ? null : position.line();
    }

    private static ContextEntry entry(String key, String value) {
        return ContextEntry.builder()
                .contextKeyName(key)
                .contextKeyValues(List.of(value))
                .contextKeyType("string")
                .build();
    }
}
