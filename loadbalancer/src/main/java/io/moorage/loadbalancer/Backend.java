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

/** A registered instance with what is known of it and what it carries. Thread-safe. */
public final class Backend {
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile InstanceTerms terms;
    private volatile Health health = Health.UNCHECKED;
    private final InstantSource clock;

    /** Written under this. */
    private volatile Service service = Service.NONE;

    /** Set once, by {@link #cut}: a connection that was being made then must not outlive it. */
    private volatile boolean gone;

    private final InetAddress address;

    /**
     * A time in service, or the time before one: where nobody is in service clients are led to whom they reach, and their first answer
     * counts. Another begins when checks failed.
     */
    private record Service(Optional<Instant> since, Optional<Instant> firstAnswer) {
        static final Service NONE = new Service(Optional.empty(), Optional.empty());

        Service answered(Instant now) {
            return firstAnswer.isPresent() ? this : new Service(since, Optional.of(now));
        }

        Service checked(boolean passed, Instant now) {
            return passed ? new Service(Optional.of(now), firstAnswer) : NONE;
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
        Service now = service;
        return new InstanceStatus(
                health.state().name(),
                underWay.get(),
                now.since().orElse(null),
                now.firstAnswer().orElse(null));
    }

    /** Its address is what makes it itself; the rest may change. */
    void retell(InstanceTerms told) {
        this.terms = told;
    }

    /** Called by one checker only. */
    void checked(boolean passed, HealthCheckTerms check) {
        Health next = health.after(passed, check);
        if (next.inService() != health.inService()) {
            Instant now = clock.instant();
            synchronized (this) {
                service = service.checked(next.inService(), now);
            }
        }
        health = next;
    }

    /** It answered a client. */
    public void answered() {
        if (service.firstAnswer().isEmpty()) {
            Instant now = clock.instant();
            synchronized (this) {
                service = service.answered(now);
            }
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
