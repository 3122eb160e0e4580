package io.moorage.console.overview;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.moorage.console.ec2.Named;
import io.moorage.console.overview.Landscape.Machine;
import io.moorage.console.overview.Landscape.Subnet;
import io.moorage.console.overview.Landscape.Target;
import io.moorage.console.overview.Landscape.Vpc;
import io.moorage.console.overview.Landscape.Zone;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts who is where into subnets. What instances and mount targets say of where they are is enough for that: who may not
 * describe subnets sees them by their ids, without their names and addresses.
 */
final class SubnetPlan {
    private final Map<String, JsonNode> subnets;
    private final Map<String, JsonNode> vpcs;

    /** Where something is by its own word. */
    record Located<T>(String zone, String subnetId, String vpcId, T what) {}

    /**
     * @param subnets as DescribeSubnets tells them; none when it may not be asked
     * @param vpcs likewise
     */
    SubnetPlan(List<JsonNode> subnets, List<JsonNode> vpcs) {
        this.subnets = byId(subnets, "subnetId");
        this.vpcs = byId(vpcs, "vpcId");
    }

    private static Map<String, JsonNode> byId(List<JsonNode> all, String id) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        all.forEach(each -> found.put(each.path(id).asText(), each));
        return found;
    }

    /** Zones where something is, each with all of its subnets. */
    List<Zone> zones(List<Located<Machine>> machines, List<Located<Target>> targets) {
        Map<String, List<Located<Machine>>> machinesIn = machines.stream().collect(groupingBy(Located::zone));
        Map<String, List<Located<Target>>> targetsIn = targets.stream().collect(groupingBy(Located::zone));
        Set<String> names = new TreeSet<>(machinesIn.keySet());
        names.addAll(targetsIn.keySet());
        return names.stream()
                .map(name -> new Zone(
                        name,
                        subnets(
                                name,
                                machinesIn.getOrDefault(name, List.of()),
                                targetsIn.getOrDefault(name, List.of()))))
                .toList();
    }

    private List<Subnet> subnets(String zone, List<Located<Machine>> machines, List<Located<Target>> targets) {
        Map<String, String> vpcOf = new LinkedHashMap<>();
        subnets.values().stream()
                .filter(each -> each.path("availabilityZone").asText().equals(zone))
                .forEach(each -> vpcOf.put(
                        each.path("subnetId").asText(), each.path("vpcId").asText()));
        Stream.<Located<?>>concat(machines.stream(), targets.stream())
                .forEach(each -> vpcOf.putIfAbsent(each.subnetId(), each.vpcId()));
        Map<String, List<Machine>> machinesIn = bySubnet(machines);
        Map<String, List<Target>> targetsIn = bySubnet(targets);
        return vpcOf.entrySet().stream()
                .map(each -> subnet(
                        each.getKey(),
                        each.getValue(),
                        machinesIn.getOrDefault(each.getKey(), List.of()),
                        targetsIn.getOrDefault(each.getKey(), List.of())))
                .sorted(Comparator.comparing(Subnet::isEmpty))
                .toList();
    }

    private static <T> Map<String, List<T>> bySubnet(List<Located<T>> located) {
        return located.stream().collect(groupingBy(Located::subnetId, mapping(Located::what, toList())));
    }

    private Subnet subnet(String id, String vpcId, List<Machine> machines, List<Target> targets) {
        JsonNode told = subnets.getOrDefault(id, MissingNode.getInstance());
        JsonNode vpc = vpcs.getOrDefault(vpcId, MissingNode.getInstance());
        return new Subnet(
                id,
                Named.of(told),
                told.path("cidrBlock").asText(),
                new Vpc(vpcId, Named.of(vpc), vpc.path("cidrBlock").asText()),
                machines,
                targets);
    }

    /** How many subnets are in other zones than these. */
    long outside(List<Zone> zones) {
        Set<String> names = zones.stream().map(Zone::name).collect(Collectors.toSet());
        return subnets.values().stream()
                .filter(each -> !names.contains(each.path("availabilityZone").asText()))
                .count();
    }
}
