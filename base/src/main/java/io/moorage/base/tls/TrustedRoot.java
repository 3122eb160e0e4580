package io.moorage.base.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts the authorities in a file: the control plane's private one. */
public final class TrustedRoot {
    private TrustedRoot() {}

    /** Empty where there is no such file: then the Java runtime's own authorities are asked. */
    public static Optional<SSLContext> of(Path pem) throws IOException, GeneralSecurityException {
        if (!Files.exists(pem)) {
            return Optional.empty();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers(pem), null);
        return Optional.of(context);
    }

    /** Trusts the certificates in a PEM file, one or more, and no others. */
    public static TrustManager[] managers(Path pem) throws IOException, GeneralSecurityException {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            int number = 0;
            for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                roots.setCertificateEntry("root-" + number++, root);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        return trust.getTrustManagers();
    }
}
