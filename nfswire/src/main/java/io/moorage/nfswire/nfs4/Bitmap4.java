package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** A set of attribute numbers 0 to 127 (bitmap4); larger numbers collapse into 127, which means nothing. */
public record Bitmap4(long low, long high) {
    public static final Bitmap4 EMPTY = new Bitmap4(0, 0);

    private static final int MAX_WORDS = 64;
    private static final Bitmap4 BEYOND = new Bitmap4(0, Long.MIN_VALUE);

    public static Bitmap4 of(Attribute<?>... attributes) {
        Bitmap4 all = EMPTY;
        for (Attribute<?> attribute : attributes) {
            all = all.with(attribute.number());
        }
        return all;
    }

    public Bitmap4 with(int bit) {
        return bit < 64 ? new Bitmap4(low | (1L << bit), high) : new Bitmap4(low, high | (1L << bit));
    }

    public boolean has(int bit) {
        return ((bit < 64 ? low >>> bit : high >>> bit) & 1) != 0;
    }

    public boolean has(Attribute<?> attribute) {
        return has(attribute.number());
    }

    public Bitmap4 and(Bitmap4 other) {
        return new Bitmap4(low & other.low, high & other.high);
    }

    public Bitmap4 or(Bitmap4 other) {
        return new Bitmap4(low | other.low, high | other.high);
    }

    public Bitmap4 minus(Bitmap4 other) {
        return new Bitmap4(low & ~other.low, high & ~other.high);
    }

    public boolean isEmpty() {
        return (low | high) == 0;
    }

    /** The smallest member not below {@code from}, or -1. */
    public int next(int from) {
        if (from < 64) {
            long rest = low & (-1L << from);
            if (rest != 0) {
                return Long.numberOfTrailingZeros(rest);
            }
        }
        long rest = from < 64 ? high : from < 128 ? high & (-1L << from) : 0;
        return rest == 0 ? -1 : 64 + Long.numberOfTrailingZeros(rest);
    }

    public void encode(XdrWriter out) {
        int words = high >>> 32 != 0 ? 4 : high != 0 ? 3 : low >>> 32 != 0 ? 2 : low != 0 ? 1 : 0;
        out.int32(words);
        for (int word = 0; word < words; word++) {
            out.int32((int) ((word < 2 ? low : high) >>> (32 * (word & 1))));
        }
    }

    public static Bitmap4 decode(XdrReader in) throws XdrException {
        int words = in.count(MAX_WORDS, 4);
        Bitmap4 all = EMPTY;
        for (int word = 0; word < words; word++) {
            long bits = in.uint32() << (32 * (word & 1));
            if (word < 2) {
                all = new Bitmap4(all.low | bits, 0);
            } else if (word < 4) {
                all = new Bitmap4(all.low, all.high | bits);
            } else if (bits != 0) {
                all = all.or(BEYOND);
            }
        }
        return all;
    }
}
