package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.ListTagsForResourceRequest;
import io.moorage.awsmodels.ssm.ListTagsForResourceResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import java.util.List;

/** Shows a parameter's tags. */
final class ListTagsForResource implements Action<ListTagsForResourceRequest, ListTagsForResourceResult> {
    private final Parameters parameters;

    ListTagsForResource(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Operation<ListTagsForResourceRequest, ListTagsForResourceResult> operation() {
        return SsmOperations.LIST_TAGS_FOR_RESOURCE;
    }

    @Override
    public List<String> resources(ListTagsForResourceRequest input, RequestContext context) {
        return TaggedParameter.arn(context, input.resourceId());
    }

    @Override
    public ListTagsForResourceResult handle(ListTagsForResourceRequest input, RequestContext context) {
        return ListTagsForResourceResult.builder()
                .tagList(ParameterShapes.tags(
                        TaggedParameter.of(parameters.store().view(), input.resourceType(), input.resourceId())
                                .tags()))
                .build();
    }
}
