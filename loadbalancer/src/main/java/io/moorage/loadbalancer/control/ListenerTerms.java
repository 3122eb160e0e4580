package io.moorage.loadbalancer.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A port of a load balancer. Both sides carry bytes, or both carry requests.
 *
 * @param certificate there exactly when the protocol is encrypted
 * @param proxyProtocol whether instances are told the client's address in a line before the first byte (ProxyProtocolPolicyType)
 * @param stickiness null for none; only where requests are carried
 */
public record ListenerTerms(
        Protocol protocol,
        int port,
        Protocol instanceProtocol,
        int instancePort,
        @Nullable Certificate certificate,
        boolean proxyProtocol,
        @Nullable Stickiness stickiness) {
    public ListenerTerms {
        if (protocol.requests() != instanceProtocol.requests()) {
            throw new IllegalArgumentException(
                    "%s on one side and %s on the other".formatted(protocol, instanceProtocol));
        }
        if (protocol.encrypted() != (certificate != null)) {
            throw new IllegalArgumentException("a certificate is for SSL and HTTPS, and needed there");
        }
        if (stickiness != null && !protocol.requests()) {
            throw new IllegalArgumentException("stickiness is for HTTP and HTTPS");
        }
    }

    /**
     * A server certificate as IAM keeps it.
     *
     * @param chain PEM, the server's own first
     * @param key PEM, PKCS #8
     */
    public record Certificate(String chain, String key, Negotiation negotiation) {
        public Certificate {
            Objects.requireNonNull(chain, "chain");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(negotiation, "negotiation");
        }

        @Override
        public String toString() {
            return "Certificate[]";
        }
    }

    /**
     * What clients may agree on (SSLNegotiationPolicyType), as far as there is such a thing here.
     *
     * @param protocols such as {@code TLSv1.2}; empty for those that are here
     * @param ciphers by AWS's names, best first; empty for those that are here
     * @param ownOrder whether {@code ciphers}' order counts, and not the client's (Server-Defined-Cipher-Order)
     */
    public record Negotiation(List<String> protocols, List<String> ciphers, boolean ownOrder) {
        public static final Negotiation ANY = new Negotiation(List.of(), List.of(), true);

        public Negotiation {
            protocols = List.copyOf(protocols);
            ciphers = List.copyOf(ciphers);
        }
    }

    /** Which instance a client's next requests go to. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Stickiness.Duration.class, name = "duration"),
        @JsonSubTypes.Type(value = Stickiness.Application.class, name = "application"),
    })
    public sealed interface Stickiness {
        /**
         * A cookie of the balancer's own, {@code AWSELB}.
         *
         * @param expirationSeconds null for as long as the browser's session
         */
        record Duration(@Nullable Long expirationSeconds) implements Stickiness {}

        /** As long as a cookie of the application lives. */
        record Application(String cookieName) implements Stickiness {
            public Application {
                Objects.requireNonNull(cookieName, "cookieName");
            }
        }
    }
}
