package io.moorage.server.keys;

import io.moorage.ec2.imds.RsaIdentitySigner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The RSA key of this installation that signs instance identity documents. */
public final class IdentityKey {
    private static final int KEY_BITS = 2048;
    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(3650);
    private static final String ALGORITHM = "SHA256withRSA";
    private static final String ENTRY = "identity";
    /** The file's permissions protect it. */
    private static final char[] NO_PASSWORD = new char[0];

    private IdentityKey() {}

    /** Reads the key and its certificate, which stand in one file, or makes them. */
    public static RsaIdentitySigner open(KeyFiles files, SecureRandom random, Instant now)
            throws IOException, GeneralSecurityException {
        byte[] kept = files.readOrMake("identity.p12", () -> make(random, now));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(kept), NO_PASSWORD);
        return new RsaIdentitySigner(
                (PrivateKey) store.getKey(ENTRY, NO_PASSWORD), (X509Certificate) store.getCertificate(ENTRY));
    }

    private static byte[] make(SecureRandom random, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS, random);
            KeyPair pair = generator.generateKeyPair();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry(ENTRY, pair.getPrivate(), NO_PASSWORD, new Certificate[] {selfSigned(pair, now)});
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, NO_PASSWORD);
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make the key for identity documents", e);
        }
    }

    private static X509Certificate selfSigned(KeyPair pair, Instant now) throws GeneralSecurityException {
        X500Principal name = new X500Principal("CN=Moorage instance identity");
        try {
            ContentSigner signer = new JcaContentSignerBuilder(ALGORITHM).build(pair.getPrivate());
            return new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    name,
                                    BigInteger.valueOf(now.toEpochMilli()),
                                    Date.from(now),
                                    Date.from(now.plus(CERTIFICATE_LIFE)),
                                    name,
                                    pair.getPublic())
                            .build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
