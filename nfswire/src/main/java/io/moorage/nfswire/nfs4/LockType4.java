package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;

/** nfs_lock_type4; the W types say that the client would wait. */
public enum LockType4 {
    READ_LT(1),
    WRITE_LT(2),
    READW_LT(3),
    WRITEW_LT(4);

    private final int number;

    LockType4(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public boolean exclusive() {
        return this == WRITE_LT || this == WRITEW_LT;
    }

    public static LockType4 decode(XdrReader in) throws XdrException {
        int number = in.int32();
        for (LockType4 value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new XdrException("not a LockType4: " + number);
    }
}
