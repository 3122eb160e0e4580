package io.moorage.autoscaling.action;

import io.moorage.autoscaling.AutoScalingConfig;
import io.moorage.model.ec2.Subnet;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a group launches: the zones and subnets that a request names, checked. */
record Places(List<String> zones, List<String> subnets) {
    private static final String SEPARATOR = ",";

    /** @param identifier subnets, separated by commas */
    static Places read(ReadView view, AutoScalingConfig config, List<String> zones, @Nullable String identifier) {
        List<String> subnets = identifier == null
                ? List.of()
                : Stream.of(identifier.split(SEPARATOR))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .distinct()
                        .toList();
        for (String zone : zones) {
            if (!config.zones().contains(zone)) {
                throw Refusal.invalid("Invalid availability zone - The availability zone " + zone
                        + " does not exist in region " + config.region() + ".");
            }
        }
        if (zones.isEmpty() && subnets.isEmpty()) {
            throw Refusal.invalid("At least one Availability Zone or VPC Subnet is required.");
        }
        List<String> own = zonesOf(view, subnets);
        if (!subnets.isEmpty() && !zones.isEmpty() && !Set.copyOf(own).equals(Set.copyOf(zones))) {
            throw Refusal.invalid(
                    "The availability zones of the specified subnets and the AutoScalingGroup do not match");
        }
        return new Places(subnets.isEmpty() ? zones.stream().distinct().toList() : own, subnets);
    }

    private static List<String> zonesOf(ReadView view, List<String> subnets) {
        Set<String> zones = new LinkedHashSet<>();
        Set<String> networks = new HashSet<>();
        for (String id : subnets) {
            Subnet subnet = view.find(Ec2Tables.SUBNETS, id)
                    .orElseThrow(() -> Refusal.invalid("The subnet ID '" + id + "' does not exist"));
            zones.add(subnet.availabilityZone());
            networks.add(subnet.vpcId());
        }
        if (networks.size() > 1) {
            throw Refusal.invalid(
                    "The subnets " + subnets + " belong to different VPCs; those of a group belong to one.");
        }
        return List.copyOf(zones);
    }
}
