package io.moorage.cli;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** This machine's IPv4 addresses, as its interfaces and routes have them. */
final class OwnAddresses {
    /** RFC 5737's documentation network: nobody is there, and nothing is sent. */
    private static final String FAR_AWAY = "192.0.2.1";

    private OwnAddresses() {}

    /** All but loopback and link-local ones. */
    static List<String> all() {
        List<String> own = new ArrayList<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                each.inetAddresses()
                        .filter(address -> address.getAddress().length == 4
                                && !address.isLoopbackAddress()
                                && !address.isLinkLocalAddress())
                        .forEach(address -> own.add(address.getHostAddress()));
            }
        } catch (SocketException e) {
            throw new UserError("this machine's addresses cannot be read: " + e.getMessage());
        }
        Collections.sort(own);
        return own;
    }

    /** The source address that the kernel takes for what leaves by the default route. */
    static Optional<String> ofDefaultRoute() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(FAR_AWAY), 9));
            InetAddress local = socket.getLocalAddress();
            return local.isAnyLocalAddress() || local.isLoopbackAddress()
                    ? Optional.empty()
                    : Optional.of(local.getHostAddress());
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
