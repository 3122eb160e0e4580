package io.moorage.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.DescribeAlarmsInput;
import io.moorage.awsmodels.cloudwatch.Dimension;
import io.moorage.awsmodels.cloudwatch.MetricAlarm;
import io.moorage.awsmodels.cloudwatch.MetricDatum;
import io.moorage.awsmodels.cloudwatch.PutMetricAlarmInput;
import io.moorage.awsmodels.cloudwatch.PutMetricDataInput;
import io.moorage.cloudwatch.action.CloudWatchActions;
import io.moorage.cloudwatch.loop.ActionLoop;
import io.moorage.cloudwatch.loop.AlarmLoop;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.store.memory.MemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** CloudWatch's actions and loops over an empty store, with actions of alarms that are only written down. */
public final class CloudWatchWorld implements AlarmActions {
    public static final String ACCOUNT = "123456789012";
    public static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:topic";
    public static final String POLICY = "arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:p";

    /** When the next call comes. */
    public Instant now = Instant.parse("2026-11-22T18:00:06Z");

    public final MemoryStore store = new MemoryStore();
    public final MetricStore metrics = MetricStore.inMemory();
    public final AlarmLoop alarms = new AlarmLoop(store, metrics, this, () -> now);
    public final ActionLoop actionLoop = new ActionLoop(store, this, () -> now);
    private final List<Action<?, ?>> actions = CloudWatchActions.all(store, metrics, this);

    /** What was carried out, as ARN and state. */
    public final List<String> performed = new ArrayList<>();

    /** The messages of what was carried out. */
    public final List<String> messages = new ArrayList<>();

    /** The alarm whose actions fail in a way that nobody foresaw. */
    public String broken = "";

    /** How many tries fail from now on. */
    public int failing;

    /** Calls the action that implements {@code operation}. */
    @SuppressWarnings("unchecked") // the action's operation is this one, which carries its types
    public <I, O> O call(Operation<I, O> operation, I input) {
        return ((Action<I, O>) action(operation)).handle(input, context());
    }

    public Action<?, ?> action(Operation<?, ?> operation) {
        return actions.stream()
                .filter(each -> each.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    public RequestContext context() {
        return new RequestContext(Principal.root(ACCOUNT), ACCOUNT, "us-east-1", "r-1", "127.0.0.1", false, now);
    }

    /** A value of {@code App Load}, measured so long ago. */
    public void put(long secondsAgo, double value) {
        call(
                CloudwatchOperations.PUT_METRIC_DATA,
                PutMetricDataInput.builder()
                        .namespace("App")
                        .metricData(List.of(MetricDatum.builder()
                                .metricName("Load")
                                .dimensions(List.of(dimension()))
                                .timestamp(now.minusSeconds(secondsAgo))
                                .value(value)
                                .build()))
                        .build());
    }

    public static Dimension dimension() {
        return Dimension.builder().name("Host").value("a").build();
    }

    /** An alarm on {@code App Load} above 5 in one minute. */
    public static PutMetricAlarmInput.Builder alarm(String name) {
        return PutMetricAlarmInput.builder()
                .alarmName(name)
                .namespace("App")
                .metricName("Load")
                .dimensions(List.of(dimension()))
                .statistic("Average")
                .period(60)
                .evaluationPeriods(1)
                .threshold(5.0)
                .comparisonOperator("GreaterThanThreshold");
    }

    public void putAlarm(PutMetricAlarmInput.Builder alarm) {
        call(CloudwatchOperations.PUT_METRIC_ALARM, alarm.build());
    }

    public MetricAlarm described(String name) {
        return call(
                        CloudwatchOperations.DESCRIBE_ALARMS,
                        DescribeAlarmsInput.builder().alarmNames(List.of(name)).build())
                .metricAlarms()
                .getFirst();
    }

    /** Expects {@code call} to be refused so, and to leave nothing behind. */
    public void refused(String code, int status, String message, Runnable call) {
        long before = store.view().revision();
        int known = metrics.metrics().size();
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.httpStatus()).isEqualTo(status);
            assertThat(refusal.getMessage()).contains(message);
        });
        assertThat(store.view().revision()).as("nothing is written").isEqualTo(before);
        assertThat(metrics.metrics()).as("nothing is measured").hasSize(known);
    }

    @Override
    public boolean supports(String actionArn) {
        return actionArn.equals(TOPIC) || actionArn.equals(POLICY);
    }

    @Override
    public boolean repeats(String actionArn) {
        return actionArn.equals(POLICY);
    }

    @Override
    public void perform(String actionArn, Notice notice) throws ActionException {
        if (notice.alarm().name().equals(broken)) {
            throw new IllegalStateException("nobody thought of this");
        }
        if (failing > 0) {
            failing--;
            throw new ActionException("the topic sleeps", true);
        }
        performed.add(actionArn + " " + notice.alarm().status().state());
        messages.add(notice.subject() + "\n" + notice.message());
    }
}
