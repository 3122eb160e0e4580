package io.moorage.elb.action;

import io.moorage.awsmodels.elb.Instance;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Objects;

/** Registered instances between requests, rows and answers. */
final class Instances {
    private Instances() {}

    static List<String> ids(List<Instance> instances) {
        return instances.stream()
                .map(each -> Objects.requireNonNullElse(each.instanceId(), ""))
                .distinct()
                .toList();
    }

    /** Those that a load balancer has, and keeps. */
    static List<Instance> of(ReadView view, String loadBalancerName) {
        return LoadBalancers.instances(view, loadBalancerName).stream()
                .map(each -> Instance.builder().instanceId(each).build())
                .toList();
    }
}
