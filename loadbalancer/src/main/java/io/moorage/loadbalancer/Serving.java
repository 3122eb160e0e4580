package io.moorage.loadbalancer;

import io.moorage.loadbalancer.log.AccessLog;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.Optional;

/**
 * How clients of a listener are served, whatever it carries.
 *
 * @param name the load balancer's
 * @param encryption towards clients
 * @param clients gets every client's connection
 */
public record Serving(
        String name,
        Duration idleTimeout,
        Optional<SslContext> encryption,
        Meter meter,
        AccessLog log,
        ChannelGroup clients) {}
