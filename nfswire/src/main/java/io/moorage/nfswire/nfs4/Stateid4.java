package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** stateid4: the sequence number and the twelve opaque bytes as a long and an int. */
public record Stateid4(int seqid, long high, int low) {
    /** All zeros: I/O without an open. */
    public static final Stateid4 ANONYMOUS = new Stateid4(0, 0, 0);

    /** All ones: a READ that bypasses locks. */
    public static final Stateid4 READ_BYPASS = new Stateid4(-1, -1, -1);

    /** RFC 8881 section 16.2.3.1.2: the stateid the operation before it in the COMPOUND gave. */
    public static final Stateid4 CURRENT = new Stateid4(1, 0, 0);

    /** RFC 8881 section 8.2.3: never valid. */
    public static final Stateid4 INVALID = new Stateid4(-1, 0, 0);

    /** True for the reserved ones, whose other field is all zeros or all ones. */
    public boolean isSpecial() {
        return (high == 0 && low == 0) || (high == -1 && low == -1);
    }

    public Stateid4 withSeqid(int newSeqid) {
        return new Stateid4(newSeqid, high, low);
    }

    public void encode(XdrWriter out) {
        out.int32(seqid).int64(high).int32(low);
    }

    public static Stateid4 decode(XdrReader in) throws XdrException {
        return new Stateid4(in.int32(), in.int64(), in.int32());
    }
}
