package io.moorage.ec2.network;

import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.NetworkInterface.Owner;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How what is in a VPC reaches the internet.
 *
 * @param open private addresses with the public ones that are theirs both ways
 * @param shared private addresses with those of NAT gateways, by which others only answer
 */
record WaysOut(Map<String, String> open, Map<String, String> shared) {
    static WaysOut of(ReadView view, Collection<NetworkInterface> interfaces) {
        var open = new TreeMap<String, String>();
        var shared = new TreeMap<String, String>();
        for (NetworkInterface each : interfaces) {
            if (each.belongsTo(Owner.Kind.NAT_GATEWAY)) {
                continue;
            }
            if (each.publicAddress().isPresent() && Routing.reachesInternet(view, each)) {
                open.put(each.privateAddress(), each.publicAddress().get());
            } else if (each.belongsTo(Owner.Kind.INSTANCE)) {
                Routing.natAddress(view, each).ifPresent(address -> shared.put(each.privateAddress(), address));
            }
        }
        return new WaysOut(open, shared);
    }

    /** Every public address that leads into the VPC. */
    Set<String> addresses() {
        var all = new HashSet<>(open.values());
        all.addAll(shared.values());
        return all;
    }

    /** Private addresses with the public ones under which the internet sees them. */
    Map<String, String> outward() {
        var all = new TreeMap<>(shared);
        all.putAll(open);
        return all;
    }
}
