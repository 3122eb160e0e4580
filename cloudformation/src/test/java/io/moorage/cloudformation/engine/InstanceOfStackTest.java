package io.moorage.cloudformation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DescribeStackResourceInput;
import io.moorage.awsmodels.cloudformation.DescribeStacksInput;
import io.moorage.awsmodels.cloudformation.SignalResourceInput;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.store.Ec2Tables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an instance may do without a permission: ask about, and signal, what its own stack is made of. */
class InstanceOfStackTest {
    private final StackWorld world = new StackWorld();

    @Test
    void onlyItsOwnStacksResources() {
        for (String name : List.of("own", "other")) {
            world.create(name, "{\"Resources\":{\"A\":{\"Type\":\"Test::Fake::Thing\"}}}");
        }
        world.run();
        Principal instance = instance("i-1", world.stack("own").id());
        Principal stranger = instance("i-2", "arn:aws:cloudformation:us-east-1:123456789012:stack/gone/1");
        Principal unknown = Principal.instance("123456789012", "us-east-1", "i-3");

        for (String own : List.of("own", world.stack("own").id())) {
            assertThat(world.admits(CloudformationOperations.DESCRIBE_STACK_RESOURCE, describe(own), instance))
                    .isTrue();
            assertThat(world.admits(CloudformationOperations.SIGNAL_RESOURCE, signal(own), instance))
                    .isTrue();
            assertThat(world.admits(CloudformationOperations.SIGNAL_RESOURCE, signal(own), stranger))
                    .isFalse();
            assertThat(world.admits(CloudformationOperations.SIGNAL_RESOURCE, signal(own), unknown))
                    .isFalse();
        }
        assertThat(world.admits(CloudformationOperations.DESCRIBE_STACK_RESOURCE, describe("other"), instance))
                .isFalse();
        assertThat(world.admits(CloudformationOperations.DESCRIBE_STACK_RESOURCE, describe("none"), instance))
                .isFalse();
        assertThat(world.admits(
                        CloudformationOperations.DESCRIBE_STACKS,
                        DescribeStacksInput.builder().stackName("own").build(),
                        instance))
                .isFalse();
    }

    private static DescribeStackResourceInput describe(String stack) {
        return DescribeStackResourceInput.builder()
                .stackName(stack)
                .logicalResourceId("A")
                .build();
    }

    private static SignalResourceInput signal(String stack) {
        return SignalResourceInput.builder()
                .stackName(stack)
                .logicalResourceId("A")
                .uniqueId("i-1")
                .status("SUCCESS")
                .build();
    }

    private Principal instance(String id, String stackId) {
        var launch = Instance.Launch.of("r-1", "ami-1", "t3.small", "vpc-1", "subnet-1", "us-east-1a");
        Instance row = new Instance(
                id,
                launch,
                "eni-" + id,
                InstanceState.RUNNING,
                Optional.empty(),
                world.now,
                1,
                false,
                world.now,
                Map.of("aws:cloudformation:stack-id", stackId),
                Optional.empty());
        world.store.transact(tx -> {
            tx.insert(Ec2Tables.INSTANCES, row);
            return row;
        });
        return Principal.instance("123456789012", "us-east-1", id);
    }
}
