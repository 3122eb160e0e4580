package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.ListenerTerms.Certificate;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;

/** TLS on either side. */
final class Encryption {
    private final SslContext towardsInstances;

    Encryption() throws SSLException {
        // Back-end authentication is a policy of its own; without one, any certificate will do (guide, "Listeners").
        this.towardsInstances = SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm("")
                .build();
    }

    SslContext towardsInstances() {
        return towardsInstances;
    }

    /** @throws IllegalArgumentException when the certificate and its key are none, or do not belong together */
    SslContext towardsClients(Certificate certificate) {
        try {
            return SslContextBuilder.forServer(stream(certificate.chain()), stream(certificate.key()))
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the certificate cannot be used: " + e.getMessage(), e);
        }
    }

    private static InputStream stream(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
