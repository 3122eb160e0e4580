package io.moorage.model.elb;

import java.util.List;
import java.util.Optional;

/**
 * A port of a load balancer (Elastic Load Balancing API, {@code Listener}). Both sides carry bytes, or both carry requests.
 *
 * @param certificateId ARN; there exactly when the protocol is encrypted
 * @param policyNames policies of the load balancer that hold for this port
 */
public record Listener(
        Protocol protocol,
        int port,
        Protocol instanceProtocol,
        int instancePort,
        Optional<String> certificateId,
        List<String> policyNames) {
    public Listener {
        policyNames = List.copyOf(policyNames);
    }

    public Listener withCertificate(String id) {
        return new Listener(protocol, port, instanceProtocol, instancePort, Optional.of(id), policyNames);
    }

    public Listener withPolicies(List<String> names) {
        return new Listener(protocol, port, instanceProtocol, instancePort, certificateId, names);
    }

    /** Whether the other listens on the same port for the same: creating it once more changes nothing. */
    public boolean isSame(Listener other) {
        return withPolicies(List.of()).equals(other.withPolicies(List.of()));
    }
}
