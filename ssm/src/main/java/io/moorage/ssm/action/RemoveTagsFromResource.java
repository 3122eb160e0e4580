package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.RemoveTagsFromResourceRequest;
import io.moorage.awsmodels.ssm.RemoveTagsFromResourceResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.model.ssm.Parameter;
import io.moorage.store.SsmTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Removes tags of a parameter. */
final class RemoveTagsFromResource implements Action<RemoveTagsFromResourceRequest, RemoveTagsFromResourceResult> {
    private final Parameters parameters;

    RemoveTagsFromResource(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Operation<RemoveTagsFromResourceRequest, RemoveTagsFromResourceResult> operation() {
        return SsmOperations.REMOVE_TAGS_FROM_RESOURCE;
    }

    @Override
    public List<String> resources(RemoveTagsFromResourceRequest input, RequestContext context) {
        return TaggedParameter.arn(context, input.resourceId());
    }

    @Override
    public Map<String, List<String>> conditions(RemoveTagsFromResourceRequest input, RequestContext context) {
        return TagConditions.named(input.tagKeys());
    }

    @Override
    public RemoveTagsFromResourceResult handle(RemoveTagsFromResourceRequest input, RequestContext context) {
        return parameters.store().transact(tx -> {
            Parameter found = TaggedParameter.of(tx, input.resourceType(), input.resourceId());
            tx.update(SsmTables.PARAMETERS, found.withTags(without(found.tags(), input.tagKeys())));
            return RemoveTagsFromResourceResult.builder().build();
        });
    }

    private static Map<String, String> without(Map<String, String> present, List<String> keys) {
        Map<String, String> rest = new HashMap<>(present);
        rest.keySet().removeAll(keys);
        return rest;
    }
}
