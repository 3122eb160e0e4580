package io.moorage.nfswire.xdr;

import java.io.IOException;

/** A string whose bytes are not UTF-8: well-formed XDR with a wrong content, so not an {@link XdrException}. */
public final class BadUtf8Exception extends IOException {
    private static final long serialVersionUID = 1L;

    public BadUtf8Exception() {
        super("not UTF-8");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
