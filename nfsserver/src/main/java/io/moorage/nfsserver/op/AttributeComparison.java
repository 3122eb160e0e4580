package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import io.moorage.vfs.FileHandle;
import java.io.IOException;
import java.nio.ByteBuffer;

/** VERIFY's and NVERIFY's question. */
final class AttributeComparison {
    private final FileAttributes attributes;

    AttributeComparison(FileAttributes attributes) {
        this.attributes = attributes;
    }

    /** Compares encoded values, since an attribute has one encoding here. */
    boolean same(Fattr4 given, Compound compound) throws IOException {
        FileHandle file = compound.current();
        Bitmap4 mask = given.mask();
        if (!mask.and(FileAttributes.WRITE_ONLY).isEmpty() || mask.has(Attribute.RDATTR_ERROR)) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "an attribute that cannot be compared");
        }
        if (!mask.minus(FileAttributes.supported(compound.minorVersion())).isEmpty()) {
            throw new Nfs4Exception(Nfs4Status.ATTRNOTSUPP);
        }
        given.parse();
        XdrWriter out = new XdrWriter(ByteBuffer.allocate(Nfs4Limits.OPAQUE * 4));
        attributes.encode(mask, file, compound.attributes(), Nfs4Status.OK, compound.minorVersion(), out);
        XdrReader in = new XdrReader(out.buffer().flip());
        return Fattr4.decode(in).values().equals(given.values());
    }
}
