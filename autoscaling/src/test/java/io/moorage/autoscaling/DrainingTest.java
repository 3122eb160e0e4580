package io.moorage.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DeleteAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.DetachInstancesQuery;
import io.moorage.awsmodels.autoscaling.EnterStandbyQuery;
import io.moorage.awsmodels.autoscaling.PutLifecycleHookType;
import io.moorage.awsmodels.autoscaling.SetDesiredCapacityType;
import io.moorage.awsmodels.autoscaling.TerminateInstanceInAutoScalingGroupType;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.model.autoscaling.ScalingActivity.Status;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.elb.Registration;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ElbTables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * "Amazon EC2 Auto Scaling waits for the in-flight requests to complete or for the maximum timeout to expire before terminating
 * instances due to a scaling event or health check replacement" (Classic Load Balancers guide, "Configure connection draining").
 */
class DrainingTest {
    private final AutoScalingWorld world = new AutoScalingWorld(1);
    private String id = "";

    @BeforeEach
    void aMemberThatABalancerHas() {
        world.launchConfiguration("lc");
        world.create(world.group("web", 0, 2, 1).loadBalancerNames(List.of("lb")));
        world.settle();
        id = member().instanceId().orElseThrow();
        Registration registered = Registration.begun("lb", id, Optional.of("web"), world.now);
        world.store.transact(tx -> {
            tx.insert(ElbTables.REGISTRATIONS, registered);
            return registered;
        });
    }

    private GroupInstance member() {
        return world.members("web").getFirst();
    }

    private ScalingActivity activity() {
        return world.activities().getLast();
    }

    private InstanceState machine() {
        return world.store.view().find(Ec2Tables.INSTANCES, id).orElseThrow().state();
    }

    /** Its connections have run out. */
    private void drained() {
        world.store.transact(tx -> {
            tx.delete(ElbTables.REGISTRATIONS, Registration.key("lb", id));
            return id;
        });
        world.settle();
    }

    private void smaller() {
        world.call(
                AutoscalingOperations.SET_DESIRED_CAPACITY,
                SetDesiredCapacityType.builder()
                        .autoScalingGroupName("web")
                        .desiredCapacity(0)
                        .build());
        world.settle();
    }

    @Test
    void anInstanceEndsWhenItsConnectionsHaveRunOut() {
        smaller();
        assertThat(member().state().word()).isEqualTo("Terminating");
        assertThat(activity().status().word()).isEqualTo("WaitingForELBConnectionDraining");
        assertThat(activity().description())
                .isEqualTo("Terminating EC2 instance: " + id + " - Waiting For ELB connection draining.");
        assertThat(machine()).isEqualTo(InstanceState.RUNNING);
        drained();
        assertThat(world.members("web")).isEmpty();
        assertThat(machine()).isEqualTo(InstanceState.TERMINATED);
        assertThat(activity().status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(activity().description()).isEqualTo("Terminating EC2 instance: " + id);
    }

    /** "How lifecycle hooks work": first deregistered, then in a wait state. */
    @Test
    void hooksComeAfterTheBalancers() {
        world.call(
                AutoscalingOperations.PUT_LIFECYCLE_HOOK,
                PutLifecycleHookType.builder()
                        .autoScalingGroupName("web")
                        .lifecycleHookName("save")
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_TERMINATING")
                        .heartbeatTimeout(60)
                        .build());
        world.call(
                AutoscalingOperations.TERMINATE_INSTANCE_IN_AUTO_SCALING_GROUP,
                TerminateInstanceInAutoScalingGroupType.builder()
                        .instanceId(id)
                        .shouldDecrementDesiredCapacity(true)
                        .build());
        world.settle();
        assertThat(member().state()).isEqualTo(LifecycleState.DRAINING);
        drained();
        assertThat(member().state()).isEqualTo(LifecycleState.TERMINATING_WAIT);
        assertThat(activity().status()).isEqualTo(Status.MID_LIFECYCLE_ACTION);
        world.now = world.now.plus(Duration.ofSeconds(60));
        world.settle();
        assertThat(world.members("web")).isEmpty();
    }

    @Test
    void standbyAndDetachmentWaitToo() {
        world.call(
                AutoscalingOperations.ENTER_STANDBY,
                EnterStandbyQuery.builder()
                        .autoScalingGroupName("web")
                        .instanceIds(List.of(id))
                        .shouldDecrementDesiredCapacity(true)
                        .build());
        world.settle();
        assertThat(member().state().word()).isEqualTo("EnteringStandby");
        assertThat(activity().status()).isEqualTo(Status.WAITING_FOR_CONNECTION_DRAINING);
        world.call(
                AutoscalingOperations.DETACH_INSTANCES,
                DetachInstancesQuery.builder()
                        .autoScalingGroupName("web")
                        .instanceIds(List.of(id))
                        .shouldDecrementDesiredCapacity(true)
                        .build());
        world.settle();
        assertThat(member().state().word()).isEqualTo("Detaching");
        drained();
        assertThat(world.members("web")).isEmpty();
        assertThat(machine()).isEqualTo(InstanceState.RUNNING);
        assertThat(activity().description()).isEqualTo("Detaching EC2 instance: " + id);
    }

    @Test
    void nobodyWaitsForADeadInstance() {
        world.kill(id);
        world.settle();
        assertThat(member().state()).isEqualTo(LifecycleState.IN_SERVICE);
        assertThat(member().instanceId()).isNotEqualTo(Optional.of(id));
        assertThat(machine()).isEqualTo(InstanceState.TERMINATED);
    }

    /** ForceDelete: "without waiting for all instances to be terminated". */
    @Test
    void aGroupThatIsDeletedByForceWaitsForNothing() {
        smaller();
        world.call(
                AutoscalingOperations.DELETE_AUTO_SCALING_GROUP,
                DeleteAutoScalingGroupType.builder()
                        .autoScalingGroupName("web")
                        .forceDelete(true)
                        .build());
        world.settle();
        assertThat(machine()).isEqualTo(InstanceState.TERMINATED);
    }
}
