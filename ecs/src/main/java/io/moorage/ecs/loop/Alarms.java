package io.moorage.ecs.loop;

import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.ecs.DeploymentRules;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.ReadView;
import java.time.Duration;
import java.util.stream.Stream;

/** The CloudWatch alarms that a service's deployments are watched by. */
public final class Alarms {
    public static boolean anyInAlarm(ReadView view, DeploymentRules rules) {
        return of(view, rules).anyMatch(each -> each.status().state() == AlarmState.ALARM);
    }

    /** How long a deployment is watched after it settled: until each alarm looked at it over all of its periods. */
    static Duration bakeTime(ReadView view, DeploymentRules rules) {
        return of(view, rules)
                .map(each -> Duration.ofSeconds(
                        (long) each.periodSeconds() * each.condition().evaluationPeriods()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Stream<MetricAlarm> of(ReadView view, DeploymentRules rules) {
        return rules.alarmWatch().enable()
                ? rules.alarms().stream().flatMap(each -> view.find(CloudWatchTables.ALARMS, each).stream())
                : Stream.empty();
    }

    private Alarms() {}
}
