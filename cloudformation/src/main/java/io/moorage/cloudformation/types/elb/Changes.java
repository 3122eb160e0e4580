package io.moorage.cloudformation.types.elb;

import io.moorage.awsmodels.elb.AddAvailabilityZonesInput;
import io.moorage.awsmodels.elb.AddTagsInput;
import io.moorage.awsmodels.elb.ApplySecurityGroupsToLoadBalancerInput;
import io.moorage.awsmodels.elb.AttachLoadBalancerToSubnetsInput;
import io.moorage.awsmodels.elb.ConfigureHealthCheckInput;
import io.moorage.awsmodels.elb.CreateLoadBalancerListenerInput;
import io.moorage.awsmodels.elb.DeleteLoadBalancerListenerInput;
import io.moorage.awsmodels.elb.DeleteLoadBalancerPolicyInput;
import io.moorage.awsmodels.elb.DeregisterEndPointsInput;
import io.moorage.awsmodels.elb.DescribeAccessPointsInput;
import io.moorage.awsmodels.elb.DetachLoadBalancerFromSubnetsInput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.HealthCheck;
import io.moorage.awsmodels.elb.Instance;
import io.moorage.awsmodels.elb.Listener;
import io.moorage.awsmodels.elb.ListenerDescription;
import io.moorage.awsmodels.elb.LoadBalancerDescription;
import io.moorage.awsmodels.elb.ModifyLoadBalancerAttributesInput;
import io.moorage.awsmodels.elb.RegisterEndPointsInput;
import io.moorage.awsmodels.elb.RemoveAvailabilityZonesInput;
import io.moorage.awsmodels.elb.RemoveTagsInput;
import io.moorage.awsmodels.elb.SetLoadBalancerPoliciesForBackendServerInput;
import io.moorage.awsmodels.elb.SetLoadBalancerPoliciesOfListenerInput;
import io.moorage.awsmodels.elb.TagKeyOnly;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Brings a load balancer that exists to what a template says. Every change may be made again. */
record Changes(String name, Aws aws) {
    /** What there is. */
    LoadBalancerDescription now() {
        return aws.call(
                        ElbOperations.DESCRIBE_LOAD_BALANCERS,
                        DescribeAccessPointsInput.builder()
                                .loadBalancerNames(List.of(name))
                                .build())
                .loadBalancerDescriptions()
                .getFirst();
    }

    /** Whatever {@code CreateLoadBalancer} is not told. */
    void settle(Wanted wanted) {
        HealthCheck check = wanted.member(HealthCheck.SHAPE, "HealthCheck");
        if (check != null) {
            aws.call(
                    ElbOperations.CONFIGURE_HEALTH_CHECK,
                    ConfigureHealthCheckInput.builder()
                            .loadBalancerName(name)
                            .healthCheck(check)
                            .build());
        }
        aws.call(
                ElbOperations.MODIFY_LOAD_BALANCER_ATTRIBUTES,
                ModifyLoadBalancerAttributesInput.builder()
                        .loadBalancerName(name)
                        .loadBalancerAttributes(Wishes.attributes(wanted))
                        .build());
        policies(wanted);
        register(wanted.texts("Instances"));
    }

    private void policies(Wanted wanted) {
        Wishes.policies(name, wanted).forEach(each -> aws.call(ElbOperations.CREATE_LOAD_BALANCER_POLICY, each));
        LoadBalancerDescription now = now();
        Wishes.listenerPolicies(wanted).forEach((port, names) -> {
            if (!names.equals(policiesOf(now, port))) {
                aws.call(
                        ElbOperations.SET_LOAD_BALANCER_POLICIES_OF_LISTENER,
                        SetLoadBalancerPoliciesOfListenerInput.builder()
                                .loadBalancerName(name)
                                .loadBalancerPort(port)
                                .policyNames(names)
                                .build());
            }
        });
        Wishes.backEndPolicies(wanted).forEach((port, names) -> {
            if (!names.equals(backEndPoliciesOf(now, port))) {
                aws.call(
                        ElbOperations.SET_LOAD_BALANCER_POLICIES_FOR_BACKEND_SERVER,
                        SetLoadBalancerPoliciesForBackendServerInput.builder()
                                .loadBalancerName(name)
                                .instancePort(port)
                                .policyNames(names)
                                .build());
            }
        });
    }

    private static List<String> policiesOf(LoadBalancerDescription now, int port) {
        return now.listenerDescriptions().stream()
                .filter(each -> each.listener() != null && each.listener().loadBalancerPort() == port)
                .findFirst()
                .map(ListenerDescription::policyNames)
                .orElse(List.of());
    }

    private static List<String> backEndPoliciesOf(LoadBalancerDescription now, int port) {
        return now.backendServerDescriptions().stream()
                .filter(each -> Objects.equals(each.instancePort(), port))
                .findFirst()
                .map(each -> each.policyNames())
                .orElse(List.of());
    }

    /** Policies that only the earlier template had. */
    void forgetPolicies(Wanted before, Wanted after) {
        Set<String> kept = Set.copyOf(Wishes.policies(name, after).stream()
                .map(each -> each.policyName())
                .toList());
        Wishes.policies(name, before).reversed().stream()
                .map(each -> each.policyName())
                .filter(each -> !kept.contains(each))
                .forEach(each -> aws.call(
                        ElbOperations.DELETE_LOAD_BALANCER_POLICY,
                        DeleteLoadBalancerPolicyInput.builder()
                                .loadBalancerName(name)
                                .policyName(each)
                                .build()));
    }

    private void register(List<String> instances) {
        if (!instances.isEmpty()) {
            aws.call(
                    ElbOperations.REGISTER_INSTANCES_WITH_LOAD_BALANCER,
                    RegisterEndPointsInput.builder()
                            .loadBalancerName(name)
                            .instances(shapes(instances))
                            .build());
        }
    }

    /** Takes away the instances that only the earlier template had; those that others registered stay. */
    void instances(Wanted before, Wanted after) {
        List<String> gone = without(before.texts("Instances"), after.texts("Instances")).stream()
                .filter(each -> now().instances().stream().anyMatch(one -> each.equals(one.instanceId())))
                .toList();
        if (!gone.isEmpty()) {
            aws.call(
                    ElbOperations.DEREGISTER_INSTANCES_FROM_LOAD_BALANCER,
                    DeregisterEndPointsInput.builder()
                            .loadBalancerName(name)
                            .instances(shapes(gone))
                            .build());
        }
    }

    private static List<Instance> shapes(List<String> ids) {
        return ids.stream()
                .map(each -> Instance.builder().instanceId(each).build())
                .toList();
    }

    private static <T> List<T> without(List<T> some, List<T> others) {
        return some.stream().filter(each -> !others.contains(each)).toList();
    }

    /** A changed listener is another one: its port is free for a moment. */
    void listeners(Wanted after) {
        List<Listener> wanted = Wishes.listeners(after);
        List<Listener> present = now().listenerDescriptions().stream()
                .map(each -> Aws.answered(each.listener()))
                .toList();
        List<Integer> gone = present.stream()
                .filter(each -> wanted.stream().noneMatch(one -> same(each, one)))
                .map(Listener::loadBalancerPort)
                .toList();
        if (!gone.isEmpty()) {
            aws.call(
                    ElbOperations.DELETE_LOAD_BALANCER_LISTENERS,
                    DeleteLoadBalancerListenerInput.builder()
                            .loadBalancerName(name)
                            .loadBalancerPorts(gone)
                            .build());
        }
        aws.call(
                ElbOperations.CREATE_LOAD_BALANCER_LISTENERS,
                CreateLoadBalancerListenerInput.builder()
                        .loadBalancerName(name)
                        .listeners(wanted)
                        .build());
    }

    private static boolean same(Listener present, Listener wanted) {
        return present.loadBalancerPort().equals(wanted.loadBalancerPort())
                && present.instancePort().equals(wanted.instancePort())
                && present.protocol().equalsIgnoreCase(wanted.protocol())
                && Objects.equals(present.sslCertificateId(), wanted.sslCertificateId())
                && (wanted.instanceProtocol() == null
                        || wanted.instanceProtocol().equalsIgnoreCase(present.instanceProtocol()));
    }

    /** New places first, so that it always has one. */
    void places(Wanted before, Wanted after) {
        LoadBalancerDescription now = now();
        List<String> subnets = after.texts("Subnets");
        if (!subnets.isEmpty()) {
            attach(without(subnets, now.subnets()));
            detach(without(now.subnets(), subnets));
        }
        List<String> zones = after.texts("AvailabilityZones");
        if (!zones.isEmpty()) {
            enable(without(zones, now.availabilityZones()));
            disable(without(now.availabilityZones(), zones));
        }
        List<String> groups = after.texts("SecurityGroups");
        if (!groups.isEmpty() && !groups.equals(before.texts("SecurityGroups"))) {
            aws.call(
                    ElbOperations.APPLY_SECURITY_GROUPS_TO_LOAD_BALANCER,
                    ApplySecurityGroupsToLoadBalancerInput.builder()
                            .loadBalancerName(name)
                            .securityGroups(groups)
                            .build());
        }
    }

    private void attach(List<String> subnets) {
        if (!subnets.isEmpty()) {
            aws.call(
                    ElbOperations.ATTACH_LOAD_BALANCER_TO_SUBNETS,
                    AttachLoadBalancerToSubnetsInput.builder()
                            .loadBalancerName(name)
                            .subnets(subnets)
                            .build());
        }
    }

    private void detach(List<String> subnets) {
        if (!subnets.isEmpty()) {
            aws.call(
                    ElbOperations.DETACH_LOAD_BALANCER_FROM_SUBNETS,
                    DetachLoadBalancerFromSubnetsInput.builder()
                            .loadBalancerName(name)
                            .subnets(subnets)
                            .build());
        }
    }

    private void enable(List<String> zones) {
        if (!zones.isEmpty()) {
            aws.call(
                    ElbOperations.ENABLE_AVAILABILITY_ZONES_FOR_LOAD_BALANCER,
                    AddAvailabilityZonesInput.builder()
                            .loadBalancerName(name)
                            .availabilityZones(zones)
                            .build());
        }
    }

    private void disable(List<String> zones) {
        if (!zones.isEmpty()) {
            aws.call(
                    ElbOperations.DISABLE_AVAILABILITY_ZONES_FOR_LOAD_BALANCER,
                    RemoveAvailabilityZonesInput.builder()
                            .loadBalancerName(name)
                            .availabilityZones(zones)
                            .build());
        }
    }

    void tags(Wanted before, Wanted after) {
        Map<String, String> old = before.tags();
        Map<String, String> tags = after.tags();
        List<TagKeyOnly> gone = old.keySet().stream()
                .filter(key -> !tags.containsKey(key))
                .map(key -> TagKeyOnly.builder().key(key).build())
                .toList();
        if (!gone.isEmpty()) {
            aws.call(
                    ElbOperations.REMOVE_TAGS,
                    RemoveTagsInput.builder()
                            .loadBalancerNames(List.of(name))
                            .tags(gone)
                            .build());
        }
        if (!tags.isEmpty() && !tags.equals(old)) {
            aws.call(
                    ElbOperations.ADD_TAGS,
                    AddTagsInput.builder()
                            .loadBalancerNames(List.of(name))
                            .tags(LoadBalancerType.tags(tags))
                            .build());
        }
    }
}
