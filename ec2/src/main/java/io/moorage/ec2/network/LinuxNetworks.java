package io.moorage.ec2.network;

import static java.util.stream.Collectors.toSet;

import io.moorage.ec2.network.VpcNetwork.Plug;
import io.moorage.posix.Namespaces;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Networks of Linux: network namespaces, veth pairs, routes and nftables. Needs root. */
public final class LinuxNetworks implements Networks {
    private static final Logger LOG = System.getLogger(LinuxNetworks.class.getName());

    private final NetworkNames names;
    private final HostNetwork host;
    private final VpcListeners listeners;
    private final Map<String, LinuxVpc> vpcs = new HashMap<>();

    public LinuxNetworks(NetworkNames names, VpcListeners listeners) {
        this.names = names;
        this.host = new HostNetwork(names);
        this.listeners = listeners;
    }

    @Override
    public Set<Plug> apply(List<VpcNetwork> plan) {
        removeOthers(plan.stream().map(VpcNetwork::namespace).collect(toSet()));
        try {
            host.apply(plan);
        } catch (NetworkException e) {
            LOG.log(Level.WARNING, "The host's side of the networks was not applied", e);
        }
        var plugged = new HashSet<Plug>();
        plan.forEach(each -> plugged.addAll(apply(each)));
        return plugged;
    }

    private Set<Plug> apply(VpcNetwork wanted) {
        LinuxVpc vpc = vpcs.computeIfAbsent(wanted.namespace(), LinuxVpc::new);
        try {
            vpc.prepare(wanted);
            host.route(wanted);
            if (vpc.announce()) {
                tell(() -> listeners.ready(namespace(wanted)));
            }
            vpc.plug(wanted.plugs());
        } catch (NetworkException e) {
            vpc.forget();
            host.forget();
            LOG.log(Level.WARNING, "The network of " + wanted.vpcId() + " was not applied in full", e);
        }
        return vpc.plugged();
    }

    private void removeOthers(Set<String> namespaces) {
        for (String each : LinuxVpc.namespaces()) {
            if (!names.vpcOf(each).isEmpty() && !namespaces.contains(each)) {
                remove(each);
            }
        }
    }

    private void remove(String namespace) {
        String vpcId = names.vpcOf(namespace);
        LinuxVpc known = vpcs.remove(namespace);
        if (known != null && known.announced()) {
            tell(() -> listeners.removed(known.namespace(vpcId)));
        }
        host.forget();
        LinuxVpc.remove(namespace, names.hostLink(vpcId));
    }

    @Override
    public void removeAll() {
        removeOthers(Set.of());
        host.remove();
    }

    private static VpcNamespace namespace(VpcNetwork wanted) {
        return new VpcNamespace(wanted.vpcId(), Namespaces.named(wanted.namespace()), wanted.resolver());
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A listener in a VPC's namespace failed", e);
        }
    }
}
