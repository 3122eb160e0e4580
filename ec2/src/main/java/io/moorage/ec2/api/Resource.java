package io.moorage.ec2.api;

import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.ElasticAddress;
import io.moorage.model.ec2.Image;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InternetGateway;
import io.moorage.model.ec2.KeyPair;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.model.ec2.NatGateway;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.RouteTable;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Table;
import io.moorage.store.Transaction;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of thing EC2 keeps: how it is found, what it is called when it is not, and its tags.
 *
 * @param word as in tag specifications, such as {@code security-group}
 * @param errorPrefix such as {@code InvalidVpcID}
 * @param noun as in messages
 */
public record Resource<V>(
        String word,
        Ec2Id kind,
        Table<V> table,
        Function<V, String> id,
        Function<V, Map<String, String>> tags,
        BiFunction<V, Map<String, String>, V> withTags,
        String errorPrefix,
        String noun) {
    public static final Resource<Vpc> VPC = new Resource<>(
            "vpc", Ec2Id.VPC, Ec2Tables.VPCS, Vpc::id, Vpc::tags, Vpc::withTags, "InvalidVpcID", "vpc ID");
    public static final Resource<Subnet> SUBNET = new Resource<>(
            "subnet",
            Ec2Id.SUBNET,
            Ec2Tables.SUBNETS,
            Subnet::id,
            Subnet::tags,
            Subnet::withTags,
            "InvalidSubnetID",
            "subnet ID");
    public static final Resource<RouteTable> ROUTE_TABLE = new Resource<>(
            "route-table",
            Ec2Id.ROUTE_TABLE,
            Ec2Tables.ROUTE_TABLES,
            RouteTable::id,
            RouteTable::tags,
            RouteTable::withTags,
            "InvalidRouteTableID",
            "routeTable ID");
    public static final Resource<InternetGateway> INTERNET_GATEWAY = new Resource<>(
            "internet-gateway",
            Ec2Id.INTERNET_GATEWAY,
            Ec2Tables.INTERNET_GATEWAYS,
            InternetGateway::id,
            InternetGateway::tags,
            InternetGateway::withTags,
            "InvalidInternetGatewayID",
            "internetGateway ID");
    public static final Resource<ElasticAddress> ADDRESS = new Resource<>(
            "elastic-ip",
            Ec2Id.ELASTIC_ADDRESS,
            Ec2Tables.ADDRESSES,
            ElasticAddress::id,
            ElasticAddress::tags,
            ElasticAddress::withTags,
            "InvalidAllocationID",
            "allocation ID");
    public static final Resource<NatGateway> NAT_GATEWAY = new Resource<>(
            "natgateway",
            Ec2Id.NAT_GATEWAY,
            Ec2Tables.NAT_GATEWAYS,
            NatGateway::id,
            NatGateway::tags,
            NatGateway::withTags,
            "NatGateway",
            "NAT gateway");
    public static final Resource<SecurityGroup> SECURITY_GROUP = new Resource<>(
            "security-group",
            Ec2Id.SECURITY_GROUP,
            Ec2Tables.SECURITY_GROUPS,
            SecurityGroup::id,
            SecurityGroup::tags,
            SecurityGroup::withTags,
            "InvalidGroup",
            "security group");
    public static final Resource<NetworkInterface> NETWORK_INTERFACE = new Resource<>(
            "network-interface",
            Ec2Id.NETWORK_INTERFACE,
            Ec2Tables.INTERFACES,
            NetworkInterface::id,
            NetworkInterface::tags,
            NetworkInterface::withTags,
            "InvalidNetworkInterfaceID",
            "networkInterface ID");
    public static final Resource<Instance> INSTANCE = new Resource<>(
            "instance",
            Ec2Id.INSTANCE,
            Ec2Tables.INSTANCES,
            Instance::id,
            Instance::tags,
            Instance::withTags,
            "InvalidInstanceID",
            "instance ID");
    public static final Resource<Image> IMAGE = new Resource<>(
            "image",
            Ec2Id.IMAGE,
            Ec2Tables.IMAGES,
            Image::id,
            Image::tags,
            Image::withTags,
            "InvalidAMIID",
            "image id");

    public static final Resource<LaunchTemplate> LAUNCH_TEMPLATE = new Resource<>(
            "launch-template",
            Ec2Id.LAUNCH_TEMPLATE,
            Ec2Tables.LAUNCH_TEMPLATES,
            LaunchTemplate::id,
            LaunchTemplate::tags,
            LaunchTemplate::withTags,
            "InvalidLaunchTemplateId",
            "launch template ID");

    /** Found by its id here, though its table is keyed by name. */
    public static final Resource<KeyPair> KEY_PAIR = new Resource<>(
            "key-pair",
            Ec2Id.KEY_PAIR,
            Ec2Tables.KEY_PAIRS,
            KeyPair::id,
            KeyPair::tags,
            KeyPair::withTags,
            "InvalidKeyPair",
            "key pair");

    public static final List<Resource<?>> ALL = List.of(
            VPC,
            SUBNET,
            ROUTE_TABLE,
            INTERNET_GATEWAY,
            ADDRESS,
            NAT_GATEWAY,
            SECURITY_GROUP,
            NETWORK_INTERFACE,
            INSTANCE,
            IMAGE,
            LAUNCH_TEMPLATE,
            KEY_PAIR);

    public Optional<V> find(ReadView view, String wantedId) {
        return kind == Ec2Id.KEY_PAIR
                ? view.all(table).stream()
                        .filter(each -> id.apply(each).equals(wantedId))
                        .findFirst()
                : view.find(table, wantedId);
    }

    /** The row with this id, or EC2's error. */
    public V require(ReadView view, String wantedId) {
        if (!kind.matches(wantedId)) {
            throw Ec2Errors.refused(malformed(), "Invalid id: \"%s\"", wantedId);
        }
        return find(view, wantedId)
                .orElseThrow(() -> Ec2Errors.refused(notFound(), "The %s '%s' does not exist", noun, wantedId));
    }

    /** Those asked for, or every one when none is named. */
    public Collection<V> named(ReadView view, List<String> ids) {
        return ids.isEmpty()
                ? view.all(table)
                : new LinkedHashSet<>(ids)
                        .stream().map(each -> require(view, each)).toList();
    }

    /** Replaces the tags of the row with this id. */
    public void retag(Transaction tx, String wantedId, Function<Map<String, String>, Map<String, String>> change) {
        V row = require(tx, wantedId);
        tx.update(table, withTags.apply(row, change.apply(tags.apply(row))));
    }

    private String notFound() {
        return errorPrefix + (kind == Ec2Id.NAT_GATEWAY ? "NotFound" : ".NotFound");
    }

    private String malformed() {
        if (kind == Ec2Id.NAT_GATEWAY) {
            return errorPrefix + "Malformed";
        }
        return (kind == Ec2Id.SECURITY_GROUP ? "InvalidGroupId" : errorPrefix) + ".Malformed";
    }
}
