package io.moorage.nfswire.xdr;

import java.io.IOException;

/** Bytes that are not the XDR they should be. Carries no stack trace: hostile input must cost little. */
public final class XdrException extends IOException {
    private static final long serialVersionUID = 1L;

    public XdrException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
