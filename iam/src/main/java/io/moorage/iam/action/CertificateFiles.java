package io.moorage.iam.action;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and its key as they are uploaded, in PEM (IAM user guide, "Manage server certificates in IAM": formats,
 * validity, an unencrypted key, the order of the chain).
 *
 * @param key PEM, PKCS #8, whatever form it was uploaded in
 */
record CertificateFiles(String key, Instant expiration) {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** @throws io.moorage.awsapi.AwsException in IAM's words when they are none, or do not belong together */
    static CertificateFiles read(String body, Optional<String> chain, String key, Instant now) {
        List<X509Certificate> own = certificates(body);
        if (own.size() != 1) {
            throw Refusal.malformedCertificate(
                    "Unable to parse certificate. Please ensure the certificate is in PEM format.");
        }
        X509Certificate certificate = own.getFirst();
        if (now.isBefore(certificate.getNotBefore().toInstant())
                || !now.isBefore(certificate.getNotAfter().toInstant())) {
            throw Refusal.malformedCertificate("The certificate must be valid at the time of upload; it is from "
                    + certificate.getNotBefore().toInstant() + " to "
                    + certificate.getNotAfter().toInstant() + ".");
        }
        PrivateKey secret = key(key);
        if (!belongTogether(secret, certificate.getPublicKey())) {
            throw Refusal.keyPairMismatch("The private key does not match the public key of the certificate.");
        }
        chain.ifPresent(each -> requireOrder(certificate, certificates(each)));
        return new CertificateFiles(pem(secret), certificate.getNotAfter().toInstant());
    }

    private static List<X509Certificate> certificates(String pem) {
        List<X509Certificate> found = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object each = next(parser); each != null; each = next(parser)) {
                if (!(each instanceof X509CertificateHolder holder)) {
                    return List.of();
                }
                found.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
        } catch (IOException | GeneralSecurityException e) {
            return List.of();
        }
        return found;
    }

    /** The parser throws a runtime exception at some bytes that are no PEM. */
    private static @Nullable Object next(PEMParser parser) throws IOException {
        try {
            return parser.readObject();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IOException(e);
        }
    }

    private static void requireOrder(X509Certificate certificate, List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw Refusal.malformedCertificate(
                    "Unable to parse certificate chain. Please ensure that it is in PEM format.");
        }
        X509Certificate signed = certificate;
        for (int i = 0; i < chain.size(); i++) {
            try {
                signed.verify(chain.get(i).getPublicKey());
            } catch (GeneralSecurityException e) {
                throw Refusal.malformedCertificate("Unable to validate certificate chain. The certificate chain must "
                        + "start with the immediate signing certificate, followed by any intermediaries in order. The "
                        + "index within the chain of the invalid certificate is: " + i);
            }
            signed = chain.get(i);
        }
    }

    /** PKCS #8, or the older forms of RSA and elliptic curve keys; none that needs a passphrase. */
    private static PrivateKey key(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object each = next(parser); each != null; each = next(parser)) {
                PrivateKeyInfo info =
                        switch (each) {
                            case PEMKeyPair pair -> pair.getPrivateKeyInfo();
                            case PrivateKeyInfo plain -> plain;
                            default -> null;
                        };
                if (info != null) {
                    return new JcaPEMKeyConverter().getPrivateKey(info);
                }
            }
        } catch (IOException e) {
            throw noKey();
        }
        throw noKey();
    }

    private static RuntimeException noKey() {
        return Refusal.malformedCertificate(
                "Unable to parse private key. It must be in PEM format, and not encrypted by a passphrase.");
    }

    /** Whether what one signs the other verifies. */
    private static boolean belongTogether(PrivateKey secret, PublicKey open) {
        byte[] word = "moorage".getBytes(StandardCharsets.US_ASCII);
        try {
            if (!secret.getAlgorithm().replace("ECDSA", "EC").equals(open.getAlgorithm())) {
                return false;
            }
            Signature signature =
                    Signature.getInstance(open.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(secret);
            signature.update(word);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(word);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n" + LINES.encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
