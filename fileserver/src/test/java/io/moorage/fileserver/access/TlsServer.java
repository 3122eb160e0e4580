package io.moorage.fileserver.access;

import io.moorage.base.sigv4.CredentialScope;
import io.moorage.base.sigv4.SigV4;
import io.moorage.base.sigv4.SigningCredentials;
import io.moorage.base.tls.OneKeyManager;
import io.moorage.efswire.CertificateMaker;
import io.moorage.efswire.ConnectSignature;
import io.moorage.fileserver.TestCertificate;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.IdentityAnswer;
import io.moorage.fileserver.control.IdentityQuestion;
import io.moorage.nfsclient.NfsClientConfig;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.nfsclient.TransportSecurity;
import io.moorage.nfsserver.LeaseConfig;
import io.moorage.nfsserver.NfsFileSystemService;
import io.moorage.nfsserver.NfsLimits;
import io.moorage.nfsserver.NfsServer;
import io.moorage.nfswire.tls.TlsChannel;
import io.moorage.vfs.memory.MemoryFileSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A file system in memory, served in plain and in TLS on one port of loopback, and clients of it. */
final class TlsServer implements AutoCloseable {
    static final String FILE_SYSTEM = "fs-0123456789abcdef0";
    static final String ARN = "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/" + FILE_SYSTEM;
    static final String POINT = "fsap-0123456789abcdef0";
    static final String SECRET = "secret";

    final MemoryFileSystem files = new MemoryFileSystem(InstantSource.system(), 1);
    final AccessControl control;
    final TestAuthority authority = new TestAuthority();
    private final NfsServer server = new NfsServer(InstantSource.system(), new SecureRandom(), NfsLimits.DEFAULT);
    private final AtomicInteger clients = new AtomicInteger();
    final int port;

    /** Knows keys by their ids; may be away. */
    static final class TestAuthority implements Authority {
        final Map<String, List<String>> policies = new ConcurrentHashMap<>();
        final AtomicInteger asked = new AtomicInteger();
        volatile boolean away;

        @Override
        public IdentityAnswer ask(IdentityQuestion question) throws IOException {
            asked.incrementAndGet();
            if (away) {
                throw new IOException("away");
            }
            List<String> held = policies.get(question.accessKeyId());
            return new IdentityAnswer(held == null ? null : holder(question, held));
        }

        private static IdentityAnswer.Holder holder(IdentityQuestion question, List<String> policies) {
            CredentialScope scope = new CredentialScope(question.date(), question.region(), ConnectSignature.SERVICE);
            return new IdentityAnswer.Holder(
                    SigV4.signingKey(SECRET, scope),
                    "arn:aws:iam::123456789012:user/" + question.accessKeyId(),
                    "arn:aws:iam::123456789012:user/" + question.accessKeyId(),
                    "123456789012",
                    question.accessKeyId(),
                    false,
                    policies,
                    null,
                    null,
                    null);
        }
    }

    TlsServer(Path directory, @Nullable FileSystemTerms terms) throws Exception {
        Supplier<SSLEngine> tls = TestCertificate.make(directory);
        LeaseConfig lease = new LeaseConfig(Duration.ofSeconds(5), Duration.ofSeconds(5));
        NfsFileSystemService service =
                server.serve(FILE_SYSTEM, files, lease, Files.createDirectories(directory.resolve("recovery")));
        control = new AccessControl(
                FILE_SYSTEM,
                files,
                service::view,
                WriterGuards.none(),
                new AccessControl.Surroundings(authority, TlsServer::sealKey, InstantSource.system()),
                terms);
        ServerSocketChannel socket = ServerSocketChannel.open();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        service.listen(socket, "test", tls, control);
    }

    private static byte[] sealKey(String name) {
        return java.util.Arrays.copyOf(SigV4.hmac(new byte[32], name), 16);
    }

    static FileSystemTerms terms(@Nullable String policy, FileSystemTerms.AccessPoint... points) {
        return new FileSystemTerms(
                FILE_SYSTEM, "/data", ARN, false, policy, "bursting", null, false, null, List.of(points));
    }

    static FileSystemTerms.AccessPoint point(
            FileSystemTerms.@Nullable PosixUser user, String path, FileSystemTerms.@Nullable CreationInfo creation) {
        String arn = "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/" + POINT;
        return new FileSystemTerms.AccessPoint(POINT, arn, user, path, creation);
    }

    private NfsClientConfig config() {
        return NfsClientConfig.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                "/",
                "client " + clients.incrementAndGet(),
                1);
    }

    NfsFileSystem plain() throws IOException {
        return NfsFileSystem.connect(config());
    }

    NfsFileSystem with(PrivateKey key, X509Certificate certificate) throws IOException {
        return NfsFileSystem.connect(config().with(security(key, certificate)));
    }

    /** Connects as mount.efs does. */
    NfsFileSystem encrypted(Optional<String> accessPoint, Optional<SigningCredentials> credentials) throws Exception {
        return encrypted(FILE_SYSTEM, accessPoint, credentials, Instant.now());
    }

    NfsFileSystem encrypted(
            String fileSystem, Optional<String> accessPoint, Optional<SigningCredentials> credentials, Instant at)
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair key = generator.generateKeyPair();
        X509Certificate certificate =
                new CertificateMaker(key, "test", fileSystem, accessPoint).make(credentials, "us-east-1", at);
        return with(key.getPrivate(), certificate);
    }

    private static TransportSecurity security(PrivateKey key, X509Certificate certificate) {
        return channel -> {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(
                        new KeyManager[] {new OneKeyManager(key, certificate)},
                        new TrustManager[] {TestCertificate.trustAll()},
                        null);
                SSLEngine engine = context.createSSLEngine("localhost", 2049);
                engine.setUseClientMode(true);
                TlsChannel tls = new TlsChannel(channel, engine);
                tls.handshake(Duration.ofSeconds(10));
                return tls;
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        };
    }

    @Override
    public void close() throws IOException {
        server.close();
        files.close();
    }
}
