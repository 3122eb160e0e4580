package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.GETATTR4;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileHandle;
import java.io.IOException;

/** Gives attributes (RFC 7530 section 16.7). */
final class GETATTR implements Operation<GETATTR4.Args> {
    private final FileAttributes attributes;

    GETATTR(FileAttributes attributes) {
        this.attributes = attributes;
    }

    @Override
    public Nfs4Result execute(GETATTR4.Args args, Compound compound) throws IOException {
        if (!args.request().and(FileAttributes.WRITE_ONLY).isEmpty()) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "an attribute that can only be set");
        }
        FileHandle file = compound.current();
        Attributes known = compound.attributes();
        return out -> attributes.encode(args.request(), file, known, Nfs4Status.OK, compound.minorVersion(), out);
    }
}
