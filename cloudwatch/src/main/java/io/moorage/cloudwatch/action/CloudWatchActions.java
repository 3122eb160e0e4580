package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.cloudwatch.AlarmActions;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.store.Store;
import java.util.List;

/** The actions of the CloudWatch API. */
public final class CloudWatchActions {
    private CloudWatchActions() {}

    public static List<Action<?, ?>> all(Store store, MetricStore metrics, AlarmActions actions) {
        return List.of(
                new PutMetricData(metrics),
                new ListMetrics(metrics),
                new GetMetricStatistics(metrics),
                new GetMetricData(metrics),
                new PutMetricAlarm(store, actions),
                new DeleteAlarms(store),
                new DescribeAlarms(store),
                new DescribeAlarmsForMetric(store),
                new DescribeAlarmHistory(store),
                new SetAlarmState(store),
                new EnableAlarmActions(store),
                new DisableAlarmActions(store),
                new TagResource(store),
                new UntagResource(store),
                new ListTagsForResource(store));
    }
}
