package io.moorage.nfswire.nfs4;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An operation's refusal. Carries no stack trace: refusals are ordinary answers on the hot path. */
public final class Nfs4Exception extends IOException {
    private static final long serialVersionUID = 1L;

    private final Nfs4Status status;
    private final transient @Nullable Nfs4Result body;

    public Nfs4Exception(Nfs4Status status) {
        this(status, status.name(), null);
    }

    public Nfs4Exception(Nfs4Status status, String message) {
        this(status, message, null);
    }

    /** @param body what follows the status on the wire: LOCK's and LOCKT's denied, SETCLIENTID's client using */
    public Nfs4Exception(Nfs4Status status, Nfs4Result body) {
        this(status, status.name(), body);
    }

    private Nfs4Exception(Nfs4Status status, String message, @Nullable Nfs4Result body) {
        super(message);
        this.status = status;
        this.body = body;
    }

    public Nfs4Status status() {
        return status;
    }

    public @Nullable Nfs4Result body() {
        return body;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
