package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** settime4: the server's time or one the client gives. */
public sealed interface Settime4 {
    record ServerTime() implements Settime4 {}

    record ClientTime(Nfstime4 time) implements Settime4 {}

    default void encode(XdrWriter out) {
        switch (this) {
            case ServerTime() -> out.int32(0);
            case ClientTime(Nfstime4 time) -> {
                out.int32(1);
                time.encode(out);
            }
        }
    }

    static Settime4 decode(XdrReader in) throws XdrException {
        return in.bool() ? new ClientTime(Nfstime4.decode(in)) : new ServerTime();
    }
}
