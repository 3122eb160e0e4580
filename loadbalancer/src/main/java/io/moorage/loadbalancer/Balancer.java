package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.moorage.loadbalancer.control.InstanceTerms;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.control.Response.BalancerStatus;
import io.moorage.loadbalancer.http.RequestService;
import io.moorage.loadbalancer.log.AccessLog;
import io.moorage.loadbalancer.proxy.ByteService;
import io.moorage.loadbalancer.proxy.Dialer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One load balancer as it was told last. Listeners that go on being told go on; connections through one that is told no more, or
 * otherwise, live to their end.
 */
final class Balancer implements AutoCloseable {
    private static final Duration BIND_BOUND = Duration.ofSeconds(5);

    private final EventLoopGroup loops;
    private final EventLoop checks;
    private final Encryption encryption;
    private final Backends backends;

    /** A socket of each event loop. */
    private final Map<Place, List<Channel>> listening = new HashMap<>();

    private final List<String> failing = new ArrayList<>();
    private final Meter meter = new Meter();
    private final AccessLog log;

    /** Connections of clients. */
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private volatile BalancerTerms terms;
    private volatile SslContext towardsChecked;

    /** Where clients are listened for. */
    private record Place(ListenerTerms listener, String address) {}

    /** @param loops whose threads stand in the balancer's network namespace */
    Balancer(EventLoopGroup loops, Encryption encryption, AccessLog log, InstantSource clock, BalancerTerms terms) {
        this.backends = new Backends(clock);
        this.loops = loops;
        this.checks = loops.next();
        this.encryption = encryption;
        this.log = log;
        this.terms = terms;
        this.towardsChecked = towardsChecked(terms);
    }

    /** Returns when every listener listens or has failed to. */
    synchronized void tell(BalancerTerms told) throws InterruptedException {
        boolean sameWay = told.addresses().getFirst().equals(terms.addresses().getFirst())
                && told.idleTimeout().equals(terms.idleTimeout())
                && told.instanceKeys().equals(terms.instanceKeys());
        if (!sameWay || told.healthCheck().port() != terms.healthCheck().port()) {
            towardsChecked = towardsChecked(told);
        }
        terms = told;
        log.tell(told.accessLog());
        List<Backend> before = backends.registered();
        backends.tell(told.instances(), told.crossZone());
        backends.registered().stream()
                .filter(backend -> !before.contains(backend))
                .forEach(backend -> checks.execute(() -> check(backend)));
        List<Place> wanted = told.listeners().stream()
                .flatMap(listener -> told.addresses().stream().map(address -> new Place(listener, address)))
                .toList();
        for (Place each : List.copyOf(listening.keySet())) {
            List<Channel> sockets = listening.getOrDefault(each, List.of());
            if (!(sameWay && wanted.contains(each) && sockets.stream().allMatch(Channel::isOpen))) {
                listening.remove(each);
                close(sockets);
            }
        }
        failing.clear();
        for (Place each : wanted) {
            if (!listening.containsKey(each)) {
                listen(each);
            }
        }
    }

    private SslContext towardsChecked(BalancerTerms told) {
        return encryption.towardsInstances(told.keysOf(told.healthCheck().port()));
    }

    private static void close(List<Channel> sockets) throws InterruptedException {
        for (Channel each : sockets) {
            var _ = each.close().await();
        }
    }

    private void listen(Place place) throws InterruptedException {
        ChannelInitializer<Channel> service;
        try {
            service = service(place.listener());
        } catch (IllegalArgumentException e) {
            failing.add(words(place, e));
            return;
        }
        List<Channel> sockets = new ArrayList<>();
        InetSocketAddress address =
                new InetSocketAddress(place.address(), place.listener().port());
        for (EventExecutor loop : loops) {
            Promise<Channel> bound = GlobalEventExecutor.INSTANCE.newPromise();
            InetSocketAddress at = address;
            // A socket belongs to the network namespace of the thread that makes it.
            loop.execute(() -> bind((EventLoop) loop, at, place.listener(), service, bound));
            Throwable problem = bound.await(BIND_BOUND.toMillis(), TimeUnit.MILLISECONDS)
                    ? bound.cause()
                    : new TimeoutException("no answer within " + BIND_BOUND);
            if (problem != null) {
                failing.add(words(place, problem));
                close(sockets);
                return;
            }
            sockets.add(bound.getNow());
            // The system's choice, where it has one, is the others' too.
            address = (InetSocketAddress) bound.getNow().localAddress();
        }
        listening.put(place, List.copyOf(sockets));
    }

    private static String words(Place place, Throwable cause) {
        return "port " + place.listener().port() + " of " + place.address() + ": " + cause.getMessage();
    }

    /**
     * Each loop has a socket of its own, among which the kernel shares out who comes (socket(7), SO_REUSEPORT): a short connection
     * costs no thread the waking of another.
     */
    private static void bind(
            EventLoop loop,
            InetSocketAddress address,
            ListenerTerms listener,
            ChannelInitializer<Channel> service,
            Promise<Channel> bound) {
        ChannelFuture binding = new ServerBootstrap()
                .group(loop)
                .channelFactory(() -> new EpollServerSocketChannel(SocketProtocolFamily.INET))
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(EpollChannelOption.SO_REUSEPORT, true)
                .childOption(ChannelOption.AUTO_READ, listener.protocol().requests())
                .childOption(
                        ChannelOption.ALLOW_HALF_CLOSURE, !listener.protocol().requests())
                .childHandler(service)
                .bind(address);
        binding.addListener(done -> {
            if (done.isSuccess()) {
                bound.setSuccess(binding.channel());
            } else {
                bound.setFailure(done.cause());
            }
        });
    }

    private ChannelInitializer<Channel> service(ListenerTerms listener) {
        Optional<SslContext> towardsClients =
                Optional.ofNullable(listener.certificate()).map(encryption::towardsClients);
        Optional<SslContext> towardsInstances = listener.instanceProtocol().encrypted()
                ? Optional.of(encryption.towardsInstances(terms.keysOf(listener.instancePort())))
                : Optional.empty();
        Dialer dialer = new Dialer(backends, terms.addresses().getFirst(), listener, towardsInstances, meter);
        Serving serving = new Serving(terms.name(), terms.idleTimeout(), towardsClients, meter, log, clients);
        return listener.protocol().requests()
                ? new RequestService(dialer, backends, listener, serving)
                : new ByteService(dialer, listener, serving);
    }

    /** Checks, and again an interval later, for as long as the instance is registered. */
    private void check(Backend backend) {
        if (!backends.registered().contains(backend) || checks.isShuttingDown()) {
            return;
        }
        HealthCheckTerms now = terms.healthCheck();
        Checker.check(checks, terms.addresses().getFirst(), backend.terms().address(), now, towardsChecked)
                .addListener(passed -> {
                    backend.checked(Boolean.TRUE.equals(passed.getNow()), now);
                    var _ = checks.schedule(() -> check(backend), now.interval().toMillis(), TimeUnit.MILLISECONDS);
                });
    }

    /** Instance ids with what the checks say. */
    Map<String, Health> health() {
        return backends.registered().stream()
                .collect(Collectors.toMap(backend -> backend.terms().instanceId(), Backend::health, (one, _) -> one));
    }

    BalancerStatus status() {
        return new BalancerStatus(
                backends.registered().stream()
                        .collect(Collectors.toMap(
                                backend -> backend.terms().instanceId(), Backend::status, (one, _) -> one)),
                meter.counts());
    }

    /** What of the terms is not so, in words; mostly ports that cannot be listened on. */
    synchronized List<String> failing() {
        return Stream.concat(failing.stream(), log.problem().stream()).toList();
    }

    /** Has the access log be what it was told. */
    void writeLog() {
        log.write();
    }

    /** Cuts everything off. */
    @Override
    public synchronized void close() {
        listening.values().stream().flatMap(List::stream).forEach(channel -> {
            var _ = channel.close();
        });
        listening.clear();
        backends.tell(List.<InstanceTerms>of(), true);
        var _ = clients.close();
    }

    /** For tests and status: where the listener of a port really listens. */
    synchronized Optional<InetSocketAddress> address(int port) {
        return listening.entrySet().stream()
                .filter(entry -> entry.getKey().listener().port() == port)
                .map(entry -> (InetSocketAddress) entry.getValue().getFirst().localAddress())
                .findFirst();
    }
}
