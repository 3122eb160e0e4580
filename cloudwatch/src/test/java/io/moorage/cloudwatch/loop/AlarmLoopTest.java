package io.moorage.cloudwatch.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.moorage.awsmodels.cloudwatch.AlarmHistoryItem;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.DescribeAlarmHistoryInput;
import io.moorage.awsmodels.cloudwatch.DisableAlarmActionsInput;
import io.moorage.awsmodels.cloudwatch.Metric;
import io.moorage.awsmodels.cloudwatch.MetricDataQuery;
import io.moorage.awsmodels.cloudwatch.MetricStat;
import io.moorage.awsmodels.cloudwatch.PutMetricAlarmInput;
import io.moorage.awsmodels.cloudwatch.SetAlarmStateInput;
import io.moorage.cloudwatch.CloudWatchWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alarms through their states, and what they do on the way. */
class AlarmLoopTest {
    private final CloudWatchWorld world = new CloudWatchWorld();

    /** "When this operation creates an alarm, the alarm state is immediately set to INSUFFICIENT_DATA" (PutMetricAlarm). */
    @Test
    void anAlarmIsEvaluatedWhenItIsPutAndEachMinute() {
        world.put(66, 9);
        world.putAlarm(CloudWatchWorld.alarm("a").alarmActions(List.of(CloudWatchWorld.TOPIC)));
        assertThat(world.described("a").stateValue()).isEqualTo("INSUFFICIENT_DATA");
        assertThat(world.described("a").stateReason()).isEqualTo("Unchecked: Initial alarm creation");
        assertThat(step()).isEqualTo(Duration.ofSeconds(59));
        assertThat(world.described("a").stateValue()).isEqualTo("ALARM");
        assertThat(world.performed).containsExactly(CloudWatchWorld.TOPIC + " ALARM");
        nextMinute();
        world.put(66, 1);
        step();
        assertThat(world.described("a").stateValue()).isEqualTo("OK");
        nextMinute();
        step();
        nextMinute();
        step();
        assertThat(world.described("a").stateValue())
                .as("a value of two minutes ago counts")
                .isEqualTo("OK");
        nextMinute();
        step();
        assertThat(world.described("a").stateValue()).isEqualTo("INSUFFICIENT_DATA");
        assertThat(world.performed).hasSize(1);
    }

    @Test
    void theMessageIsCloudWatchs() throws Exception {
        world.put(66, 9);
        world.putAlarm(CloudWatchWorld.alarm("a").alarmActions(List.of(CloudWatchWorld.TOPIC)));
        step();
        assertThat(world.messages.getFirst())
                .startsWith("ALARM: \"a\" in us-east-1\n{\"AlarmName\":\"a\",\"AlarmDescription\":null,"
                        + "\"AWSAccountId\":\"123456789012\"")
                .contains(
                        "\"NewStateValue\":\"ALARM\",\"NewStateReason\":\"Threshold Crossed: 1 out of the last 1 datapoint",
                        "\"StateChangeTime\":\"2026-11-22T18:00:06.000+0000\",\"Region\":\"us-east-1\"",
                        "\"OldStateValue\":\"INSUFFICIENT_DATA\"",
                        "\"Trigger\":{\"MetricName\":\"Load\",\"Namespace\":\"App\",\"Dimensions\":[{\"value\":\"a\","
                                + "\"name\":\"Host\"}],\"StatisticType\":\"Statistic\",\"Statistic\":\"AVERAGE\"",
                        "\"Period\":60,\"EvaluationPeriods\":1,\"ComparisonOperator\":\"GreaterThanThreshold\","
                                + "\"Threshold\":5.0,\"TreatMissingData\":\"\"");
    }

    /** "For Auto Scaling actions, the alarm continues to invoke the action for every period that it remains in the state." */
    @Test
    void scalingIsRepeatedAndPublishingIsNot() {
        world.putAlarm(CloudWatchWorld.alarm("a")
                .treatMissingData("breaching")
                .alarmActions(List.of(CloudWatchWorld.TOPIC, CloudWatchWorld.POLICY)));
        step();
        step();
        nextMinute();
        step();
        nextMinute();
        step();
        assertThat(world.performed)
                .containsExactly(
                        CloudWatchWorld.TOPIC + " ALARM",
                        CloudWatchWorld.POLICY + " ALARM",
                        CloudWatchWorld.POLICY + " ALARM",
                        CloudWatchWorld.POLICY + " ALARM");
    }

    /** "This temporary state change lasts only until the next alarm comparison occurs" (SetAlarmState). */
    @Test
    void aStateThatIsSetLastsUntilTheNextEvaluation() {
        world.put(66, 1);
        world.putAlarm(CloudWatchWorld.alarm("a").alarmActions(List.of(CloudWatchWorld.TOPIC)));
        step();
        world.call(
                CloudwatchOperations.SET_ALARM_STATE,
                SetAlarmStateInput.builder()
                        .alarmName("a")
                        .stateValue("ALARM")
                        .stateReason("a drill")
                        .build());
        step();
        assertThat(world.described("a").stateReason()).isEqualTo("a drill");
        assertThat(world.performed).containsExactly(CloudWatchWorld.TOPIC + " ALARM");
        nextMinute();
        step();
        assertThat(world.described("a").stateValue()).isEqualTo("OK");
    }

    @Test
    void disabledActionsAreNotCarriedOut() {
        world.putAlarm(
                CloudWatchWorld.alarm("a").treatMissingData("breaching").alarmActions(List.of(CloudWatchWorld.TOPIC)));
        world.call(
                CloudwatchOperations.DISABLE_ALARM_ACTIONS,
                DisableAlarmActionsInput.builder().alarmNames(List.of("a")).build());
        step();
        assertThat(world.described("a").stateValue()).isEqualTo("ALARM");
        assertThat(world.described("a").actionsEnabled()).isFalse();
        assertThat(world.performed).isEmpty();
    }

    @Test
    void anActionThatFailsIsTriedAgainAndGivenUp() {
        world.failing = 2;
        world.putAlarm(
                CloudWatchWorld.alarm("a").treatMissingData("breaching").alarmActions(List.of(CloudWatchWorld.TOPIC)));
        step();
        assertThat(world.performed).isEmpty();
        for (int i = 0; i < 3; i++) {
            world.now = world.now.plusSeconds(31);
            world.actionLoop.step();
        }
        assertThat(world.performed).hasSize(1);
        world.failing = 100;
        nextMinute();
        world.put(66, 1);
        world.putAlarm(
                CloudWatchWorld.alarm("b").treatMissingData("breaching").okActions(List.of(CloudWatchWorld.TOPIC)));
        step();
        for (int i = 0; i < 10; i++) {
            world.now = world.now.plusSeconds(31);
            world.actionLoop.step();
        }
        assertThat(world.failing).isEqualTo(95);
        assertThat(history("b").getFirst().historySummary())
                .isEqualTo("Failed to execute action " + CloudWatchWorld.TOPIC + ". Received error: the topic sleeps");
    }

    /** "Failed to execute action" is for the history of its own alarm (DescribeAlarmHistory): others' actions go on. */
    @Test
    void anActionThatBreaksKeepsNoOtherFromBeingCarriedOut() {
        world.broken = "a";
        world.putAlarm(
                CloudWatchWorld.alarm("a").treatMissingData("breaching").alarmActions(List.of(CloudWatchWorld.TOPIC)));
        world.putAlarm(
                CloudWatchWorld.alarm("b").treatMissingData("breaching").alarmActions(List.of(CloudWatchWorld.TOPIC)));
        step();
        assertThat(world.performed).containsExactly(CloudWatchWorld.TOPIC + " ALARM");
        for (int i = 0; i < 10; i++) {
            world.now = world.now.plusSeconds(31);
            world.actionLoop.step();
        }
        assertThat(history("a").getFirst().historySummary()).endsWith("Received error: nobody thought of this");
    }

    @Test
    void itsHistoryIsKept() {
        world.put(66, 9);
        world.putAlarm(CloudWatchWorld.alarm("a").alarmActions(List.of(CloudWatchWorld.TOPIC)));
        step();
        assertThat(history("a"))
                .extracting(AlarmHistoryItem::historyItemType, AlarmHistoryItem::historySummary)
                .containsExactly(
                        tuple("Action", "Successfully executed action " + CloudWatchWorld.TOPIC),
                        tuple("StateUpdate", "Alarm updated from INSUFFICIENT_DATA to ALARM"),
                        tuple("ConfigurationUpdate", "Alarm \"a\" created"));
        assertThat(history("a").get(1).historyData())
                .contains(
                        "\"oldState\":{\"stateValue\":\"INSUFFICIENT_DATA\"", "\"newState\":{\"stateValue\":\"ALARM\"");
    }

    @Test
    void anAlarmOnAnExpression() {
        world.put(66, 4);
        world.putAlarm(PutMetricAlarmInput.builder()
                .alarmName("math")
                .evaluationPeriods(1)
                .threshold(7.0)
                .comparisonOperator("GreaterThanThreshold")
                .metrics(List.of(
                        MetricDataQuery.builder()
                                .id("m1")
                                .returnData(false)
                                .metricStat(MetricStat.builder()
                                        .metric(Metric.builder()
                                                .namespace("App")
                                                .metricName("Load")
                                                .dimensions(List.of(CloudWatchWorld.dimension()))
                                                .build())
                                        .period(60)
                                        .stat("Sum")
                                        .build())
                                .build(),
                        MetricDataQuery.builder().id("e1").expression("m1 * 2").build())));
        step();
        assertThat(world.described("math").stateValue()).isEqualTo("ALARM");
        assertThat(world.described("math").metrics()).hasSize(2);
    }

    private List<AlarmHistoryItem> history(String alarm) {
        return world.call(
                        CloudwatchOperations.DESCRIBE_ALARM_HISTORY,
                        DescribeAlarmHistoryInput.builder().alarmName(alarm).build())
                .alarmHistoryItems();
    }

    private Duration step() {
        Duration next = world.alarms.step();
        world.actionLoop.step();
        return next;
    }

    private void nextMinute() {
        world.now = world.now.plusSeconds(60);
    }
}
