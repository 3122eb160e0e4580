package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.ListTagsForResourceInput;
import io.moorage.awsmodels.cloudwatch.ListTagsForResourceOutput;
import io.moorage.store.Store;
import java.util.List;

/** Shows an alarm's tags. */
final class ListTagsForResource implements Action<ListTagsForResourceInput, ListTagsForResourceOutput> {
    private final Store store;

    ListTagsForResource(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListTagsForResourceInput, ListTagsForResourceOutput> operation() {
        return CloudwatchOperations.LIST_TAGS_FOR_RESOURCE;
    }

    @Override
    public List<String> resources(ListTagsForResourceInput input, RequestContext context) {
        return List.of(input.resourceARN());
    }

    @Override
    public ListTagsForResourceOutput handle(ListTagsForResourceInput input, RequestContext context) {
        return ListTagsForResourceOutput.builder()
                .tags(AlarmTags.shapes(
                        Alarms.of(context, store.view(), input.resourceARN()).tags()))
                .build();
    }
}
