package io.moorage.nfsserver.state;

import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.xdr.Opaque;
import java.util.ArrayList;
import java.util.List;

/** Who locks: a process of a client (RFC 7530 section 9.1.5). */
public final class LockOwner extends SeqidOwner {
    final Client client;
    final Opaque name;
    final List<LockState> states = new ArrayList<>();

    LockOwner(Client client, Opaque name) {
        this.client = client;
        this.name = name;
    }

    @Override
    boolean acceptsAny() {
        return false;
    }

    StateOwner4 onWire() {
        return new StateOwner4(client.id, name);
    }
}
