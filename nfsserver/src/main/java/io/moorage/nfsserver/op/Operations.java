package io.moorage.nfsserver.op;

import io.moorage.nfsserver.Dialect;
import io.moorage.nfsserver.View;
import io.moorage.nfsserver.state.NfsState;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.ACCESS4;
import io.moorage.nfswire.op.BACKCHANNEL_CTL4;
import io.moorage.nfswire.op.BIND_CONN_TO_SESSION4;
import io.moorage.nfswire.op.CLOSE4;
import io.moorage.nfswire.op.COMMIT4;
import io.moorage.nfswire.op.CREATE4;
import io.moorage.nfswire.op.CREATE_SESSION4;
import io.moorage.nfswire.op.DESTROY_CLIENTID4;
import io.moorage.nfswire.op.DESTROY_SESSION4;
import io.moorage.nfswire.op.EXCHANGE_ID4;
import io.moorage.nfswire.op.FREE_STATEID4;
import io.moorage.nfswire.op.GETATTR4;
import io.moorage.nfswire.op.LINK4;
import io.moorage.nfswire.op.LOCK4;
import io.moorage.nfswire.op.LOCKT4;
import io.moorage.nfswire.op.LOCKU4;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.nfswire.op.NVERIFY4;
import io.moorage.nfswire.op.NoArgs;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OPEN_CONFIRM4;
import io.moorage.nfswire.op.OPEN_DOWNGRADE4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.PUTFH4;
import io.moorage.nfswire.op.READ4;
import io.moorage.nfswire.op.READDIR4;
import io.moorage.nfswire.op.RECLAIM_COMPLETE4;
import io.moorage.nfswire.op.RELEASE_LOCKOWNER4;
import io.moorage.nfswire.op.REMOVE4;
import io.moorage.nfswire.op.RENAME4;
import io.moorage.nfswire.op.RENEW4;
import io.moorage.nfswire.op.SECINFO4;
import io.moorage.nfswire.op.SECINFO_NO_NAME4;
import io.moorage.nfswire.op.SEQUENCE4;
import io.moorage.nfswire.op.SETATTR4;
import io.moorage.nfswire.op.SETCLIENTID4;
import io.moorage.nfswire.op.SETCLIENTID_CONFIRM4;
import io.moorage.nfswire.op.TEST_STATEID4;
import io.moorage.nfswire.op.VERIFY4;
import io.moorage.nfswire.op.WRITE4;
import io.moorage.vfs.VirtualFileSystem;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Every operation of one file system, by its code. */
public final class Operations {
    private final Map<OpCode, Operation<Nfs4Args>> table = new EnumMap<>(OpCode.class);

    /**
     * @param fsid tells this file system from others of the same server
     * @param serverOwner names the server: the same for all its listeners, over restarts (RFC 8881 section 2.10.5)
     */
    public Operations(View view, NfsState state, Duration lease, Dialect dialect, long fsid, String serverOwner) {
        FileAttributes attributes = new FileAttributes(view, lease, fsid);
        AttributeComparison comparison = new AttributeComparison(attributes);
        Realm realm = new Realm(view.realm());
        add(OpCode.GETFH, NoArgs.class, new GETFH(view));
        add(OpCode.PUTFH, PUTFH4.Args.class, new PUTFH(view));
        add(OpCode.SETCLIENTID, SETCLIENTID4.Args.class, new SETCLIENTID(state.clients40(), realm));
        add(
                OpCode.EXCHANGE_ID,
                EXCHANGE_ID4.Args.class,
                new EXCHANGE_ID(state.clients41(), realm, realm.owner(serverOwner)));
        addNfs40(view.files(), state, dialect, attributes, comparison);
        addNfs41(view.files(), state);
    }

    Operation<Nfs4Args> of(OpCode op) throws Nfs4Exception {
        Operation<Nfs4Args> operation = table.get(op);
        if (operation == null) {
            throw new Nfs4Exception(Nfs4Status.NOTSUPP);
        }
        return operation;
    }

    private void addNfs40(
            VirtualFileSystem files,
            NfsState state,
            Dialect dialect,
            FileAttributes attributes,
            AttributeComparison comparison) {
        add(OpCode.ACCESS, ACCESS4.Args.class, new ACCESS(files));
        add(OpCode.CLOSE, CLOSE4.Args.class, new CLOSE(state.opens()));
        add(OpCode.COMMIT, COMMIT4.Args.class, new COMMIT(files));
        add(OpCode.CREATE, CREATE4.Args.class, new CREATE(files, dialect));
        add(OpCode.GETATTR, GETATTR4.Args.class, new GETATTR(attributes));
        add(OpCode.LINK, LINK4.Args.class, new LINK(files));
        add(OpCode.LOCK, LOCK4.Args.class, new LOCK(state.opens(), state.locks()));
        add(OpCode.LOCKT, LOCKT4.Args.class, new LOCKT(state.clients40(), state.locks()));
        add(OpCode.LOCKU, LOCKU4.Args.class, new LOCKU(state.locks()));
        add(OpCode.LOOKUP, LOOKUP4.Args.class, new LOOKUP(files));
        add(OpCode.LOOKUPP, NoArgs.class, new LOOKUPP(files));
        add(OpCode.NVERIFY, NVERIFY4.Args.class, new NVERIFY(comparison));
        add(OpCode.OPEN, OPEN4.Args.class, new OPEN(files, state.clients40(), state.opens(), dialect));
        add(OpCode.OPEN_CONFIRM, OPEN_CONFIRM4.Args.class, new OPEN_CONFIRM(state.opens()));
        add(OpCode.OPEN_DOWNGRADE, OPEN_DOWNGRADE4.Args.class, new OPEN_DOWNGRADE(state.opens()));
        add(OpCode.PUTPUBFH, NoArgs.class, new PUTROOTFH(files));
        add(OpCode.PUTROOTFH, NoArgs.class, new PUTROOTFH(files));
        add(OpCode.READ, READ4.Args.class, new READ(files, state.opens()));
        add(OpCode.READDIR, READDIR4.Args.class, new READDIR(files, attributes));
        add(OpCode.READLINK, NoArgs.class, new READLINK(files));
        add(OpCode.REMOVE, REMOVE4.Args.class, new REMOVE(files));
        add(OpCode.RENAME, RENAME4.Args.class, new RENAME(files));
        add(OpCode.RENEW, RENEW4.Args.class, new RENEW(state.clients40()));
        add(OpCode.RESTOREFH, NoArgs.class, new RESTOREFH());
        add(OpCode.SAVEFH, NoArgs.class, new SAVEFH());
        add(OpCode.SECINFO, SECINFO4.Args.class, new SECINFO(files));
        add(OpCode.SETATTR, SETATTR4.Args.class, new SETATTR(files, state.opens()));
        add(OpCode.SETCLIENTID_CONFIRM, SETCLIENTID_CONFIRM4.Args.class, new SETCLIENTID_CONFIRM(state.clients40()));
        add(OpCode.VERIFY, VERIFY4.Args.class, new VERIFY(comparison));
        add(OpCode.WRITE, WRITE4.Args.class, new WRITE(files, state.opens()));
        add(
                OpCode.RELEASE_LOCKOWNER,
                RELEASE_LOCKOWNER4.Args.class,
                new RELEASE_LOCKOWNER(state.clients40(), state.locks()));
    }

    private void addNfs41(VirtualFileSystem files, NfsState state) {
        add(OpCode.BACKCHANNEL_CTL, BACKCHANNEL_CTL4.Args.class, new BACKCHANNEL_CTL());
        add(OpCode.BIND_CONN_TO_SESSION, BIND_CONN_TO_SESSION4.Args.class, new BIND_CONN_TO_SESSION(state.sessions()));
        add(OpCode.CREATE_SESSION, CREATE_SESSION4.Args.class, new CREATE_SESSION(state.sessions()));
        add(OpCode.DESTROY_SESSION, DESTROY_SESSION4.Args.class, new DESTROY_SESSION(state.sessions()));
        add(OpCode.FREE_STATEID, FREE_STATEID4.Args.class, new FREE_STATEID(state.stateids()));
        add(OpCode.SECINFO_NO_NAME, SECINFO_NO_NAME4.Args.class, new SECINFO_NO_NAME(files));
        add(OpCode.SEQUENCE, SEQUENCE4.Args.class, new SEQUENCE(state.sessions()));
        add(OpCode.TEST_STATEID, TEST_STATEID4.Args.class, new TEST_STATEID(state.stateids()));
        add(OpCode.DESTROY_CLIENTID, DESTROY_CLIENTID4.Args.class, new DESTROY_CLIENTID(state.clients41()));
        add(OpCode.RECLAIM_COMPLETE, RECLAIM_COMPLETE4.Args.class, new RECLAIM_COMPLETE(state.clients41()));
    }

    private <A extends Nfs4Args> void add(OpCode op, Class<A> type, Operation<A> operation) {
        table.put(op, (args, compound) -> operation.execute(type.cast(args), compound));
    }
}
