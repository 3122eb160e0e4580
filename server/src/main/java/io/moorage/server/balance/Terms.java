package io.moorage.server.balance;

import io.moorage.ec2.network.NetworkNames;
import io.moorage.elb.Balancers.Declared;
import io.moorage.elb.Certificates.Certificate;
import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.moorage.loadbalancer.control.InstanceTerms;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.control.ListenerTerms.Negotiation;
import io.moorage.loadbalancer.control.ListenerTerms.Stickiness;
import io.moorage.loadbalancer.control.Protocol;
import io.moorage.model.elb.HealthCheck;
import io.moorage.model.elb.Listener;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Policy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Load balancers in the terms of the process that is them. Pure. */
record Terms(NetworkNames names, AccessLogFiles logs) {
    BalancerTerms of(Declared told) {
        LoadBalancer row = told.loadBalancer();
        return new BalancerTerms(
                row.name(),
                names.namespace(row.vpcId()),
                told.addresses(),
                row.listeners().stream()
                        .map(each -> listener(row, each, told.certificates()))
                        .toList(),
                told.targets().stream()
                        .map(each -> new InstanceTerms(each.instanceId(), each.address(), each.zone(), each.draining()))
                        .toList(),
                check(row.healthCheck()),
                row.attributes().crossZone(),
                Duration.ofSeconds(row.attributes().idleTimeout()),
                row.backEnds().stream()
                        .collect(Collectors.toMap(
                                LoadBalancer.BackEnd::instancePort, each -> row.instanceKeys(each.instancePort()))),
                row.attributes()
                        .accessLog()
                        .map(each -> logs.of(row.name(), each))
                        .orElse(null));
    }

    private static HealthCheckTerms check(HealthCheck check) {
        return new HealthCheckTerms(
                protocol(check.protocol()),
                check.port(),
                check.path(),
                Duration.ofSeconds(check.interval()),
                Duration.ofSeconds(check.timeout()),
                check.healthyThreshold(),
                check.unhealthyThreshold());
    }

    private static ListenerTerms listener(LoadBalancer row, Listener listener, Map<String, Certificate> certificates) {
        return new ListenerTerms(
                protocol(listener.protocol()),
                listener.port(),
                protocol(listener.instanceProtocol()),
                listener.instancePort(),
                certificate(row, listener, certificates),
                proxyProtocol(row, listener.instancePort()),
                stickiness(row, listener));
    }

    private static Protocol protocol(io.moorage.model.elb.Protocol protocol) {
        return switch (protocol) {
            case TCP -> Protocol.TCP;
            case SSL -> Protocol.SSL;
            case HTTP -> Protocol.HTTP;
            case HTTPS -> Protocol.HTTPS;
        };
    }

    /** One that was deleted is shown as none, which the listener then fails for. */
    private static ListenerTerms.@Nullable Certificate certificate(
            LoadBalancer row, Listener listener, Map<String, Certificate> certificates) {
        if (listener.certificateId().isEmpty()) {
            return null;
        }
        Certificate found = certificates.get(listener.certificateId().get());
        return found == null
                ? new ListenerTerms.Certificate("", "", Negotiation.ANY)
                : new ListenerTerms.Certificate(found.chain(), found.key(), Negotiations.of(row, listener));
    }

    private static boolean proxyProtocol(LoadBalancer row, int instancePort) {
        return row.backEndPolicies(instancePort).stream()
                .flatMap(name -> row.policy(name).stream())
                .anyMatch(each ->
                        each.attribute("ProxyProtocol").filter("true"::equals).isPresent());
    }

    private static @Nullable Stickiness stickiness(LoadBalancer row, Listener listener) {
        Optional<Policy> policy = listener.policyNames().stream()
                .flatMap(name -> row.policy(name).stream())
                .filter(each -> each.type().isSticky())
                .findFirst();
        return policy.map(each -> switch (each.type()) {
                    case APP_COOKIE_STICKINESS ->
                        new Stickiness.Application(each.attribute("CookieName").orElse(""));
                    case LB_COOKIE_STICKINESS ->
                        new Stickiness.Duration(each.attribute("CookieExpirationPeriod")
                                .map(Long::valueOf)
                                .orElse(null));
                    case PROXY_PROTOCOL, SSL_NEGOTIATION, BACKEND_AUTHENTICATION, PUBLIC_KEY ->
                        throw new IllegalStateException(each.name() + " is about something else");
                })
                .orElse(null);
    }
}
