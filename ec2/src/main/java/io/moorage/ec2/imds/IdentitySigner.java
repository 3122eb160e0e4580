package io.moorage.ec2.imds;

/** Signs instance identity documents, so that others can verify where one came from. */
public interface IdentitySigner {
    /** An RSA signature over the SHA-256 of the document ({@code instance-identity/signature}), not encoded. */
    byte[] sign(byte[] document);

    /** Whether {@link #sign} made the signature of this document. */
    boolean isSigned(byte[] document, byte[] signature);

    /** A PKCS #7 SignedData holding the document and its signature ({@code instance-identity/pkcs7}), DER. */
    byte[] pkcs7(byte[] document);
}
