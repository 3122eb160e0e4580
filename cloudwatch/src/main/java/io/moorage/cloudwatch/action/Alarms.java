package io.moorage.cloudwatch.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.ReadView;
import java.util.List;

/** Finds the alarms that a request names, or refuses as CloudWatch does. */
final class Alarms {
    private static final String ANY = "*";

    private Alarms() {}

    static String arn(RequestContext context, String name) {
        return "arn:aws:cloudwatch:" + context.region() + ":" + context.accountId() + ":alarm:" + name;
    }

    static List<String> arns(RequestContext context, List<String> names) {
        return names.isEmpty()
                ? List.of(arn(context, ANY))
                : names.stream().map(name -> arn(context, name)).toList();
    }

    static MetricAlarm named(ReadView view, String name) {
        return view.find(CloudWatchTables.ALARMS, name).orElseThrow(() -> Refusal.noAlarm(name));
    }

    /** The alarm of an ARN, of which alone CloudWatch here keeps tags. */
    static MetricAlarm of(RequestContext context, ReadView view, String arn) {
        return view.all(CloudWatchTables.ALARMS).stream()
                .filter(alarm -> alarm.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        CloudwatchOperations.ERROR_RESOURCE_NOT_FOUND_EXCEPTION,
                        "There is no resource " + arn + "; " + arn(context, "NAME") + " is an alarm's."));
    }
}
