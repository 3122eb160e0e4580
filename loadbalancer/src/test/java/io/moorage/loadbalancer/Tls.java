package io.moorage.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.loadbalancer.control.ListenerTerms.Certificate;
import io.moorage.loadbalancer.control.ListenerTerms.Negotiation;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A P-256 certificate that OpenSSL signed by itself, with its key, both in PEM. */
record Tls(String chain, String key) {
    static Tls of(String name, Path directory) throws IOException, InterruptedException {
        Path chain = directory.resolve(name + ".pem");
        Path key = directory.resolve(name + "-key.pem");
        String command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN="
                + name + " -keyout " + key + " -out " + chain;
        Process openssl = new ProcessBuilder(command.split(" ", -1))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        assertThat(openssl.waitFor()).as("openssl req").isZero();
        return new Tls(Files.readString(chain), Files.readString(key));
    }

    Certificate certificate(Negotiation negotiation) {
        return new Certificate(chain, key, negotiation);
    }

    private X509Certificate x509() throws GeneralSecurityException {
        var bytes = new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
    }

    /** As a policy of public keys has it. */
    String publicKey() throws GeneralSecurityException {
        return Base64.getEncoder().encodeToString(x509().getPublicKey().getEncoded());
    }

    /** Of a server that shows the certificate. */
    SSLContext server() throws GeneralSecurityException, IOException {
        byte[] pkcs8 = Base64.getDecoder().decode(key.replaceAll("-----[A-Z ]+-----|\\s", ""));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "own",
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
                new char[0],
                new X509Certificate[] {x509()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Of a client that asks nobody who it is. */
    static SSLContext client() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        return context;
    }
}
