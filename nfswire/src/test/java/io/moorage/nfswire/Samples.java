package io.moorage.nfswire;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.AttributeValues;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.ChangeInfo4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.LockDenied4;
import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.nfs4.Nfstime4;
import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.nfs4.Settime4;
import io.moorage.nfswire.nfs4.Specdata4;
import io.moorage.nfswire.nfs4.StableHow4;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.ACCESS4;
import io.moorage.nfswire.op.BACKCHANNEL_CTL4;
import io.moorage.nfswire.op.BIND_CONN_TO_SESSION4;
import io.moorage.nfswire.op.CLOSE4;
import io.moorage.nfswire.op.COMMIT4;
import io.moorage.nfswire.op.CREATE4;
import io.moorage.nfswire.op.CREATE_SESSION4;
import io.moorage.nfswire.op.CallbackSecParms4;
import io.moorage.nfswire.op.ChannelAttrs4;
import io.moorage.nfswire.op.Compound4.OpResult;
import io.moorage.nfswire.op.DESTROY_CLIENTID4;
import io.moorage.nfswire.op.DESTROY_SESSION4;
import io.moorage.nfswire.op.EXCHANGE_ID4;
import io.moorage.nfswire.op.FREE_STATEID4;
import io.moorage.nfswire.op.GETATTR4;
import io.moorage.nfswire.op.GETFH4;
import io.moorage.nfswire.op.LINK4;
import io.moorage.nfswire.op.LOCK4;
import io.moorage.nfswire.op.LOCKT4;
import io.moorage.nfswire.op.LOCKU4;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.nfswire.op.NVERIFY4;
import io.moorage.nfswire.op.NfsImplId4;
import io.moorage.nfswire.op.NoArgs;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OPEN_CONFIRM4;
import io.moorage.nfswire.op.OPEN_DOWNGRADE4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.PUTFH4;
import io.moorage.nfswire.op.READ4;
import io.moorage.nfswire.op.READDIR4;
import io.moorage.nfswire.op.READLINK4;
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
import io.moorage.nfswire.xdr.Opaque;
import java.nio.ByteBuffer;
import java.util.List;

/** One of every message. */
final class Samples {
    static final Stateid4 STATEID = new Stateid4(7, 0x0102030405060708L, 9);
    static final SessionId4 SESSION = new SessionId4(3, 4);
    static final Opaque HANDLE = Opaque.of(new byte[] {1, 2, 3});
    static final StateOwner4 OWNER = new StateOwner4(11, Opaque.of(new byte[] {5}));
    static final ChangeInfo4 CHANGE = new ChangeInfo4(true, 1, 2);
    static final ChannelAttrs4 CHANNEL = new ChannelAttrs4(0, 1, 2, 3, 4, 5);
    static final NfsImplId4 IMPLEMENTATION = new NfsImplId4("moorage.io", "test", new Nfstime4(1, 2));
    static final AttributeValues VALUES = new AttributeValues()
            .with(Attribute.SIZE, 42L)
            .with(Attribute.MODE, 0644)
            .with(Attribute.OWNER, "1000")
            .with(Attribute.TIME_MODIFY_SET, new Settime4.ClientTime(new Nfstime4(-1, 5)))
            .with(Attribute.SUPPATTR_EXCLCREAT, Bitmap4.of(Attribute.MODE));
    static final Fattr4 ATTRIBUTES = VALUES.toFattr4();
    static final ByteBuffer DATA = ByteBuffer.wrap(new byte[] {9, 8, 7, 6, 5});

    private Samples() {}

    static List<Nfs4Args> args() {
        return List.of(
                new ACCESS4.Args(0x3f),
                new CLOSE4.Args(1, STATEID),
                new COMMIT4.Args(0, 0),
                new CREATE4.Args(new CREATE4.ObjectType.Link("target"), "name", ATTRIBUTES),
                new CREATE4.Args(
                        new CREATE4.ObjectType.Device(NfsFtype4.NF4BLK, new Specdata4(1, 2)), "name", ATTRIBUTES),
                new CREATE4.Args(new CREATE4.ObjectType.Plain(NfsFtype4.NF4DIR), "näme", ATTRIBUTES),
                new GETATTR4.Args(Bitmap4.of(Attribute.TYPE, Attribute.MOUNTED_ON_FILEID)),
                new NoArgs(OpCode.GETFH),
                new LINK4.Args("other"),
                new LOCK4.Args(LockType4.WRITEW_LT, false, 1, -1, new LOCK4.Locker.NewOwner(1, STATEID, 2, OWNER)),
                new LOCK4.Args(LockType4.READ_LT, true, 1, 5, new LOCK4.Locker.KnownOwner(STATEID, 3)),
                new LOCKT4.Args(LockType4.READ_LT, 0, 1, OWNER),
                new LOCKU4.Args(LockType4.WRITE_LT, 4, STATEID, 0, 1),
                new LOOKUP4.Args("name"),
                new NoArgs(OpCode.LOOKUPP),
                new NVERIFY4.Args(ATTRIBUTES),
                new OPEN4.Args(1, 3, 0, OWNER, new OPEN4.How.NoCreate(), new OPEN4.Claim.Null("file")),
                new OPEN4.Args(1, 1, 0, OWNER, new OPEN4.How.Unchecked(ATTRIBUTES), new OPEN4.Claim.Previous(0)),
                new OPEN4.Args(
                        1,
                        1,
                        0,
                        OWNER,
                        new OPEN4.How.Guarded(ATTRIBUTES),
                        new OPEN4.Claim.DelegateCur(STATEID, "file")),
                new OPEN4.Args(1, 1, 0, OWNER, new OPEN4.How.Exclusive(99), new OPEN4.Claim.DelegatePrev("file")),
                new OPEN4.Args(1, 1, 0, OWNER, new OPEN4.How.Exclusive41(99, ATTRIBUTES), new OPEN4.Claim.Fh()),
                new OPEN4.Args(1, 1, 0, OWNER, new OPEN4.How.NoCreate(), new OPEN4.Claim.DelegCurFh(STATEID)),
                new OPEN4.Args(1, 1, 0, OWNER, new OPEN4.How.NoCreate(), new OPEN4.Claim.DelegPrevFh()),
                new OPEN_CONFIRM4.Args(STATEID, 2),
                new OPEN_DOWNGRADE4.Args(STATEID, 2, 1, 0),
                new PUTFH4.Args(HANDLE),
                new NoArgs(OpCode.PUTPUBFH),
                new NoArgs(OpCode.PUTROOTFH),
                new READ4.Args(STATEID, 1L << 40, 4096),
                new READDIR4.Args(5, 6, 7, 8, Bitmap4.of(Attribute.FILEID)),
                new NoArgs(OpCode.READLINK),
                new REMOVE4.Args("x"),
                new RENAME4.Args("a", "b"),
                new RENEW4.Args(12),
                new NoArgs(OpCode.RESTOREFH),
                new NoArgs(OpCode.SAVEFH),
                new SECINFO4.Args("s"),
                new SETATTR4.Args(STATEID, ATTRIBUTES),
                new SETCLIENTID4.Args(1, HANDLE, 2, new SETCLIENTID4.ClientAddr4("tcp", "127.0.0.1.8.1"), 3),
                new SETCLIENTID_CONFIRM4.Args(1, 2),
                new VERIFY4.Args(ATTRIBUTES),
                new WRITE4.Args(STATEID, 3, StableHow4.FILE_SYNC4, DATA),
                new RELEASE_LOCKOWNER4.Args(OWNER),
                new BACKCHANNEL_CTL4.Args(1, new CallbackSecParms4()),
                new BIND_CONN_TO_SESSION4.Args(SESSION, 3, false),
                new EXCHANGE_ID4.Args(1, HANDLE, 2, EXCHANGE_ID4.StateProtect.SP4_NONE, IMPLEMENTATION),
                new EXCHANGE_ID4.Args(1, HANDLE, 2, EXCHANGE_ID4.StateProtect.SP4_NONE, null),
                new CREATE_SESSION4.Args(1, 2, 3, CHANNEL, CHANNEL, 4, new CallbackSecParms4()),
                new DESTROY_SESSION4.Args(SESSION),
                new FREE_STATEID4.Args(STATEID),
                new SECINFO_NO_NAME4.Args(1),
                new SEQUENCE4.Args(SESSION, 1, 2, 3, true),
                new TEST_STATEID4.Args(List.of(STATEID, Stateid4.ANONYMOUS)),
                new DESTROY_CLIENTID4.Args(1),
                new RECLAIM_COMPLETE4.Args(false));
    }

    static List<OpResult> results() {
        return List.of(
                ok(OpCode.ACCESS, new ACCESS4.Ok(0x3f, 1)),
                ok(OpCode.CLOSE, new CLOSE4.Ok(STATEID)),
                ok(OpCode.COMMIT, new COMMIT4.Ok(77)),
                ok(OpCode.CREATE, new CREATE4.Ok(CHANGE, Bitmap4.of(Attribute.MODE))),
                ok(OpCode.GETATTR, new GETATTR4.Ok(ATTRIBUTES)),
                ok(OpCode.GETFH, new GETFH4.Ok(HANDLE)),
                ok(OpCode.LINK, new LINK4.Ok(CHANGE)),
                ok(OpCode.LOCK, new LOCK4.Ok(STATEID)),
                new OpResult(OpCode.LOCKT, Nfs4Status.DENIED, new LockDenied4(1, 2, LockType4.WRITE_LT, OWNER)),
                ok(OpCode.LOCKU, new LOCKU4.Ok(STATEID)),
                ok(OpCode.LOOKUP, Nfs4Result.VOID),
                ok(OpCode.OPEN, new OPEN4.Ok(STATEID, CHANGE, 6, Bitmap4.EMPTY, OPEN4.Wanted.NONE)),
                ok(OpCode.OPEN_CONFIRM, new OPEN_CONFIRM4.Ok(STATEID)),
                ok(OpCode.OPEN_DOWNGRADE, new OPEN_DOWNGRADE4.Ok(STATEID)),
                ok(OpCode.READ, new READ4.Ok(true, DATA)),
                ok(
                        OpCode.READDIR,
                        new READDIR4.Ok(
                                1,
                                List.of(
                                        new READDIR4.Entry4(3, "one", ATTRIBUTES),
                                        new READDIR4.Entry4(4, "two", ATTRIBUTES)),
                                true)),
                ok(OpCode.READLINK, new READLINK4.Ok("target")),
                ok(OpCode.REMOVE, new REMOVE4.Ok(CHANGE)),
                ok(OpCode.RENAME, new RENAME4.Ok(CHANGE, CHANGE)),
                ok(OpCode.SECINFO, new SECINFO4.Ok(List.of(1, 0))),
                ok(OpCode.SECINFO_NO_NAME, new SECINFO4.Ok(List.of(1))),
                new OpResult(OpCode.SETATTR, Nfs4Status.PERM, new SETATTR4.Ok(Bitmap4.EMPTY)),
                new OpResult(
                        OpCode.SETCLIENTID, Nfs4Status.CLID_INUSE, new SETCLIENTID4.ClientAddr4("tcp", "10.0.0.1.8.1")),
                ok(OpCode.SETCLIENTID, new SETCLIENTID4.Ok(1, 2)),
                ok(OpCode.WRITE, new WRITE4.Ok(5, StableHow4.UNSTABLE4, 77)),
                ok(OpCode.BIND_CONN_TO_SESSION, new BIND_CONN_TO_SESSION4.Ok(SESSION, 1, false)),
                ok(OpCode.EXCHANGE_ID, new EXCHANGE_ID4.Ok(1, 2, 3, 4, HANDLE, HANDLE, IMPLEMENTATION)),
                ok(OpCode.CREATE_SESSION, new CREATE_SESSION4.Ok(SESSION, 1, 0, CHANNEL, CHANNEL)),
                ok(OpCode.SEQUENCE, new SEQUENCE4.Ok(SESSION, 1, 2, 3, 4, 0)),
                ok(OpCode.TEST_STATEID, new TEST_STATEID4.Ok(List.of(Nfs4Status.OK, Nfs4Status.BAD_STATEID))),
                new OpResult(OpCode.ILLEGAL, Nfs4Status.OP_ILLEGAL, Nfs4Result.VOID));
    }

    private static OpResult ok(OpCode op, Nfs4Result body) {
        return new OpResult(op, Nfs4Status.OK, body);
    }
}
