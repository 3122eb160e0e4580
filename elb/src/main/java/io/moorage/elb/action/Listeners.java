package io.moorage.elb.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.Listener;
import io.moorage.model.elb.Protocol;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Listeners as requests describe them (Classic Load Balancers guide, "Listener configurations"). */
record Listeners(Elb elb, ReadView view) {
    /** Elastic Load Balancing service quotas. */
    static final int MOST = 100;

    private static final int HIGHEST_PORT = 65_535;

    /** The present ones and those that are asked for; one that is there already is no other. */
    List<Listener> added(List<Listener> present, List<io.moorage.awsmodels.elb.Listener> asked) {
        List<Listener> listeners = new ArrayList<>(present);
        for (io.moorage.awsmodels.elb.Listener each : asked) {
            Listener listener = read(each);
            Optional<Listener> other = listeners.stream()
                    .filter(one -> one.port() == listener.port())
                    .findFirst();
            if (other.isEmpty()) {
                listeners.add(listener);
            } else if (!other.get().isSame(listener)) {
                throw new AwsException(
                        ElbOperations.ERROR_DUPLICATE_LISTENER_EXCEPTION,
                        "A listener already exists with LoadBalancerPort " + listener.port()
                                + ", but with a different InstancePort, Protocol, or SSLCertificateId");
            }
        }
        if (listeners.size() > MOST) {
            throw Refusal.configuration("A load balancer has at most " + MOST + " listeners.");
        }
        return listeners;
    }

    private Listener read(io.moorage.awsmodels.elb.Listener asked) {
        Protocol protocol = protocol(asked.protocol());
        Protocol inside =
                asked.instanceProtocol() == null || asked.instanceProtocol().isEmpty()
                        ? plain(protocol)
                        : protocol(asked.instanceProtocol());
        if (protocol.requests() != inside.requests()) {
            throw Refusal.configuration("The protocols of the listener and of the instances must be of the same layer: "
                    + protocol + " and " + inside + " are not.");
        }
        port(asked.loadBalancerPort(), "LoadBalancerPort");
        port(asked.instancePort(), "InstancePort");
        return new Listener(
                protocol,
                asked.loadBalancerPort(),
                inside,
                asked.instancePort(),
                certificate(protocol, asked.sslCertificateId()),
                protocol.encrypted() ? List.of(SslPolicies.DEFAULT) : List.of());
    }

    /** Where nothing is said of the instances, they are not spoken to in TLS. */
    private static Protocol plain(Protocol protocol) {
        return protocol.requests() ? Protocol.HTTP : Protocol.TCP;
    }

    static Protocol protocol(String word) {
        try {
            return Protocol.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new AwsException(
                    ElbOperations.ERROR_UNSUPPORTED_PROTOCOL_EXCEPTION,
                    "Unsupported protocol: " + word + ". It must be one of HTTP, HTTPS, TCP and SSL.");
        }
    }

    static void port(int port, String name) {
        if (port < 1 || port > HIGHEST_PORT) {
            throw Refusal.invalid(name + " must be between 1 and " + HIGHEST_PORT + ", not " + port);
        }
    }

    private Optional<String> certificate(Protocol protocol, @Nullable String asked) {
        Optional<String> arn = Optional.ofNullable(asked).filter(each -> !each.isEmpty());
        if (protocol.encrypted() && arn.isEmpty()) {
            throw Refusal.configuration("Secure Listeners need to specify a SSLCertificateId");
        }
        if (!protocol.encrypted() && arn.isPresent()) {
            throw Refusal.configuration("Listeners of " + protocol + " take no SSLCertificateId");
        }
        return arn.map(this::known);
    }

    /** The certificate's own name, when somebody keeps it. */
    String known(String arn) {
        if (elb.certificates().find(view, arn).isEmpty()) {
            throw Refusal.noCertificate(arn);
        }
        return arn;
    }
}
