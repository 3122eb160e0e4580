package io.moorage.nfsserver.transport;

import io.moorage.nfsserver.TrafficListing;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** The traffic of every address that one file system was asked from. */
public final class TrafficTable {
    private final ConcurrentHashMap<InetAddress, Traffic> byAddress = new ConcurrentHashMap<>();

    Traffic of(InetAddress address) {
        return byAddress.computeIfAbsent(address, Traffic::new);
    }

    /** In the order of the addresses' text. */
    public List<TrafficListing> list() {
        return byAddress.values().stream()
                .map(Traffic::listing)
                .sorted(Comparator.comparing(listing -> listing.address().getHostAddress()))
                .toList();
    }
}
