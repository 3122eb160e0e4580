package io.moorage.vfs;

import java.io.IOException;

/** A refusal by a file system. Carries no stack trace: refusals are ordinary answers on the hot path. */
public final class VfsException extends IOException {
    private static final long serialVersionUID = 1L;

    private final VfsError error;

    public VfsException(VfsError error) {
        this(error, error.name());
    }

    public VfsException(VfsError error, String message) {
        super(message);
        this.error = error;
    }

    public VfsError error() {
        return error;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
