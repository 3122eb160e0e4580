package io.moorage.store;

import org.jspecify.annotations.Nullable;

/** The database under the store failed. Nothing of the transaction is visible unless the message says otherwise. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
