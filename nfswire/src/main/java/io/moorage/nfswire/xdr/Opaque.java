package io.moorage.nfswire.xdr;

import java.util.Arrays;
import java.util.HexFormat;

/** Opaque bytes that serve as a name: a file handle, an owner. Invariant: never changed after construction. */
public final class Opaque {
    private static final Opaque EMPTY = new Opaque(new byte[0]);

    private final byte[] bytes;
    private final int hash;

    private Opaque(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** Takes the array as it is; the caller gives it away. */
    public static Opaque of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Opaque(bytes);
    }

    /** The bytes themselves, not a copy: read only. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Opaque that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
