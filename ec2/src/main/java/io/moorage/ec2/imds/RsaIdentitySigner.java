package io.moorage.ec2.imds;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/** Signs with an RSA key whose certificate verifiers have, such as that of Moorage's own authority. */
public final class RsaIdentitySigner implements IdentitySigner {
    private static final String ALGORITHM = "SHA256withRSA";

    private final PrivateKey key;
    private final X509Certificate certificate;

    public RsaIdentitySigner(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    @Override
    public byte[] sign(byte[] document) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(document);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the identity key cannot sign", e);
        }
    }

    @Override
    public boolean isSigned(byte[] document, byte[] given) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(certificate);
            signature.update(document);
            return signature.verify(given);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the identity key cannot verify", e);
        }
    }

    @Override
    public byte[] pkcs7(byte[] document) {
        try {
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder().build(ALGORITHM, key, certificate));
            return generator
                    .generate(new CMSProcessableByteArray(document), true)
                    .getEncoded();
        } catch (OperatorCreationException | CMSException | IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the identity key cannot sign", e);
        }
    }
}
