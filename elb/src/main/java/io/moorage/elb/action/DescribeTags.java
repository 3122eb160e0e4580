package io.moorage.elb.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.DescribeTagsInput;
import io.moorage.awsmodels.elb.DescribeTagsOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.TagDescription;
import io.moorage.store.ReadView;

/** Shows the tags of load balancers. */
record DescribeTags(Elb elb) implements Action<DescribeTagsInput, DescribeTagsOutput> {
    @Override
    public Operation<DescribeTagsInput, DescribeTagsOutput> operation() {
        return ElbOperations.DESCRIBE_TAGS;
    }

    @Override
    public DescribeTagsOutput handle(DescribeTagsInput input, RequestContext context) {
        ReadView view = elb.view();
        return DescribeTagsOutput.builder()
                .tagDescriptions(input.loadBalancerNames().stream()
                        .map(name -> TagDescription.builder()
                                .loadBalancerName(name)
                                .tags(Tags.list(LoadBalancers.named(view, name).tags()))
                                .build())
                        .toList())
                .build();
    }
}
