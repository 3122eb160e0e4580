package io.moorage.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CompleteLifecycleActionType;
import io.moorage.awsmodels.autoscaling.PutLifecycleHookType;
import io.moorage.awsmodels.autoscaling.TerminateInstanceInAutoScalingGroupType;
import io.moorage.model.autoscaling.LifecycleState;
import org.junit.jupiter.api.Test;

/**
 * Auto Scaling user guide, "How lifecycle hooks work": "If the instance is terminating, both ABANDON and CONTINUE allow the instance to
 * terminate. However, ABANDON stops any remaining actions, such as other lifecycle hooks, and CONTINUE allows any other lifecycle hooks to
 * complete."
 */
class TerminatingHooksTest {
    private final AutoScalingWorld world = new AutoScalingWorld(1);
    private final String id;

    TerminatingHooksTest() {
        world.launchConfiguration("lc");
        world.create(world.group("web", 0, 1, 1));
        world.settle();
        this.id = world.members("web").getFirst().instanceId().orElseThrow();
    }

    private void hook(String name, int seconds, String result) {
        world.call(
                AutoscalingOperations.PUT_LIFECYCLE_HOOK,
                PutLifecycleHookType.builder()
                        .autoScalingGroupName("web")
                        .lifecycleHookName(name)
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_TERMINATING")
                        .heartbeatTimeout(seconds)
                        .defaultResult(result)
                        .build());
    }

    private void terminate() {
        world.call(
                AutoscalingOperations.TERMINATE_INSTANCE_IN_AUTO_SCALING_GROUP,
                TerminateInstanceInAutoScalingGroupType.builder()
                        .instanceId(id)
                        .shouldDecrementDesiredCapacity(true)
                        .build());
        world.settle();
    }

    private void complete(String hook, String result) {
        world.call(
                AutoscalingOperations.COMPLETE_LIFECYCLE_ACTION,
                CompleteLifecycleActionType.builder()
                        .autoScalingGroupName("web")
                        .lifecycleHookName(hook)
                        .instanceId(id)
                        .lifecycleActionResult(result)
                        .build());
        world.settle();
    }

    @Test
    void oneThatIsContinuedLeavesTheOthersTime() {
        hook("drain", 600, "CONTINUE");
        hook("logs", 600, "CONTINUE");
        terminate();
        complete("drain", "CONTINUE");
        assertThat(world.members("web")).singleElement().satisfies(each -> assertThat(each.state())
                .isEqualTo(LifecycleState.TERMINATING_WAIT));
        complete("logs", "CONTINUE");
        assertThat(world.members("web")).isEmpty();
    }

    @Test
    void oneThatIsAbandonedStopsTheOthers() {
        hook("drain", 600, "CONTINUE");
        hook("logs", 600, "CONTINUE");
        terminate();
        complete("drain", "ABANDON");
        assertThat(world.members("web")).isEmpty();
    }

    @Test
    void oneThatIsAbandonedByDefaultStopsTheOthersWhenItsTimeIsOver() {
        hook("drain", 60, "ABANDON");
        hook("logs", 600, "CONTINUE");
        terminate();
        world.now = world.now.plusSeconds(60);
        world.settle();
        assertThat(world.members("web")).isEmpty();
    }
}
