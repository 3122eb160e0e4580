package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.ListenerTerms.Certificate;
import io.moorage.loadbalancer.control.ListenerTerms.Negotiation;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** TLS on either side. */
final class Encryption {
    private final SslContext towardsAnyInstance;

    Encryption() throws SSLException {
        this.towardsAnyInstance = SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm("")
                .build();
    }

    /**
     * Towards instances.
     *
     * @param keys of those that are spoken to; with none, any certificate will do (guide, "Listeners")
     * @throws IllegalArgumentException when there can be no such encryption
     */
    SslContext towardsInstances(List<String> keys) {
        if (keys.isEmpty()) {
            return towardsAnyInstance;
        }
        try {
            return SslContextBuilder.forClient()
                    .trustManager(new InstanceKeys(Set.copyOf(keys)))
                    .endpointIdentificationAlgorithm("")
                    .build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("instances cannot be authenticated: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException when the certificate and its key are none, or do not belong together */
    SslContext towardsClients(Certificate certificate) {
        Negotiation negotiation = certificate.negotiation();
        try {
            SslContextBuilder builder =
                    SslContextBuilder.forServer(stream(certificate.chain()), stream(certificate.key()));
            if (!negotiation.protocols().isEmpty()) {
                builder.protocols(negotiation.protocols());
            }
            if (!negotiation.ciphers().isEmpty()) {
                List<String> ciphers = negotiation.ciphers().stream()
                        .map(Ciphers::java)
                        .flatMap(Optional::stream)
                        .toList();
                builder.ciphers(ciphers, SupportedCipherSuiteFilter.INSTANCE);
            }
            return new Ordered(builder.build(), negotiation.ownOrder());
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the certificate cannot be used: " + e.getMessage(), e);
        }
    }

    private static InputStream stream(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whose order of ciphers counts (guide, "Server Order Preference"). */
    private static final class Ordered extends DelegatingSslContext {
        private final boolean own;

        Ordered(SslContext context, boolean own) {
            super(context);
            this.own = own;
        }

        @Override
        protected void initEngine(SSLEngine engine) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setUseCipherSuitesOrder(own);
            engine.setSSLParameters(parameters);
        }
    }
}
