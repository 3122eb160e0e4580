package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.moorage.loadbalancer.control.InstanceTerms;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.control.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command line of {@code moorage loadbalancer}. */
sealed interface Options {
    String USAGE = """
            usage: moorage loadbalancer --control SOCKET
                   moorage loadbalancer [--protocol TCP|HTTP] --listen ADDRESS:PORT --instance ADDRESS:PORT...
            The first is how the server starts it. The second carries connections (TCP) or requests (HTTP) to instances that all have
            the same port, and checks every 5 seconds which of them take connections.""";

    /** Does what it is told over a Unix socket. */
    record Controlled(Path socket) implements Options {}

    /** One load balancer, as the command line has it. */
    record Standalone(BalancerTerms terms) implements Options {}

    /** @throws IllegalArgumentException for the user, in words */
    static Options parse(String[] arguments) {
        Optional<Path> control = Optional.empty();
        Optional<Endpoint> listen = Optional.empty();
        Protocol protocol = Protocol.TCP;
        List<Endpoint> instances = new ArrayList<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--control" -> control = Optional.of(Path.of(value));
                case "--listen" -> listen = Optional.of(Endpoint.of(value));
                case "--instance" -> instances.add(Endpoint.of(value));
                case "--protocol" -> protocol = plain(value);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        if (control.isPresent()) {
            return new Controlled(control.get());
        }
        Endpoint at = listen.orElseThrow(() -> new IllegalArgumentException("--control or --listen is needed"));
        return new Standalone(alone(protocol, at, instances));
    }

    private static Protocol plain(String word) {
        Protocol protocol = Protocol.valueOf(word);
        if (protocol.encrypted()) {
            throw new IllegalArgumentException("--protocol is TCP or HTTP");
        }
        return protocol;
    }

    private static BalancerTerms alone(Protocol protocol, Endpoint at, List<Endpoint> instances) {
        int port = instances.stream()
                .map(Endpoint::port)
                .distinct()
                .reduce((one, other) -> {
                    throw new IllegalArgumentException("instances have one port, not " + one + " and " + other);
                })
                .orElseThrow(() -> new IllegalArgumentException("--instance is needed"));
        return new BalancerTerms(
                "standalone",
                null,
                List.of(at.address()),
                List.of(new ListenerTerms(protocol, at.port(), protocol, port, null, false, null)),
                instances.stream()
                        .map(each -> new InstanceTerms(each.address(), each.address(), "zone", false))
                        .toList(),
                new HealthCheckTerms(Protocol.TCP, port, "", Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 2),
                true,
                Duration.ofSeconds(60));
    }

    /** An IPv4 address and a port. */
    record Endpoint(String address, int port) {
        static Endpoint of(String text) {
            int colon = text.lastIndexOf(':');
            if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
                throw new IllegalArgumentException("no ADDRESS:PORT: " + text);
            }
            return new Endpoint(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        }
    }
}
