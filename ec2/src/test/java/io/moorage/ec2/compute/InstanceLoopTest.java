package io.moorage.ec2.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ModifyInstanceAttributeRequest;
import io.moorage.awsmodels.ec2.RebootInstancesRequest;
import io.moorage.awsmodels.ec2.StartInstancesRequest;
import io.moorage.awsmodels.ec2.StopInstancesRequest;
import io.moorage.awsmodels.ec2.TerminateInstancesRequest;
import io.moorage.ec2.TestEc2;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.StateReason;
import io.moorage.store.Ec2Tables;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of instances (EC2 user guide, "Instance lifecycle"), driven by the loop. */
@NullUnmarked // Members of answers may be null by their model; one that is missing fails its test.
class InstanceLoopTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestEc2 ec2 = new TestEc2().start();

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    void aLaunchedInstanceRuns() {
        String id = running();

        assertThat(ec2.driver.machines())
                .singleElement()
                .matches(each -> each.running() && each.instanceId().equals(id));
    }

    @Test
    void aMachineThatDiesIsAnInstanceThatLostPowerAndCanBeStartedAgain() {
        String id = running();
        String address = ec2.describe(id).privateIpAddress();

        ec2.driver.kill(id);
        awaitState(id, InstanceState.STOPPED);

        assertThat(row(id).reason()).contains(StateReason.LOST_POWER);
        ec2.call(
                Ec2Operations.START_INSTANCES,
                StartInstancesRequest.builder().instanceIds(List.of(id)).build());
        awaitState(id, InstanceState.RUNNING);
        assertThat(row(id).bootCount()).isEqualTo(2);
        assertThat(ec2.describe(id).privateIpAddress()).isEqualTo(address);
    }

    @Test
    void aMachineThatShutsItselfDownIsAStoppedInstance() {
        String id = running();

        ec2.driver.stop(id, Duration.ZERO);
        awaitState(id, InstanceState.STOPPED);

        assertThat(row(id).reason()).contains(StateReason.INSTANCE_SHUTDOWN);
    }

    @Test
    void aMachineThatShutsItselfDownMayEndItsInstance() {
        String id = ec2.run(request -> request.instanceInitiatedShutdownBehavior("terminate"))
                .instances()
                .getFirst()
                .instanceId();
        awaitState(id, InstanceState.RUNNING);

        ec2.driver.stop(id, Duration.ZERO);

        awaitState(id, InstanceState.TERMINATED);
    }

    @Test
    void aStoppedInstanceKeepsItsAddressAndRefusesAReboot() {
        String id = running();
        ec2.call(
                Ec2Operations.STOP_INSTANCES,
                StopInstancesRequest.builder().instanceIds(List.of(id)).build());
        awaitState(id, InstanceState.STOPPED);

        assertThat(row(id).reason()).contains(StateReason.USER_SHUTDOWN);
        assertThat(ec2.describe(id).privateIpAddress()).isNotNull();
        ec2.refuses(
                "IncorrectInstanceState",
                Ec2Operations.REBOOT_INSTANCES,
                RebootInstancesRequest.builder().instanceIds(List.of(id)).build());
    }

    @Test
    void aRebootIsANewBootOfARunningInstance() {
        String id = running();
        ec2.call(
                Ec2Operations.REBOOT_INSTANCES,
                RebootInstancesRequest.builder().instanceIds(List.of(id)).build());

        await().atMost(SOON).until(() -> row(id).bootCount() == 2 && !row(id).reboot());
        assertThat(row(id).state()).isEqualTo(InstanceState.RUNNING);
        assertThat(ec2.driver.machines()).singleElement().matches(each -> each.running());
    }

    @Test
    void aTerminatedInstanceGivesItsAddressBackAndStaysVisible() {
        String id = running();
        terminate(id);
        awaitState(id, InstanceState.TERMINATED);

        assertThat(ec2.driver.machines()).isEmpty();
        assertThat(ec2.store.view().all(Ec2Tables.INTERFACES)).isEmpty();
        assertThat(ec2.describe(id).privateIpAddress()).isNull();
        ec2.refuses(
                "IncorrectInstanceState",
                Ec2Operations.START_INSTANCES,
                StartInstancesRequest.builder().instanceIds(List.of(id)).build());
    }

    @Test
    void aProtectedInstanceIsNotTerminated() {
        String id = running();
        ec2.call(
                Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE,
                ModifyInstanceAttributeRequest.builder()
                        .instanceId(id)
                        .disableApiTermination(
                                AttributeBooleanValue.builder().value(true).build())
                        .build());

        ec2.refuses(
                "OperationNotPermitted",
                Ec2Operations.TERMINATE_INSTANCES,
                TerminateInstancesRequest.builder().instanceIds(List.of(id)).build());
    }

    @Test
    void aMachineNobodyKnowsIsRemoved() {
        ec2.driver.start(new io.moorage.ec2.instance.InstanceDriver.MachineSpec(
                "i-0123456789abcdef0", "image", "host", 1, 512, 1));

        await().atMost(SOON).until(() -> ec2.driver.machines().isEmpty());
    }

    @Test
    void downLeavesNothing() {
        String id = running();

        ec2.plane.down();

        assertThat(ec2.driver.machines()).isEmpty();
        assertThat(row(id).state()).isEqualTo(InstanceState.TERMINATED);
        assertThat(ec2.store.view().all(Ec2Tables.INTERFACES)).isEmpty();
    }

    private String running() {
        String id = String.valueOf(ec2.run(request -> {}).instances().getFirst().instanceId());
        awaitState(id, InstanceState.RUNNING);
        return id;
    }

    private void terminate(String id) {
        ec2.call(
                Ec2Operations.TERMINATE_INSTANCES,
                TerminateInstancesRequest.builder().instanceIds(List.of(id)).build());
    }

    private void awaitState(String id, InstanceState state) {
        await("until " + id + " is " + state).atMost(SOON).until(() -> row(id).state() == state);
    }

    private Instance row(String id) {
        return ec2.store.view().find(Ec2Tables.INSTANCES, id).orElseThrow();
    }
}
