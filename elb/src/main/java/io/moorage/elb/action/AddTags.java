package io.moorage.elb.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.AddTagsInput;
import io.moorage.awsmodels.elb.AddTagsOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.store.ElbTables;
import java.util.List;
import java.util.Map;

/** Sets tags of load balancers. */
record AddTags(Elb elb) implements Action<AddTagsInput, AddTagsOutput> {
    @Override
    public Operation<AddTagsInput, AddTagsOutput> operation() {
        return ElbOperations.ADD_TAGS;
    }

    @Override
    public List<String> resources(AddTagsInput input, RequestContext context) {
        return input.loadBalancerNames().stream().map(elb.config()::arn).toList();
    }

    @Override
    public Map<String, List<String>> conditions(AddTagsInput input, RequestContext context) {
        return Tags.requested(input.tags());
    }

    @Override
    public AddTagsOutput handle(AddTagsInput input, RequestContext context) {
        Map<String, String> more = Tags.read(input.tags(), context);
        return elb.store().transact(tx -> {
            for (String name : input.loadBalancerNames()) {
                LoadBalancer before = LoadBalancers.named(tx, name);
                tx.update(ElbTables.LOAD_BALANCERS, before.withTags(Tags.added(before.tags(), more)));
            }
            return AddTagsOutput.builder().build();
        });
    }
}
