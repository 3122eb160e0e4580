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

/** Gives the endpoint and the mount targets new certificates long before those they serve lapse, however long the server runs. */
final class CertificateRenewal implements AutoCloseable {
    private static final Logger LOG = System.getLogger(CertificateRenewal.class.getName());
    private static final Duration LOOK = Duration.ofHours(1);

    /** The file's name, which the file server is told. */
    private static final String MOUNT_TARGETS = "efs";

    private final PrivateCa ca;
    private final List<String> names;
    private final List<String> mountTargetNames;
    private final AwsEndpoint endpoint;
    private final InstantSource clock;
    private final LoopThread loop;

    /** A new certificate is kept, and the endpoint does not serve it yet. */
    private boolean unserved;

    /**
     * @param names what the endpoint's certificate is for, see {@link PrivateCa#endpointNames}
     * @param mountTargetNames and the mount targets', see {@link PrivateCa#mountTargetNames}
     */
    CertificateRenewal(
            PrivateCa ca,
            List<String> names,
            List<String> mountTargetNames,
            AwsEndpoint endpoint,
            InstantSource clock) {
        this.ca = ca;
        this.names = List.copyOf(names);
        this.mountTargetNames = List.copyOf(mountTargetNames);
        this.endpoint = endpoint;
        this.clock = clock;
        this.loop =
                new LoopThread("certificate-renewal", new Backoff(Duration.ofSeconds(10), LOOK), this::renewWhenDue);
    }

    /** @throws IOException when the mount targets' certificate cannot be kept */
    void start() throws IOException, GeneralSecurityException {
        ca.keep(MOUNT_TARGETS, mountTargetNames, clock.instant());
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
            if (ca.keep(MOUNT_TARGETS, mountTargetNames, clock.instant())) {
                LOG.log(Level.INFO, "the mount targets' certificate was renewed");
            }
            return LOOK;
        } catch (IOException e) {
            throw new UncheckedIOException("a certificate is not renewed: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate is not renewed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
