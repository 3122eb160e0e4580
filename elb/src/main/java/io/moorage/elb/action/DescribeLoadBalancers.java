package io.moorage.elb.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.DescribeAccessPointsInput;
import io.moorage.awsmodels.elb.DescribeAccessPointsOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.base.Page;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** Shows load balancers. */
record DescribeLoadBalancers(Elb elb) implements Action<DescribeAccessPointsInput, DescribeAccessPointsOutput> {
    @Override
    public Operation<DescribeAccessPointsInput, DescribeAccessPointsOutput> operation() {
        return ElbOperations.DESCRIBE_LOAD_BALANCERS;
    }

    private static final int PAGE = 400;

    @Override
    public DescribeAccessPointsOutput handle(DescribeAccessPointsInput input, RequestContext context) {
        ReadView view = elb.view();
        Collection<LoadBalancer> shown = input.loadBalancerNames().isEmpty()
                ? view.all(ElbTables.LOAD_BALANCERS)
                : input.loadBalancerNames().stream()
                        .map(name -> LoadBalancers.named(view, name))
                        .sorted(Comparator.comparing(LoadBalancer::name))
                        .toList();
        Page<LoadBalancer> page = Page.of(
                        shown,
                        LoadBalancer::name,
                        Optional.ofNullable(input.marker()).filter(each -> !each.isEmpty()),
                        Objects.requireNonNullElse(input.pageSize(), PAGE))
                .orElseThrow(() -> Refusal.invalid("The marker is none that was given: " + input.marker()));
        Descriptions descriptions = new Descriptions(view, elb.config());
        return DescribeAccessPointsOutput.builder()
                .loadBalancerDescriptions(
                        page.items().stream().map(descriptions::of).toList())
                .nextMarker(page.next().orElse(null))
                .build();
    }
}
