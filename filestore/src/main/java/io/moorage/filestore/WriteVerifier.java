package io.moorage.filestore;

import java.util.concurrent.atomic.AtomicLong;

/** Changes whenever acknowledged unstable writes may have been lost: their clients must then send them again. Safe for many threads. */
final class WriteVerifier {
    private final AtomicLong value;

    /** @param first another one at every start */
    WriteVerifier(long first) {
        this.value = new AtomicLong(first);
    }

    long value() {
        return value.get();
    }

    /** A sync failed: the kernel may have thrown the unwritten pages away. */
    void lost() {
        value.incrementAndGet();
    }
}
