package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** specdata4: a device's major and minor numbers. */
public record Specdata4(int major, int minor) {
    public void encode(XdrWriter out) {
        out.int32(major).int32(minor);
    }

    public static Specdata4 decode(XdrReader in) throws XdrException {
        return new Specdata4(in.int32(), in.int32());
    }
}
