package io.moorage.mounthelper;

import io.moorage.base.sigv4.SigningCredentials;
import io.moorage.base.tls.OneKeyManager;
import io.moorage.base.tls.TrustedRoot;
import io.moorage.efswire.CertificateMaker;
import io.moorage.nfsclient.TransportSecurity;
import io.moorage.nfswire.tls.TlsChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * TLS to a mount target, every connection with a new certificate: it tells the access point and carries the signature of
 * who vouches for the mount, and is good for hours only.
 */
final class EfsSecurity implements TransportSecurity {
    /** Shared by the server with every instance; and where Debian and Amazon Linux keep what they trust. */
    private static final List<Path> AUTHORITIES = List.of(
            Path.of("/opt/moorage/ca.pem"),
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"));

    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final int NFS_PORT = 2049;

    private final EfsTarget target;
    private final Optional<EfsCredentials> credentials;
    private final KeyPair key;
    private final CertificateMaker certificates;
    private final boolean verify;
    private final TrustManager[] trust;
    private final InstantSource clock;

    private EfsSecurity(
            EfsTarget target,
            EfsOptions options,
            Optional<EfsCredentials> credentials,
            KeyPair key,
            String hostName,
            TrustManager[] trust,
            InstantSource clock) {
        this.target = target;
        this.credentials = credentials;
        this.key = key;
        this.certificates = new CertificateMaker(key, hostName, target.fileSystemId(), options.accessPoint());
        this.verify = options.verify();
        this.trust = trust;
        this.clock = clock;
    }

    /** @param credentials there exactly with the option {@code iam} */
    static EfsSecurity of(
            EfsTarget target,
            EfsOptions options,
            Optional<EfsCredentials> credentials,
            String hostName,
            InstantSource clock)
            throws MountFailure {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            TrustManager[] trust = options.verify()
                    ? TrustedRoot.managers(authorities(options))
                    : new TrustManager[] {new AnyCertificate()};
            return new EfsSecurity(target, options, credentials, generator.generateKeyPair(), hostName, trust, clock);
        } catch (IOException | GeneralSecurityException e) {
            throw MountFailure.failed("TLS cannot be prepared: " + e.getMessage());
        }
    }

    private static Path authorities(EfsOptions options) throws IOException {
        if (options.authorities().isPresent()) {
            return options.authorities().get();
        }
        return AUTHORITIES.stream()
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() -> new IOException("no file of trusted authorities among " + AUTHORITIES));
    }

    @Override
    public TlsChannel secure(SocketChannel connected) throws IOException {
        Optional<SigningCredentials> vouching = Optional.empty();
        if (credentials.isPresent()) {
            vouching = Optional.of(credentials.get().get());
        }
        try {
            X509Certificate certificate = certificates.make(vouching, target.region(), clock.instant());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new OneKeyManager(key.getPrivate(), certificate)}, trust, null);
            SSLEngine engine = context.createSSLEngine(target.dnsName(), NFS_PORT);
            engine.setUseClientMode(true);
            if (verify) {
                SSLParameters parameters = engine.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                engine.setSSLParameters(parameters);
            }
            TlsChannel tls = new TlsChannel(connected, engine);
            tls.handshake(HANDSHAKE);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS: " + e.getMessage(), e);
        }
    }
}
