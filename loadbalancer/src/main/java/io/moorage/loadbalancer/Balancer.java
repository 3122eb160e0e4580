package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.moorage.loadbalancer.control.InstanceTerms;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.http.RequestService;
import io.moorage.loadbalancer.proxy.ByteService;
import io.moorage.loadbalancer.proxy.Dialer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One load balancer as it was told last. Listeners that go on being told go on; connections through one that is told no more, or
 * otherwise, live to their end.
 */
final class Balancer implements AutoCloseable {
    private final EventLoopGroup loops;
    private final EventLoop checks;
    private final Encryption encryption;
    private final Checker checker;
    private final Backends backends = new Backends();
    private final Map<ListenerTerms, Channel> listening = new HashMap<>();
    private final Map<Integer, String> failing = new TreeMap<>();
    private volatile BalancerTerms terms;

    /** @param loops whose threads stand in the balancer's network namespace */
    Balancer(EventLoopGroup loops, Encryption encryption, BalancerTerms terms) {
        this.loops = loops;
        this.checks = loops.next();
        this.encryption = encryption;
        this.checker = new Checker(encryption.towardsInstances());
        this.terms = terms;
    }

    /** Returns when every listener listens or has failed to. */
    synchronized void tell(BalancerTerms told) throws InterruptedException {
        boolean sameWay =
                told.address().equals(terms.address()) && told.idleTimeout().equals(terms.idleTimeout());
        terms = told;
        List<Backend> before = backends.registered();
        backends.tell(told.instances(), told.crossZone());
        backends.registered().stream()
                .filter(backend -> !before.contains(backend))
                .forEach(backend -> checks.execute(() -> check(backend)));
        List<ListenerTerms> over = listening.keySet().stream()
                .filter(listener -> !sameWay || !told.listeners().contains(listener))
                .toList();
        for (ListenerTerms listener : over) {
            Channel channel = listening.remove(listener);
            if (channel != null) {
                var _ = channel.close().await();
            }
        }
        failing.clear();
        for (ListenerTerms listener : told.listeners()) {
            if (!listening.containsKey(listener)) {
                listen(listener);
            }
        }
    }

    private void listen(ListenerTerms listener) throws InterruptedException {
        ChannelInitializer<Channel> service;
        try {
            service = service(listener);
        } catch (IllegalArgumentException e) {
            failing.put(listener.port(), String.valueOf(e.getMessage()));
            return;
        }
        Promise<Channel> bound = checks.newPromise();
        // A socket belongs to the network namespace of the thread that makes it.
        checks.execute(() -> bind(listener, service, bound));
        bound.await();
        if (bound.isSuccess()) {
            listening.put(listener, bound.getNow());
        } else {
            failing.put(listener.port(), String.valueOf(bound.cause().getMessage()));
        }
    }

    private void bind(ListenerTerms listener, ChannelInitializer<Channel> service, Promise<Channel> bound) {
        ChannelFuture binding = new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, listener.protocol().requests())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.ALLOW_HALF_CLOSURE, !listener.protocol().requests())
                .childHandler(service)
                .bind(new InetSocketAddress(terms.address(), listener.port()));
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
        Optional<SslContext> towardsInstances =
                listener.instanceProtocol().encrypted() ? Optional.of(encryption.towardsInstances()) : Optional.empty();
        Dialer dialer = new Dialer(backends, listener, towardsInstances);
        return listener.protocol().requests()
                ? new RequestService(dialer, backends, listener, towardsClients, terms.idleTimeout())
                : new ByteService(dialer, listener, towardsClients, terms.idleTimeout());
    }

    /** Checks, and again an interval later, for as long as the instance is registered. */
    private void check(Backend backend) {
        if (!backends.registered().contains(backend) || checks.isShuttingDown()) {
            return;
        }
        HealthCheckTerms now = terms.healthCheck();
        checker.check(checks, backend.terms().address(), now).addListener(passed -> {
            backend.checked(Boolean.TRUE.equals(passed.getNow()), now);
            var _ = checks.schedule(() -> check(backend), now.interval().toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** Instance ids with what the checks say. */
    Map<String, Health> health() {
        return backends.registered().stream()
                .collect(Collectors.toMap(backend -> backend.terms().instanceId(), Backend::health, (one, _) -> one));
    }

    /** Ports that cannot be listened on, with the reason. */
    synchronized Map<Integer, String> failing() {
        return Map.copyOf(failing);
    }

    /** Cuts everything off. */
    @Override
    public synchronized void close() {
        listening.values().forEach(channel -> {
            var _ = channel.close();
        });
        listening.clear();
        backends.tell(List.<InstanceTerms>of(), true);
    }

    /** For tests and status: where the listener of a port really listens. */
    synchronized Optional<InetSocketAddress> address(int port) {
        return listening.entrySet().stream()
                .filter(entry -> entry.getKey().port() == port)
                .map(entry -> (InetSocketAddress) entry.getValue().localAddress())
                .findFirst();
    }
}
