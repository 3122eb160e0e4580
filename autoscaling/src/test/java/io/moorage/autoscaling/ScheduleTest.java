package io.moorage.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DeleteScheduledActionType;
import io.moorage.awsmodels.autoscaling.DescribeScheduledActionsType;
import io.moorage.awsmodels.autoscaling.PutScheduledUpdateGroupActionType;
import io.moorage.awsmodels.autoscaling.ScalingProcessQuery;
import io.moorage.awsmodels.autoscaling.ScheduledUpdateGroupAction;
import io.moorage.scaling.Cron;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Scheduled actions (Auto Scaling user guide, "Scheduled scaling"). It is Sunday, 2026-11-22, 18:00 UTC. */
class ScheduleTest {
    private static final String INVALID = "ValidationError";
    private final AutoScalingWorld world = new AutoScalingWorld(1);

    ScheduleTest() {
        world.launchConfiguration("lc");
        world.create(world.group("web", 0, 2, 1));
        world.settle();
    }

    @Test
    void onceAndThenItIsGone() {
        put(each ->
                each.startTime(world.now.plusSeconds(60)).minSize(1).maxSize(4).desiredCapacity(3));
        world.settle();
        assertThat(world.row("web").desired()).isEqualTo(1);
        world.now = world.now.plusSeconds(60);
        world.settle();
        assertThat(world.members("web")).hasSize(3);
        assertThat(world.activities().getLast().cause())
                .startsWith(
                        "At 2026-11-22T18:01:00Z the scheduled action s executed. Setting min size from 0 to 1. Setting "
                                + "max size from 2 to 4. Setting desired capacity from 1 to 3.  At 2026-11-22T18:01:00Z an instance "
                                + "was started");
        assertThat(described()).isEmpty();
    }

    @Test
    void againAndAgainUntilItsEnd() {
        put(each -> each.recurrence("0 9 * * MON-FRI")
                .timeZone("Europe/Berlin")
                .endTime(Instant.parse("2026-11-24T12:00:00Z"))
                .desiredCapacity(2));
        assertThat(described()).containsExactly(Instant.parse("2026-11-23T08:00:00Z"));
        world.now = Instant.parse("2026-11-23T08:00:00Z");
        world.settle();
        assertThat(world.row("web").desired()).isEqualTo(2);
        assertThat(described()).containsExactly(Instant.parse("2026-11-24T08:00:00Z"));
        world.now = Instant.parse("2026-11-24T09:00:00Z");
        world.settle();
        assertThat(described()).isEmpty();
    }

    /** A control plane that was down catches up once, not once for each time. */
    @Test
    void suspendedOnesAreSkipped() {
        put(each -> each.recurrence("*/10 * * * *").desiredCapacity(2));
        world.call(
                AutoscalingOperations.SUSPEND_PROCESSES,
                ScalingProcessQuery.builder()
                        .autoScalingGroupName("web")
                        .scalingProcesses(List.of("ScheduledActions"))
                        .build());
        world.now = world.now.plusSeconds(3600);
        world.settle();
        assertThat(world.row("web").desired()).isEqualTo(1);
        assertThat(described()).containsExactly(Instant.parse("2026-11-22T19:10:00Z"));
    }

    @Test
    void cronsTimes() {
        assertThat(next("30 6 * * 2", "2026-11-22T18:00:00Z")).isEqualTo("2026-11-24T06:30:00Z");
        assertThat(next("0 0 29 2 *", "2026-11-22T18:00:00Z")).isEqualTo("2028-02-29T00:00:00Z");
        assertThat(next("15,45 */6 1 JAN *", "2026-11-22T18:00:00Z")).isEqualTo("2027-01-01T00:15:00Z");
        assertThat(next("0 0 1 * SUN", "2026-11-22T18:00:00Z")).as("either day").isEqualTo("2026-11-29T00:00:00Z");
        assertThat(next("0 0 * * 7", "2026-11-22T18:00:00Z")).isEqualTo("2026-11-29T00:00:00Z");
        assertThat(Cron.parse("0 0 30 2 *").orElseThrow().next(world.now, ZoneOffset.UTC))
                .isEmpty();
        for (String wrong :
                List.of("", "* * * *", "60 * * * *", "* * * * FUN", "5-1 * * * *", "*/0 * * * *", "1,, * * * *")) {
            assertThat(Cron.parse(wrong)).as(wrong).isEmpty();
        }
    }

    private static String next(String cron, String after) {
        return Cron.parse(cron)
                .orElseThrow()
                .next(Instant.parse(after), ZoneOffset.UTC)
                .orElseThrow()
                .toString();
    }

    @Test
    void actionsThatCannotBe() {
        refused(INVALID, "At least one of MinSize", each -> each.recurrence("0 9 * * *"));
        refused(INVALID, "A start time or a recurrence", each -> each.minSize(1));
        refused(INVALID, "start time is in the past", each -> each.minSize(1).startTime(world.now));
        refused(INVALID, "end time is not after", each -> each.minSize(1)
                .recurrence("0 9 * * *")
                .endTime(world.now));
        refused(INVALID, "recurrence string: soon is invalid", each -> each.minSize(1)
                .recurrence("soon"));
        refused(INVALID, "time zone: Here", each -> each.minSize(1)
                .recurrence("0 9 * * *")
                .timeZone("Here"));
        refused(INVALID, "Max bound, 1,", each -> each.minSize(2).maxSize(1).recurrence("0 9 * * *"));
        refused(INVALID, "names no time", each -> each.minSize(2).recurrence("0 9 30 2 *"));
        world.refused(
                INVALID,
                "Scheduled action name not found",
                () -> world.call(
                        AutoscalingOperations.DELETE_SCHEDULED_ACTION,
                        DeleteScheduledActionType.builder()
                                .autoScalingGroupName("web")
                                .scheduledActionName("x")
                                .build()));
    }

    private void refused(String code, String message, UnaryOperator<PutScheduledUpdateGroupActionType.Builder> change) {
        world.refused(code, message, () -> put(change));
    }

    private void put(UnaryOperator<PutScheduledUpdateGroupActionType.Builder> more) {
        var request = more.apply(PutScheduledUpdateGroupActionType.builder()
                .autoScalingGroupName("web")
                .scheduledActionName("s"));
        world.call(AutoscalingOperations.PUT_SCHEDULED_UPDATE_GROUP_ACTION, request.build());
    }

    private List<Instant> described() {
        return world
                .call(
                        AutoscalingOperations.DESCRIBE_SCHEDULED_ACTIONS,
                        DescribeScheduledActionsType.builder()
                                .autoScalingGroupName("web")
                                .build())
                .scheduledUpdateGroupActions()
                .stream()
                .map(ScheduledUpdateGroupAction::startTime)
                .toList();
    }
}
