package io.moorage.fileserver;

import io.moorage.base.tls.OneKeyManager;
import io.moorage.base.tls.PemFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The mount targets' side of TLS 1.2 and 1.3, by a certificate in a file that the control plane renews: read again when it
 * has changed. A client may show any certificate; what it says is judged later. Sessions are not taken up again, since a
 * client's next connection may be another's, by what its certificate says.
 */
final class ServerCertificate implements Supplier<SSLEngine> {
    private static final int SESSION_SECONDS = 1;

    private final Path certificateFile;
    private final Path keyFile;

    /** Guarded by this. */
    private @Nullable Loaded loaded;

    private record Loaded(FileTime changed, SSLContext context) {}

    /**
     * @param certificateFile in PEM, replaced as a whole, after the key
     * @param keyFile its private elliptic curve key, PKCS #8 in PEM
     */
    ServerCertificate(Path certificateFile, Path keyFile) {
        this.certificateFile = certificateFile;
        this.keyFile = keyFile;
    }

    /** @throws UncheckedIOException when there is no certificate */
    @Override
    public SSLEngine get() {
        SSLEngine engine = context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        engine.setWantClientAuth(true);
        return engine;
    }

    private synchronized SSLContext context() {
        try {
            FileTime changed = Files.getLastModifiedTime(certificateFile);
            Loaded last = loaded;
            if (last == null || !last.changed().equals(changed)) {
                last = new Loaded(changed, load());
                loaded = last;
            }
            return last.context();
        } catch (IOException e) {
            throw new UncheckedIOException("no certificate for TLS: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate in " + certificateFile + " cannot be used", e);
        }
    }

    private SSLContext load() throws IOException, GeneralSecurityException {
        X509Certificate certificate = PemFiles.certificate(certificateFile);
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] key = {new OneKeyManager(PemFiles.ellipticCurveKey(keyFile), certificate)};
        context.init(key, new TrustManager[] {new ClientCertificates()}, null);
        context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
        return context;
    }
}
