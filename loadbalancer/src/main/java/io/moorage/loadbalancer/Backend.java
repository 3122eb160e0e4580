package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.moorage.loadbalancer.control.InstanceTerms;
import io.moorage.loadbalancer.control.Response.InstanceStatus;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/** A registered instance with what is known of it and what it carries. Thread-safe. */
public final class Backend {
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile InstanceTerms terms;
    private volatile Health health = Health.UNCHECKED;

    /** Set once, by {@link #cut}: a connection that was being made then must not outlive it. */
    private volatile boolean gone;

    Backend(InstanceTerms terms) {
        this.terms = terms;
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
        return new InstanceStatus(health.state().name(), underWay.get());
    }

    /** Its address is what makes it itself; the rest may change. */
    void retell(InstanceTerms told) {
        this.terms = told;
    }

    /** Called by one checker only. */
    void checked(boolean passed, HealthCheckTerms check) {
        health = health.after(passed, check);
    }

    Chooser.Candidate candidate() {
        return new Chooser.Candidate(terms, health.inService(), underWay.get());
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
