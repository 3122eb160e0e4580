package io.moorage.ec2.vpc;

import io.moorage.ec2.Ec2Config;
import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.InternetGateway;
import io.moorage.model.ec2.RouteTable;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.SecurityGroupRule;
import io.moorage.model.ec2.SecurityGroupRule.Peer;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a VPC is born with. */
public final class NewVpc {
    /** The block of every default VPC, and the size of its subnets (VPC user guide, "Default VPC components"). */
    private static final Cidr DEFAULT_BLOCK = new Cidr("172.31.0.0/16");

    private static final int DEFAULT_SUBNET_PREFIX = 20;

    private final Ec2Config config;
    private final RandomGenerator random;

    public NewVpc(Ec2Config config, RandomGenerator random) {
        this.config = config;
        this.random = random;
    }

    /** Writes the VPC with its main route table and its default security group. */
    public Vpc create(Transaction tx, Cidr cidr, boolean isDefault, Map<String, String> tags) {
        var vpc = new Vpc(Ec2Id.VPC.next(random), cidr, isDefault, true, isDefault, "default", tags);
        tx.insert(Ec2Tables.VPCS, vpc);
        var main = new RouteTable.Association(Ec2Id.ROUTE_TABLE_ASSOCIATION.next(random), Optional.empty());
        tx.insert(
                Ec2Tables.ROUTE_TABLES,
                new RouteTable(Ec2Id.ROUTE_TABLE.next(random), vpc.id(), List.of(main), List.of(), Map.of()));
        tx.insert(Ec2Tables.SECURITY_GROUPS, defaultGroup(vpc.id()));
        return vpc;
    }

    /** Writes the default VPC: a default subnet in each zone, and a gateway that the main route table leads to. */
    public Vpc createDefault(Transaction tx) {
        Vpc vpc = create(tx, DEFAULT_BLOCK, true, Map.of());
        long size = 1L << (32 - DEFAULT_SUBNET_PREFIX);
        for (int i = 0; i < config.zones().size(); i++) {
            String zone = config.zones().get(i);
            var block = new Cidr(DEFAULT_BLOCK.address(i * size) + "/" + DEFAULT_SUBNET_PREFIX);
            tx.insert(
                    Ec2Tables.SUBNETS,
                    new Subnet(
                            Ec2Id.SUBNET.next(random),
                            vpc.id(),
                            block,
                            zone,
                            config.zoneId(zone),
                            true,
                            true,
                            0,
                            Map.of()));
        }
        var gateway = new InternetGateway(Ec2Id.INTERNET_GATEWAY.next(random), Optional.of(vpc.id()), Map.of());
        tx.insert(Ec2Tables.INTERNET_GATEWAYS, gateway);
        RouteTable main = tx.by(Ec2Tables.ROUTE_TABLES, Ec2Tables.ROUTE_TABLES_BY_VPC, vpc.id())
                .iterator()
                .next();
        tx.update(Ec2Tables.ROUTE_TABLES, main.with(new RouteTable.Route(new Cidr("0.0.0.0/0"), gateway.id())));
        return vpc;
    }

    /** Everything in from its own members, everything out (VPC user guide, "Default security groups"). */
    private SecurityGroup defaultGroup(String vpcId) {
        String id = Ec2Id.SECURITY_GROUP.next(random);
        return new SecurityGroup(
                id,
                SecurityGroup.DEFAULT_NAME,
                "default VPC security group",
                vpcId,
                List.of(everything(new Peer(Peer.Kind.GROUP, id))),
                List.of(everythingOut()),
                Map.of());
    }

    /** The rule that every new group has for egress. */
    public SecurityGroupRule everythingOut() {
        return everything(new Peer(Peer.Kind.IPV4, "0.0.0.0/0"));
    }

    private SecurityGroupRule everything(Peer peer) {
        return new SecurityGroupRule(Ec2Id.SECURITY_GROUP_RULE.next(random), "-1", -1, -1, peer, "", Map.of());
    }
}
