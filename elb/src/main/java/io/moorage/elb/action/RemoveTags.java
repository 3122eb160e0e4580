package io.moorage.elb.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.RemoveTagsInput;
import io.moorage.awsmodels.elb.RemoveTagsOutput;
import io.moorage.awsmodels.elb.TagKeyOnly;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.store.ElbTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Removes tags of load balancers. */
record RemoveTags(Elb elb) implements Action<RemoveTagsInput, RemoveTagsOutput> {
    @Override
    public Operation<RemoveTagsInput, RemoveTagsOutput> operation() {
        return ElbOperations.REMOVE_TAGS;
    }

    @Override
    public List<String> resources(RemoveTagsInput input, RequestContext context) {
        return input.loadBalancerNames().stream().map(elb.config()::arn).toList();
    }

    @Override
    public Map<String, List<String>> conditions(RemoveTagsInput input, RequestContext context) {
        return TagConditions.named(keys(input));
    }

    private static List<String> keys(RemoveTagsInput input) {
        return input.tags().stream()
                .map(TagKeyOnly::key)
                .map(key -> Objects.requireNonNullElse(key, ""))
                .toList();
    }

    @Override
    public RemoveTagsOutput handle(RemoveTagsInput input, RequestContext context) {
        List<String> keys = keys(input);
        keys.forEach(key -> Tags.checkKey(key, context));
        return elb.store().transact(tx -> {
            for (String name : input.loadBalancerNames()) {
                LoadBalancer before = LoadBalancers.named(tx, name);
                Map<String, String> tags = new HashMap<>(before.tags());
                keys.forEach(tags::remove);
                tx.update(ElbTables.LOAD_BALANCERS, before.withTags(tags));
            }
            return RemoveTagsOutput.builder().build();
        });
    }
}
