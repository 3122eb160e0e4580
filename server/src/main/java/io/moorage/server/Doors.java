package io.moorage.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The addresses beside loopback on which the API answers, to issued keys only. Those that were opened while the server ran are
 * opened again by the next one.
 */
final class Doors {
    private static final Logger LOG = System.getLogger(Doors.class.getName());

    private final Path file;
    private final int port;
    private final Opening opening;
    private final Set<String> open = new TreeSet<>();

    /** Listens on an address, or says why not. */
    @FunctionalInterface
    interface Opening {
        void listen(InetSocketAddress address) throws IOException;
    }

    /** @param file remembers, one address a line */
    Doors(Path file, int port, Opening opening) {
        this.file = file;
        this.port = port;
        this.opening = opening;
    }

    /** What the last server had open; an address that this machine has lost is told and left out. */
    synchronized void openAgain() throws IOException {
        for (String address : remembered()) {
            try {
                listen(address);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the API does not answer at {0}: {1}", address, e.getMessage());
            }
        }
    }

    /**
     * Opens one address, or with {@code 0.0.0.0} every IPv4 address that this machine has now. Does nothing where it is open.
     *
     * @param address a literal, no name
     * @throws IllegalArgumentException when it is none, or loopback, where the API answers anyway
     */
    synchronized void open(String address) throws IOException {
        InetAddress literal = literal(address);
        if (literal.isLoopbackAddress()) {
            throw new IllegalArgumentException("the API answers on loopback anyway; name another address");
        }
        Collection<String> wanted = literal.isAnyLocalAddress() ? ownAddresses() : List.of(literal.getHostAddress());
        for (String each : wanted) {
            listen(each);
        }
        Set<String> all = new TreeSet<>(remembered());
        all.addAll(wanted);
        Files.createDirectories(file.getParent());
        Files.write(file, all);
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "address must be an IP address of this machine, not \"" + address + "\"", e);
        }
    }

    private void listen(String address) throws IOException {
        if (!open.contains(address)) {
            opening.listen(new InetSocketAddress(InetAddress.ofLiteral(address), port));
            open.add(address);
        }
    }

    private List<String> remembered() throws IOException {
        try {
            return Files.readAllLines(file).stream()
                    .filter(each -> !each.isBlank())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Addresses on which the API answers, beside loopback. */
    synchronized List<String> list() {
        return List.copyOf(open);
    }

    private static Set<String> ownAddresses() {
        Set<String> own = new TreeSet<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                each.inetAddresses()
                        .filter(address -> address.getAddress().length == 4
                                && !address.isLoopbackAddress()
                                && !address.isLinkLocalAddress())
                        .forEach(address -> own.add(address.getHostAddress()));
            }
        } catch (SocketException e) {
            throw new UncheckedIOException("this machine's addresses cannot be read", e);
        }
        return own;
    }
}
