package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;

/** stable_how4: how durable a WRITE is. */
public enum StableHow4 {
    UNSTABLE4(0),
    DATA_SYNC4(1),
    FILE_SYNC4(2);

    private final int number;

    StableHow4(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static StableHow4 decode(XdrReader in) throws XdrException {
        int number = in.int32();
        for (StableHow4 value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new XdrException("not a StableHow4: " + number);
    }
}
