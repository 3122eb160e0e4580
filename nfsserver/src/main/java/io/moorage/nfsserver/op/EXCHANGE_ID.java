package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Clients41;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.EXCHANGE_ID4;
import io.moorage.nfswire.xdr.Opaque;
import java.io.IOException;

/** Announces a client (RFC 8881 section 18.35). */
final class EXCHANGE_ID implements Operation<EXCHANGE_ID4.Args> {
    private static final int KNOWN_FLAGS = EXCHANGE_ID4.FLAG_SUPP_MOVED_REFER
            | EXCHANGE_ID4.FLAG_SUPP_MOVED_MIGR
            | EXCHANGE_ID4.FLAG_BIND_PRINC_STATEID
            | EXCHANGE_ID4.FLAG_MASK_PNFS
            | EXCHANGE_ID4.FLAG_UPD_CONFIRMED_REC_A;

    private final Clients41 clients;
    private final Realm realm;
    private final Opaque serverOwner;

    EXCHANGE_ID(Clients41 clients, Realm realm, Opaque serverOwner) {
        this.clients = clients;
        this.realm = realm;
        this.serverOwner = serverOwner;
    }

    @Override
    public Nfs4Result execute(EXCHANGE_ID4.Args args, Compound compound) throws IOException {
        if ((args.flags() & ~KNOWN_FLAGS) != 0) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "unknown flags");
        }
        switch (args.protect()) {
            case SP4_NONE -> {}
            case SP4_MACH_CRED -> throw new Nfs4Exception(Nfs4Status.INVAL, "needs RPCSEC_GSS");
            case SP4_SSV -> throw new Nfs4Exception(Nfs4Status.ENCR_ALG_UNSUPP);
        }
        compound.host().mayBlock();
        Clients41.Announced announced = clients.announce(
                realm.client(1, args.ownerId()),
                args.verifier(),
                compound.principal(),
                compound.address(),
                (args.flags() & EXCHANGE_ID4.FLAG_UPD_CONFIRMED_REC_A) != 0);
        int flags = EXCHANGE_ID4.FLAG_USE_NON_PNFS | (announced.confirmed() ? EXCHANGE_ID4.FLAG_CONFIRMED_R : 0);
        return new EXCHANGE_ID4.Ok(
                announced.clientId(), announced.sequence(), flags, 0, serverOwner, serverOwner, null);
    }
}
