package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.PutMetricDataInput;
import io.moorage.cloudwatch.metric.MetricStore;
import java.util.List;
import java.util.Map;

/** Takes in values that somebody measured. They are on disk some seconds later. */
final class PutMetricData implements Action<PutMetricDataInput, Empty> {
    private final MetricStore metrics;

    PutMetricData(MetricStore metrics) {
        this.metrics = metrics;
    }

    @Override
    public Operation<PutMetricDataInput, Empty> operation() {
        return CloudwatchOperations.PUT_METRIC_DATA;
    }

    @Override
    public Map<String, List<String>> conditions(PutMetricDataInput input, RequestContext context) {
        return Map.of("cloudwatch:namespace", List.of(input.namespace()));
    }

    @Override
    public Empty handle(PutMetricDataInput input, RequestContext context) {
        if (input.namespace().startsWith("AWS/")) {
            throw Refusal.invalidValue(
                    "The value AWS/ for parameter Namespace is invalid: it is for AWS's own metrics.");
        }
        if (!input.entityMetricData().isEmpty()) {
            throw Refusal.unsupported("metrics of entities (EntityMetricData)");
        }
        metrics.put(MetricDatumReader.read(input, context.now()), context.now());
        return Empty.VALUE;
    }
}
