package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.posix.Namespaces;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Every load balancer of this process, as last told. Those in one network namespace share its threads. Thread-safe. */
public final class LoadBalancers implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LoadBalancers.class.getName());

    /** The process's own namespace, among the names of others. */
    private static final String OWN = "";

    private final int threadsPerNamespace;
    private final Encryption encryption;
    private final Map<String, EventLoopGroup> loops = new HashMap<>();
    private final Map<String, Balancer> balancers = new HashMap<>();

    public LoadBalancers(int threadsPerNamespace) throws SSLException {
        this.threadsPerNamespace = threadsPerNamespace;
        this.encryption = new Encryption();
    }

    /**
     * What became of a declaration, by load balancer.
     *
     * @param failing ports that cannot be listened on, with the reason
     */
    public record Declared(Map<String, Map<Integer, String>> failing) {}

    /** These load balancers and no others: the connections of one that is told no more are cut. */
    public synchronized Declared declare(List<BalancerTerms> told) throws InterruptedException {
        Map<String, BalancerTerms> wanted =
                told.stream().collect(Collectors.toMap(BalancerTerms::name, terms -> terms));
        for (String name : List.copyOf(balancers.keySet())) {
            if (!wanted.containsKey(name)) {
                close(name);
            }
        }
        Map<String, Map<Integer, String>> failing = new TreeMap<>();
        for (BalancerTerms terms : told) {
            Balancer balancer = balancers.get(terms.name());
            if (balancer == null) {
                balancer = new Balancer(loopsOf(terms), encryption, terms);
                balancers.put(terms.name(), balancer);
            }
            balancer.tell(terms);
            failing.put(terms.name(), balancer.failing());
        }
        return new Declared(failing);
    }

    private void close(String name) {
        Balancer balancer = balancers.remove(name);
        if (balancer != null) {
            balancer.close();
        }
    }

    private EventLoopGroup loopsOf(BalancerTerms terms) {
        String netns = terms.netns() == null ? OWN : terms.netns();
        return loops.computeIfAbsent(netns, this::threads);
    }

    private EventLoopGroup threads(String netns) {
        ThreadFactory inside = work -> Thread.ofPlatform()
                .daemon()
                .name("balance " + netns)
                .unstarted(netns.equals(OWN) ? work : Namespaces.staying(Namespaces.named(netns), work));
        return new MultiThreadIoEventLoopGroup(threadsPerNamespace, inside, EpollIoHandler.newFactory());
    }

    /** What the checks of one load balancer say, by instance id; empty when it was not told. */
    public synchronized Map<String, Health> health(String name) {
        Balancer balancer = balancers.get(name);
        return balancer == null ? Map.of() : balancer.health();
    }

    /** Where a listener listens; another port than was told when 0 was. */
    public synchronized Optional<InetSocketAddress> address(String name, int port) {
        return Optional.ofNullable(balancers.get(name)).flatMap(balancer -> balancer.address(port));
    }

    @Override
    public synchronized void close() {
        List.copyOf(balancers.keySet()).forEach(this::close);
        for (EventLoopGroup group : loops.values()) {
            boolean ended = group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
            if (!ended) {
                LOG.log(Level.WARNING, "threads of load balancers have not ended within 3 s");
            }
        }
        loops.clear();
    }
}
