package io.moorage.ec2.network;

import io.moorage.ec2.network.VpcNetwork.Plug;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Networks without a machine: every plug is in. */
public final class SimulatedNetworks implements Networks {
    @Override
    public Set<Plug> apply(List<VpcNetwork> plan) {
        return plan.stream().flatMap(each -> each.plugs().stream()).collect(Collectors.toSet());
    }

    @Override
    public void removeAll() {
        // Nothing is there.
    }
}
