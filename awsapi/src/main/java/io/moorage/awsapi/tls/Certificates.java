package io.moorage.awsapi.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes X.509 certificates (RFC 5280) with P-256 keys. */
final class Certificates {
    /** Clocks inside instances may be a little behind. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private Certificates() {}

    static KeyPair newKeyPair(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    /** A self-signed root. Its serial number is part of its name, so that two installations' roots differ. */
    static X509Certificate root(String name, KeyPair key, Instant from, Instant to, SecureRandom random)
            throws GeneralSecurityException {
        BigInteger serial = serial(random);
        X500Principal subject = new X500Principal("CN=" + name + " " + serial.toString(16));
        try {
            X509v3CertificateBuilder builder = builder(subject, serial, from, to, subject, key)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return sign(builder, key);
        } catch (CertIOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    static X509Certificate server(
            List<String> names,
            KeyPair key,
            X509Certificate issuer,
            KeyPair issuerKey,
            Instant from,
            Instant to,
            SecureRandom random)
            throws GeneralSecurityException {
        GeneralName[] alternatives =
                names.stream().map(Certificates::generalName).toArray(GeneralName[]::new);
        X500Principal subject = new X500Principal("CN=" + names.getFirst());
        var extensions = new JcaX509ExtensionUtils();
        try {
            X509v3CertificateBuilder builder = builder(
                            issuer.getSubjectX500Principal(), serial(random), from, to, subject, key)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(issuerKey.getPublic()))
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            return sign(builder, issuerKey);
        } catch (CertIOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static GeneralName generalName(String name) {
        boolean address = name.matches("[0-9]+(\\.[0-9]+){3}");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static X509v3CertificateBuilder builder(
            X500Principal issuer, BigInteger serial, Instant from, Instant to, X500Principal subject, KeyPair key)
            throws CertIOException, GeneralSecurityException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(from.minus(BACKDATED)), Date.from(to), subject, key.getPublic());
        return builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key.getPublic()));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair issuerKey)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(127, random).setBit(126);
    }
}
