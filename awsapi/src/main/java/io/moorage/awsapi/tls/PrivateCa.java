package io.moorage.awsapi.tls;

import io.moorage.base.tls.OneKeyManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * A certificate authority of this installation's own, trusted inside instances.
 *
 * <p>The root is made once and kept with its key in one directory, readable by the owner only; {@code ca.pem} is the part
 * to give away. The server's certificate is made from it when there is none, when it no longer fits, or when less than a
 * third of its life is left.
 */
public final class PrivateCa {
    private static final Duration ROOT_LIFE = Duration.ofDays(3650);
    private static final Duration SERVER_LIFE = Duration.ofDays(90);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private static final String SERVER = "server";

    private final PemDirectory files;
    private final KeyPair rootKey;
    private final X509Certificate root;
    private final SecureRandom random;

    private PrivateCa(PemDirectory files, KeyPair rootKey, X509Certificate root, SecureRandom random) {
        this.files = files;
        this.rootKey = rootKey;
        this.root = root;
        this.random = random;
    }

    /** Reads the root in {@code directory}, or makes it. */
    public static PrivateCa open(Path directory, Instant now, SecureRandom random)
            throws IOException, GeneralSecurityException {
        Files.createDirectories(directory);
        PemDirectory files = new PemDirectory(directory);
        if (files.has("ca")) {
            X509Certificate root = files.certificate("ca");
            return new PrivateCa(files, files.keyPair("ca", root), root, random);
        }
        KeyPair key = Certificates.newKeyPair(random);
        X509Certificate root = Certificates.root("Moorage private CA", key, now, now.plus(ROOT_LIFE), random);
        files.write("ca", root, key);
        return new PrivateCa(files, key, root, random);
    }

    /** The names of AWS's endpoints in {@code region} and of this machine's own, with the ports agents ask for. */
    public static List<String> endpointNames(String region, int port) {
        return List.of(
                "localhost",
                "*." + region + ".amazonaws.com",
                "*.amazonaws.com",
                "*.s3." + region + ".amazonaws.com",
                "*.s3.amazonaws.com",
                "127.0.0.1",
                "169.254.169.1",
                // The stock ECS agent verifies the WebSocket's certificate against "host:port".
                "127.0.0.1:" + port,
                "169.254.169.1:" + port,
                "localhost:" + port);
    }

    /** The names of every file system's mount targets (EFS user guide, "Mounting with a DNS name"), without the zone, as clients check them. */
    public static List<String> mountTargetNames(String region) {
        return List.of("*.efs." + region + ".amazonaws.com");
    }

    /** The root certificate's file, in PEM. */
    public Path rootFile() {
        return files.certificateFile("ca");
    }

    public X509Certificate root() {
        return root;
    }

    /**
     * A context with a certificate for {@code names}, the kept one while it is good.
     *
     * @param names DNS names, IPv4 addresses, and literal {@code host:port} names
     */
    public SSLContext serverContext(List<String> names, Instant now) throws IOException, GeneralSecurityException {
        keep(SERVER, names, now);
        X509Certificate certificate = files.certificate(SERVER);
        return context(files.keyPair(SERVER, certificate), certificate);
    }

    /** True when {@link #serverContext} would make a new certificate. */
    public boolean isRenewalDue(List<String> names, Instant now) throws IOException, GeneralSecurityException {
        return isRenewalDue(SERVER, names, now);
    }

    /**
     * Sees to it that {@code <file>.pem} and {@code <file>-key.pem} in the directory are a good certificate for {@code
     * names} and its key: another process serves with them, and reads them again when they change.
     *
     * @return true when a new one was made
     */
    public boolean keep(String file, List<String> names, Instant now) throws IOException, GeneralSecurityException {
        if (!isRenewalDue(file, names, now)) {
            return false;
        }
        KeyPair key = Certificates.newKeyPair(random);
        files.write(file, Certificates.server(names, key, root, rootKey, now, now.plus(SERVER_LIFE), random), key);
        return true;
    }

    private boolean isRenewalDue(String file, List<String> names, Instant now)
            throws IOException, GeneralSecurityException {
        return !files.has(file) || !isGood(files.certificate(file), names, now);
    }

    private boolean isGood(X509Certificate certificate, List<String> names, Instant now)
            throws GeneralSecurityException {
        return certificate.getNotAfter().toInstant().minus(RENEW_BEFORE).isAfter(now)
                && certificate.getNotBefore().toInstant().isBefore(now)
                && certificate.getIssuerX500Principal().equals(root.getSubjectX500Principal())
                && names(certificate).equals(names);
    }

    /** The alternative names, in order. Here, so that a start with a good certificate loads no class of Bouncy Castle. */
    static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? List.of()
                : names.stream().map(name -> String.valueOf(name.get(1))).toList();
    }

    private SSLContext context(KeyPair key, X509Certificate certificate) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        // Clients show no certificates; without this, the JDK would read its own list of authorities for a server.
        TrustManager[] nobody = {};
        context.init(new KeyManager[] {new OneKeyManager(key.getPrivate(), certificate, root)}, nobody, random);
        return context;
    }
}
