package io.moorage.agent.volume;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where file servers are, by their names, over restarts of the agent: an agent that is started again while names do not resolve must
 * not take a file server that answers for one that is out of reach.
 */
final class ServerAddresses {
    private static final Logger LOG = System.getLogger(ServerAddresses.class.getName());

    private final Path file;
    private final Map<String, InetAddress> addresses = new ConcurrentHashMap<>();

    ServerAddresses(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try {
                Files.readAllLines(file).forEach(this::read);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "cannot read where file servers are: {0}", e.getMessage());
            }
        }
    }

    private void read(String line) {
        String[] fields = line.split(" ", 2);
        try {
            if (fields.length == 2) {
                addresses.put(fields[0], InetAddress.ofLiteral(fields[1]));
            }
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "no address of a file server: {0}", line);
        }
    }

    Optional<InetAddress> of(String host) {
        return Optional.ofNullable(addresses.get(host));
    }

    synchronized void note(String host, InetAddress address) {
        addresses.put(host, address);
        List<String> lines = addresses.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().getHostAddress())
                .toList();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot note where file servers are: {0}", e.getMessage());
        }
    }
}
