package io.moorage.nfsclient;

/** Data the server acknowledged as UNSTABLE: kept to be sent again if it restarts before a COMMIT. Equal only to itself. */
final class Uncommitted {
    private static final int OVERHEAD_BYTES = 128;

    private final long offset;
    private final byte[] bytes;
    private final long verifier;

    /** @param verifier what the server gave with the WRITE (RFC 8881 section 18.32) */
    Uncommitted(long offset, byte[] bytes, long verifier) {
        this.offset = offset;
        this.bytes = bytes;
        this.verifier = verifier;
    }

    /** The memory that keeping so many bytes takes. */
    static int cost(int bytes) {
        return bytes + OVERHEAD_BYTES;
    }

    long offset() {
        return offset;
    }

    /** The bytes themselves, not a copy. */
    byte[] bytes() {
        return bytes;
    }

    long verifier() {
        return verifier;
    }
}
