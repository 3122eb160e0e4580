package io.moorage.server;

import io.moorage.awsapi.endpoint.AwsEndpoint;
import io.moorage.awsapi.tls.PrivateCa;
import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Gives the endpoint a new certificate long before the one it serves lapses, however long the server runs. */
final class CertificateRenewal implements AutoCloseable {
    private static final Logger LOG = System.getLogger(CertificateRenewal.class.getName());
    private static final Duration LOOK = Duration.ofHours(1);

    private final PrivateCa ca;
    private final List<String> names;
    private final AwsEndpoint endpoint;
    private final InstantSource clock;
    private final LoopThread loop;

    /** A new certificate is kept, and the endpoint does not serve it yet. */
    private boolean unserved;

    /** @param names what the certificate is for, see {@link PrivateCa#endpointNames} */
    CertificateRenewal(PrivateCa ca, List<String> names, AwsEndpoint endpoint, InstantSource clock) {
        this.ca = ca;
        this.names = List.copyOf(names);
        this.endpoint = endpoint;
        this.clock = clock;
        this.loop =
                new LoopThread("certificate-renewal", new Backoff(Duration.ofSeconds(10), LOOK), this::renewWhenDue);
    }

    void start() {
        loop.start();
    }

    /** Returns when to look again. Called by one thread at a time. */
    Duration renewWhenDue() {
        try {
            if (unserved || ca.isRenewalDue(names, clock.instant())) {
                unserved = true;
                endpoint.renewCertificate(ca.serverContext(names, clock.instant()));
                unserved = false;
                LOG.log(Level.INFO, "the endpoint's certificate was renewed");
            }
            return LOOK;
        } catch (IOException e) {
            throw new UncheckedIOException("the endpoint's certificate is not renewed: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the endpoint's certificate is not renewed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
