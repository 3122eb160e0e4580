package io.moorage.ec2.network;

import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.NetworkInterface.Owner;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** From what is wanted and which machines run to the networks there should be. Pure. */
public final class NetworkPlanner {
    private final NetworkNames names;

    public NetworkPlanner(NetworkNames names) {
        this.names = names;
    }

    /**
     * A network for each VPC that has interfaces; the others need none.
     *
     * @param pids of running machines, by instance id
     */
    public List<VpcNetwork> plan(ReadView view, Map<String, Integer> pids) {
        var planned = new ArrayList<VpcNetwork>();
        for (Vpc vpc : view.all(Ec2Tables.VPCS)) {
            Collection<NetworkInterface> interfaces =
                    view.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_VPC, vpc.id());
            if (!interfaces.isEmpty()) {
                boolean free = planned.stream().noneMatch(each -> each.cidr().overlaps(vpc.cidr()));
                planned.add(plan(view, vpc, interfaces, pids, free));
            }
        }
        return planned;
    }

    private VpcNetwork plan(
            ReadView view,
            Vpc vpc,
            Collection<NetworkInterface> interfaces,
            Map<String, Integer> pids,
            boolean reachableFromHost) {
        var local = new HashSet<>(ServiceAddresses.in(vpc));
        var plugs = new HashSet<VpcNetwork.Plug>();
        for (Subnet subnet : view.by(Ec2Tables.SUBNETS, Ec2Tables.SUBNETS_BY_VPC, vpc.id())) {
            local.add(subnet.router());
        }
        for (NetworkInterface each : interfaces) {
            Integer pid = pids.get(each.owner().resourceId());
            if (each.belongsTo(Owner.Kind.EFS_MOUNT_TARGET) || each.belongsTo(Owner.Kind.ELB)) {
                local.add(each.privateAddress());
            } else if (pid != null) {
                plugs.add(plug(view, each, pid));
            }
        }
        WaysOut out = WaysOut.of(view, interfaces);
        return new VpcNetwork(
                vpc.id(),
                vpc.cidr(),
                vpc.resolver(),
                names.namespace(vpc.id()),
                names.hostLink(vpc.id()),
                reachableFromHost,
                local,
                plugs,
                out.addresses(),
                new Ruleset(
                                vpc,
                                interfaces,
                                out,
                                view.by(Ec2Tables.SECURITY_GROUPS, Ec2Tables.SECURITY_GROUPS_BY_VPC, vpc.id()))
                        .text());
    }

    private static VpcNetwork.Plug plug(ReadView view, NetworkInterface each, int pid) {
        Subnet subnet = view.find(Ec2Tables.SUBNETS, each.subnetId()).orElseThrow();
        Cidr cidr = subnet.cidr();
        return new VpcNetwork.Plug(
                each.owner().resourceId(),
                pid,
                NetworkNames.instanceLink(each.id()),
                each.belongsTo(Owner.Kind.ECS_TASK) ? NetworkNames.taskDevice(each.id()) : VpcNetwork.Plug.PRIMARY,
                each.macAddress(),
                each.privateAddress(),
                cidr.prefix(),
                subnet.router());
    }
}
