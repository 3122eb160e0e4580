package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrWriter;
import java.io.IOException;

/** What follows an operation's status on the wire. */
public interface Nfs4Result {
    /** Nothing follows. */
    Nfs4Result VOID = new Empty();

    /** @throws IOException when the body is produced while it is written, as READ's is, and that fails */
    void encode(XdrWriter out) throws IOException;

    record Empty() implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {}
    }
}
