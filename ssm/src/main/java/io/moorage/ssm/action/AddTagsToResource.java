package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.AddTagsToResourceRequest;
import io.moorage.awsmodels.ssm.AddTagsToResourceResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.model.ssm.Parameter;
import io.moorage.store.SsmTables;
import java.util.List;
import java.util.Map;

/** Adds or overwrites tags of a parameter. */
final class AddTagsToResource implements Action<AddTagsToResourceRequest, AddTagsToResourceResult> {
    private final Parameters parameters;

    AddTagsToResource(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Operation<AddTagsToResourceRequest, AddTagsToResourceResult> operation() {
        return SsmOperations.ADD_TAGS_TO_RESOURCE;
    }

    @Override
    public List<String> resources(AddTagsToResourceRequest input, RequestContext context) {
        return TaggedParameter.arn(context, input.resourceId());
    }

    @Override
    public Map<String, List<String>> conditions(AddTagsToResourceRequest input, RequestContext context) {
        return ParameterShapes.requested(input.tags());
    }

    @Override
    public AddTagsToResourceResult handle(AddTagsToResourceRequest input, RequestContext context) {
        return parameters.store().transact(tx -> {
            Parameter found = TaggedParameter.of(tx, input.resourceType(), input.resourceId());
            tx.update(
                    SsmTables.PARAMETERS, found.withTags(ParameterShapes.tagged(found.tags(), input.tags(), context)));
            return AddTagsToResourceResult.builder().build();
        });
    }
}
