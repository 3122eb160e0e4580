package io.moorage.cloudformation.types.elb;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.elb.ConfigureHealthCheckInput;
import io.moorage.awsmodels.elb.CreateAccessPointInput;
import io.moorage.awsmodels.elb.DeleteAccessPointInput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.LoadBalancerAttributes;
import io.moorage.awsmodels.elb.LoadBalancerDescription;
import io.moorage.awsmodels.elb.SourceSecurityGroup;
import io.moorage.awsmodels.elb.Tag;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code AWS::ElasticLoadBalancing::LoadBalancer}. */
public final class LoadBalancerType implements ResourceType {
    private static final int LONGEST_NAME = 32;

    private static final Schema SCHEMA = Schema.of(
                    "AWS::ElasticLoadBalancing::LoadBalancer", CreateAccessPointInput.SHAPE)
            .replaced("LoadBalancerName", "Scheme")
            .inPlace("SecurityGroups", "Subnets", "AvailabilityZones")
            .property("Listeners", null, Update.IN_PLACE)
            .property("HealthCheck", memberType(ConfigureHealthCheckInput.SHAPE, "HealthCheck"), Update.IN_PLACE)
            .property("AccessLoggingPolicy", attribute("AccessLog"), Update.IN_PLACE)
            .property("ConnectionDrainingPolicy", attribute("ConnectionDraining"), Update.IN_PLACE)
            .property("ConnectionSettings", attribute("ConnectionSettings"), Update.IN_PLACE)
            .property("CrossZone", Type.BooleanType.ANY, Update.IN_PLACE)
            .property("AppCookieStickinessPolicy", null, Update.IN_PLACE)
            .property("LBCookieStickinessPolicy", null, Update.IN_PLACE)
            .property("Policies", null, Update.IN_PLACE)
            .property("Instances", null, Update.IN_PLACE)
            .required("Listeners")
            .named("LoadBalancerName")
            .tags("Tags")
            .attributes(
                    "DNSName",
                    "CanonicalHostedZoneName",
                    "CanonicalHostedZoneNameID",
                    "SourceSecurityGroup.GroupName",
                    "SourceSecurityGroup.OwnerAlias")
            .build();

    private static Type attribute(String name) {
        return memberType(LoadBalancerAttributes.SHAPE, name);
    }

    private static Type memberType(io.moorage.awsmodels.StructureShape<?> shape, String name) {
        return Shapes.member(shape, name).orElseThrow().type();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The name and the stack's tags make it one load balancer, however often it is called. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        aws.call(
                ElbOperations.CREATE_LOAD_BALANCER,
                CreateAccessPointInput.builder()
                        .loadBalancerName(name)
                        .scheme(wanted.orNull("Scheme"))
                        .subnets(orAbsent(wanted.texts("Subnets")))
                        .availabilityZones(orAbsent(wanted.texts("AvailabilityZones")))
                        .securityGroups(orAbsent(wanted.texts("SecurityGroups")))
                        .listeners(Wishes.listeners(wanted))
                        .tags(tags(wanted.allTags()))
                        .build());
        return name;
    }

    private static <T> @Nullable List<T> orAbsent(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    @Override
    public Progress settle(String name, Wanted wanted, Aws aws) {
        new Changes(name, aws).settle(wanted);
        return Progress.DONE;
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        Changes changes = new Changes(name, aws);
        changes.places(before, after);
        changes.tags(before, after);
        changes.listeners(after);
        changes.instances(before, after);
        changes.settle(after);
        changes.forgetPolicies(before, after);
        return Progress.DONE;
    }

    /** It is gone at once, with its addresses. */
    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        aws.call(
                ElbOperations.DELETE_LOAD_BALANCER,
                DeleteAccessPointInput.builder().loadBalancerName(name).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        LoadBalancerDescription now = new Changes(name, aws).now();
        SourceSecurityGroup group = Aws.answered(now.sourceSecurityGroup());
        return Map.of(
                "DNSName", Values.text(now.dnsName()),
                "CanonicalHostedZoneName", Values.text(now.canonicalHostedZoneName()),
                "CanonicalHostedZoneNameID", Values.text(now.canonicalHostedZoneNameID()),
                "SourceSecurityGroup.GroupName", Values.text(group.groupName()),
                "SourceSecurityGroup.OwnerAlias", Values.text(group.ownerAlias()));
    }
}
