package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.testing.SdkClients;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;

/** CloudFormation as the AWS SDK for Java v2 speaks it, with its waiters and paginators, against {@code server --simulate}. */
final class CloudFormationSdkTest {
    /** So many parameters that their events fill more than one page of a hundred. */
    private static String template(int parameters, String value) {
        StringBuilder text = new StringBuilder("Resources:\n");
        for (int i = 0; i < parameters; i++) {
            text.append("  P%d: {Type: 'AWS::SSM::Parameter', Properties: {Type: String, Value: %s}}%n"
                    .formatted(i, value));
        }
        return text.append("Outputs: {First: {Value: !Ref P0, Export: {Name: first}}}\n")
                .toString();
    }

    @Test
    void waitersAndPaginatorsFollowAStack(@TempDir Path home) throws Exception {
        try (SimulatedServer server = new SimulatedServer(home);
                CloudFormationClient cfn =
                        SdkClients.client(CloudFormationClient.builder(), server.uri(), SdkClients.anybody());
                CloudFormationWaiter waiter = CloudFormationWaiter.builder()
                        .client(cfn)
                        .overrideConfiguration(WaiterOverrideConfiguration.builder()
                                .backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(100)))
                                .maxAttempts(300)
                                .build())
                        .build()) {
            cfn.createStack(it -> it.stackName("sdk").templateBody(template(60, "one")));
            Stack made = waiter.waitUntilStackCreateComplete(it -> it.stackName("sdk"))
                    .matched()
                    .response()
                    .orElseThrow()
                    .stacks()
                    .getFirst();
            assertThat(made.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
            assertThat(made.outputs()).singleElement().satisfies(it -> assertThat(it.exportName())
                    .isEqualTo("first"));
            assertThat(cfn.describeStackEventsPaginator(it -> it.stackName("sdk")).stream()
                            .count())
                    .isGreaterThan(1);
            assertThat(cfn.describeStackEventsPaginator(it -> it.stackName("sdk")).stackEvents().stream()
                            .count())
                    .isEqualTo(2 + 60 * 3);
            assertThat(cfn.listStackResourcesPaginator(it -> it.stackName("sdk")).stackResourceSummaries().stream()
                            .count())
                    .isEqualTo(60);
            assertThatThrownBy(() -> cfn.createStack(it -> it.stackName("sdk").templateBody(template(1, "one"))))
                    .isInstanceOf(AlreadyExistsException.class);

            cfn.createChangeSet(it -> it.stackName("sdk")
                    .changeSetName("two")
                    .changeSetType(ChangeSetType.UPDATE)
                    .templateBody(template(59, "two")));
            waiter.waitUntilChangeSetCreateComplete(it -> it.stackName("sdk").changeSetName("two"));
            assertThat(cfn.describeChangeSet(it -> it.stackName("sdk").changeSetName("two"))
                            .changes())
                    .hasSize(60);
            cfn.executeChangeSet(it -> it.stackName("sdk").changeSetName("two"));
            waiter.waitUntilStackUpdateComplete(it -> it.stackName("sdk"));
            assertThat(cfn.listExportsPaginator().exports().stream().map(it -> it.name()))
                    .containsExactly("first");
            cfn.detectStackDrift(it -> it.stackName("sdk"));
            assertThat(cfn.describeStackResourceDrifts(it -> it.stackName("sdk"))
                            .stackResourceDrifts())
                    .hasSize(59)
                    .allSatisfy(it ->
                            assertThat(it.stackResourceDriftStatus()).isEqualTo(StackResourceDriftStatus.IN_SYNC));

            cfn.deleteStack(it -> it.stackName("sdk"));
            waiter.waitUntilStackDeleteComplete(it -> it.stackName(made.stackId()));
            assertThat(cfn.listStacksPaginator().stackSummaries().stream().map(StackSummary::stackStatus))
                    .containsExactly(StackStatus.DELETE_COMPLETE);
        }
    }
}
