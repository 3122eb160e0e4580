package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.TagResourceInput;
import io.moorage.awsmodels.cloudwatch.TagResourceOutput;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Adds or overwrites tags of an alarm. */
final class TagResource implements Action<TagResourceInput, TagResourceOutput> {
    private final Store store;

    TagResource(Store store) {
        this.store = store;
    }

    @Override
    public Operation<TagResourceInput, TagResourceOutput> operation() {
        return CloudwatchOperations.TAG_RESOURCE;
    }

    @Override
    public List<String> resources(TagResourceInput input, RequestContext context) {
        return List.of(input.resourceARN());
    }

    @Override
    public Map<String, List<String>> conditions(TagResourceInput input, RequestContext context) {
        return AlarmTags.requested(input.tags());
    }

    @Override
    public TagResourceOutput handle(TagResourceInput input, RequestContext context) {
        return store.transact(tx -> {
            MetricAlarm alarm = Alarms.of(context, tx, input.resourceARN());
            tx.update(CloudWatchTables.ALARMS, alarm.withTags(AlarmTags.added(alarm.tags(), input.tags(), context)));
            return TagResourceOutput.builder().build();
        });
    }
}
