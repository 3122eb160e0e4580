package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;

/** nfs_ftype4. */
public enum NfsFtype4 {
    NF4REG(1),
    NF4DIR(2),
    NF4BLK(3),
    NF4CHR(4),
    NF4LNK(5),
    NF4SOCK(6),
    NF4FIFO(7),
    NF4ATTRDIR(8),
    NF4NAMEDATTR(9);

    private final int number;

    NfsFtype4(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static NfsFtype4 decode(XdrReader in) throws XdrException {
        int number = in.int32();
        for (NfsFtype4 value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new XdrException("not a NfsFtype4: " + number);
    }
}
