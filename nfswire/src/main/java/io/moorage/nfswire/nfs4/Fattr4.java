package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.nio.ByteBuffer;

/**
 * fattr4 as it stands on the wire: which attributes, and their values one after another, not yet looked at.
 *
 * @param values a view of the message, valid as long as that is; its position is never moved
 */
public record Fattr4(Bitmap4 mask, ByteBuffer values) {
    public static final Fattr4 EMPTY = new Fattr4(Bitmap4.EMPTY, ByteBuffer.allocate(0));

    public void encode(XdrWriter out) {
        mask.encode(out);
        out.slice(values);
    }

    public static Fattr4 decode(XdrReader in) throws XdrException {
        return new Fattr4(Bitmap4.decode(in), in.slice(Nfs4Limits.TEXT));
    }

    /**
     * The values by attribute.
     *
     * @throws Nfs4Exception ATTRNOTSUPP when an attribute is not in {@link Attribute}'s table, BADXDR when values and mask do
     *     not agree, INVAL when a string is not UTF-8
     */
    public AttributeValues parse() throws Nfs4Exception {
        return AttributeValues.parse(this);
    }
}
