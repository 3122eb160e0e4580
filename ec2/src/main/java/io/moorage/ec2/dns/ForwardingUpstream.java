package io.moorage.ec2.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.xbill.DNS.Message;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

/** Forwards to the first of the host's own name servers. */
public final class ForwardingUpstream implements Upstream {
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final int AT_ONCE = 64;
    private static final int PORT = 53;

    private final List<Resolver> servers;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    public ForwardingUpstream(List<InetSocketAddress> servers) {
        this.servers = servers.stream().map(ForwardingUpstream::resolver).toList();
    }

    /** The servers a resolv.conf(5) file names; none when there is no such file. */
    public static ForwardingUpstream of(Path resolvConf) {
        try (Stream<String> lines = Files.lines(resolvConf)) {
            return new ForwardingUpstream(lines.map(String::strip)
                    .filter(line -> line.matches("nameserver\\s+[0-9a-fA-F.:]+"))
                    .map(line -> new InetSocketAddress(line.split("\\s+")[1], PORT))
                    .toList());
        } catch (IOException | UncheckedIOException e) {
            return new ForwardingUpstream(List.of());
        }
    }

    private static Resolver resolver(InetSocketAddress server) {
        var resolver = new SimpleResolver(server);
        resolver.setTimeout(BOUND);
        return resolver;
    }

    @Override
    public Message ask(Message query) throws IOException {
        if (servers.isEmpty() || !permits.tryAcquire()) {
            throw new IOException("no name server outside has time");
        }
        try {
            // One server gets the whole bound: who asks waits no longer than that.
            return servers.getFirst().send(query);
        } finally {
            permits.release();
        }
    }
}
