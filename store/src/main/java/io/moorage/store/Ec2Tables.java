package io.moorage.store;

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
import io.moorage.store.Table.Index;
import java.util.List;

/** What EC2 keeps. */
public final class Ec2Tables {
    public static final Table<Vpc> VPCS = new Table<>("ec2_vpc", Vpc.class, Vpc::id, List.of());

    public static final Index<Subnet> SUBNETS_BY_VPC = new Index<>("vpc", Subnet::vpcId);
    public static final Table<Subnet> SUBNETS =
            new Table<>("ec2_subnet", Subnet.class, Subnet::id, List.of(SUBNETS_BY_VPC));

    public static final Index<RouteTable> ROUTE_TABLES_BY_VPC = new Index<>("vpc", RouteTable::vpcId);
    public static final Table<RouteTable> ROUTE_TABLES =
            new Table<>("ec2_route_table", RouteTable.class, RouteTable::id, List.of(ROUTE_TABLES_BY_VPC));

    public static final Table<InternetGateway> INTERNET_GATEWAYS =
            new Table<>("ec2_internet_gateway", InternetGateway.class, InternetGateway::id, List.of());

    public static final Index<SecurityGroup> SECURITY_GROUPS_BY_VPC = new Index<>("vpc", SecurityGroup::vpcId);
    public static final Table<SecurityGroup> SECURITY_GROUPS =
            new Table<>("ec2_security_group", SecurityGroup.class, SecurityGroup::id, List.of(SECURITY_GROUPS_BY_VPC));

    public static final Index<NetworkInterface> INTERFACES_BY_VPC = new Index<>("vpc", NetworkInterface::vpcId);
    public static final Index<NetworkInterface> INTERFACES_BY_SUBNET =
            new Index<>("subnet", NetworkInterface::subnetId);
    /** By {@code i-...}, {@code fsmt-...}, {@code nat-...} or {@code elb/...}. */
    public static final Index<NetworkInterface> INTERFACES_BY_OWNER =
            new Index<>("owner", each -> each.owner().resourceId());
    /** By VPC id, a slash, and the private address. */
    public static final Index<NetworkInterface> INTERFACES_BY_ADDRESS =
            new Index<>("address", each -> each.vpcId() + "/" + each.privateAddress());

    public static final Table<NetworkInterface> INTERFACES = new Table<>(
            "ec2_network_interface",
            NetworkInterface.class,
            NetworkInterface::id,
            List.of(INTERFACES_BY_VPC, INTERFACES_BY_SUBNET, INTERFACES_BY_OWNER, INTERFACES_BY_ADDRESS));

    public static final Table<ElasticAddress> ADDRESSES =
            new Table<>("ec2_address", ElasticAddress.class, ElasticAddress::id, List.of());

    public static final Index<NatGateway> NAT_GATEWAYS_BY_VPC = new Index<>("vpc", NatGateway::vpcId);
    public static final Table<NatGateway> NAT_GATEWAYS =
            new Table<>("ec2_nat_gateway", NatGateway.class, NatGateway::id, List.of(NAT_GATEWAYS_BY_VPC));

    /** Keyed by name. */
    public static final Table<KeyPair> KEY_PAIRS = new Table<>("ec2_key_pair", KeyPair.class, KeyPair::name, List.of());

    public static final Table<Image> IMAGES = new Table<>("ec2_image", Image.class, Image::id, List.of());

    public static final Index<Instance> INSTANCES_BY_CLIENT_TOKEN =
            new Index<>("client_token", each -> each.launch().clientToken());
    public static final Table<Instance> INSTANCES =
            new Table<>("ec2_instance", Instance.class, Instance::id, List.of(INSTANCES_BY_CLIENT_TOKEN));

    public static final Index<LaunchTemplate> LAUNCH_TEMPLATES_BY_NAME = new Index<>("name", LaunchTemplate::name);
    public static final Table<LaunchTemplate> LAUNCH_TEMPLATES = new Table<>(
            "ec2_launch_template", LaunchTemplate.class, LaunchTemplate::id, List.of(LAUNCH_TEMPLATES_BY_NAME));

    /** Counts public addresses given out. */
    public static final String PUBLIC_ADDRESS_SEQUENCE = "ec2_public_address";

    private Ec2Tables() {}
}
