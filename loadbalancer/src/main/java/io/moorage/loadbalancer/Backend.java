package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.moorage.loadbalancer.control.InstanceTerms;
import io.moorage.loadbalancer.control.Response.InstanceStatus;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A registered instance with what is known of it and what it carries. Thread-safe. */
public final class Backend {
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile InstanceTerms terms;
    private volatile Health health = Health.UNCHECKED;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Service> service = new AtomicReference<>();

    /** Set once, by {@link #cut}: a connection that was being made then must not outlive it. */
    private volatile boolean gone;

    private final InetAddress address;

    /** A time in service; another begins when checks failed and pass again. */
    private record Service(Instant since, Optional<Instant> firstAnswer) {
        Service answered(Instant now) {
            return firstAnswer.isPresent() ? this : new Service(since, Optional.of(now));
        }
    }

    Backend(InstanceTerms terms, InstantSource clock) {
        this.terms = terms;
        this.clock = clock;
        // A literal, which nobody is asked for.
        this.address = new InetSocketAddress(terms.address(), 0).getAddress();
    }

    public InetAddress address() {
        return address;
    }

    public InstanceTerms terms() {
        return terms;
    }

    public boolean inService() {
        return health.inService();
    }

    Health health() {
        return health;
    }

    InstanceStatus status() {
        Service now = service.get();
        return new InstanceStatus(
                health.state().name(),
                underWay.get(),
                now == null ? null : now.since(),
                now == null ? null : now.firstAnswer().orElse(null));
    }

    /** Its address is what makes it itself; the rest may change. */
    void retell(InstanceTerms told) {
        this.terms = told;
    }

    /** Called by one checker only. */
    void checked(boolean passed, HealthCheckTerms check) {
        Health next = health.after(passed, check);
        if (next.inService() != health.inService()) {
            service.set(next.inService() ? new Service(clock.instant(), Optional.empty()) : null);
        }
        health = next;
    }

    /** It answered a client. */
    public void answered() {
        Service now = service.get();
        if (now != null && now.firstAnswer().isEmpty()) {
            service.compareAndSet(now, now.answered(clock.instant()));
        }
    }

    Chooser.Candidate<Backend> candidate() {
        InstanceTerms now = terms;
        return new Chooser.Candidate<>(this, now.zone(), now.draining(), health.inService(), underWay.get());
    }

    /** Counts a connection to it until the connection is closed, or closes it when the instance was cut meanwhile. */
    public void carries(Channel channel) {
        underWay.incrementAndGet();
        channels.add(channel);
        channel.closeFuture().addListener(_ -> underWay.decrementAndGet());
        if (gone) {
            var _ = channel.close();
        }
    }

    /** Ends every connection at once. */
    void cut() {
        gone = true;
        var _ = channels.close();
    }
}
