package io.moorage.efswire;

/** A client certificate whose extensions are not what amazon-efs-utils would write. */
public final class MalformedCertificateException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedCertificateException(String message) {
        super(message, null, false, false);
    }
}
