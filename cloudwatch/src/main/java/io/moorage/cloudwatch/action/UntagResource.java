package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.UntagResourceInput;
import io.moorage.awsmodels.cloudwatch.UntagResourceOutput;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Removes tags of an alarm. */
final class UntagResource implements Action<UntagResourceInput, UntagResourceOutput> {
    private final Store store;

    UntagResource(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UntagResourceInput, UntagResourceOutput> operation() {
        return CloudwatchOperations.UNTAG_RESOURCE;
    }

    @Override
    public List<String> resources(UntagResourceInput input, RequestContext context) {
        return List.of(input.resourceARN());
    }

    @Override
    public Map<String, List<String>> conditions(UntagResourceInput input, RequestContext context) {
        return TagConditions.named(input.tagKeys());
    }

    @Override
    public UntagResourceOutput handle(UntagResourceInput input, RequestContext context) {
        return store.transact(tx -> {
            MetricAlarm alarm = Alarms.of(context, tx, input.resourceARN());
            Map<String, String> left = new HashMap<>(alarm.tags());
            left.keySet().removeAll(input.tagKeys());
            tx.update(CloudWatchTables.ALARMS, alarm.withTags(left));
            return UntagResourceOutput.builder().build();
        });
    }
}
