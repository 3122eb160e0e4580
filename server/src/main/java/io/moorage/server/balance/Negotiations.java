package io.moorage.server.balance;

import io.moorage.loadbalancer.control.ListenerTerms.Negotiation;
import io.moorage.model.elb.Listener;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Policy;
import io.moorage.model.elb.Policy.Attribute;
import java.util.List;

/** What clients of a listener may agree on, by its policy of {@code SSLNegotiationPolicyType}. Pure. */
final class Negotiations {
    private static final String PROTOCOL = "Protocol-";
    private static final String OWN_ORDER = "Server-Defined-Cipher-Order";

    private Negotiations() {}

    static Negotiation of(LoadBalancer row, Listener listener) {
        return listener.policyNames().stream()
                .flatMap(name -> row.policy(name).stream())
                .filter(each -> each.type() == Policy.Type.SSL_NEGOTIATION)
                .findFirst()
                .map(Negotiations::of)
                .orElse(Negotiation.ANY);
    }

    private static Negotiation of(Policy policy) {
        List<String> on = policy.attributes().stream()
                .filter(each -> each.value().equals("true"))
                .map(Attribute::name)
                .toList();
        return new Negotiation(
                on.stream()
                        .filter(each -> each.startsWith(PROTOCOL))
                        .map(each -> each.substring(PROTOCOL.length()))
                        .toList(),
                on.stream()
                        .filter(each -> !each.startsWith(PROTOCOL) && !each.equals(OWN_ORDER))
                        .toList(),
                on.contains(OWN_ORDER));
    }
}
