package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.opaque;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.AttributeValues;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.nfs4.StableHow4;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.ACCESS4;
import io.moorage.nfswire.op.CLOSE4;
import io.moorage.nfswire.op.COMMIT4;
import io.moorage.nfswire.op.CREATE4;
import io.moorage.nfswire.op.Compound4;
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
import io.moorage.nfswire.op.RELEASE_LOCKOWNER4;
import io.moorage.nfswire.op.REMOVE4;
import io.moorage.nfswire.op.RENAME4;
import io.moorage.nfswire.op.SECINFO4;
import io.moorage.nfswire.op.SEQUENCE4;
import io.moorage.nfswire.op.SETATTR4;
import io.moorage.nfswire.op.TEST_STATEID4;
import io.moorage.nfswire.op.VERIFY4;
import io.moorage.nfswire.op.WRITE4;
import io.moorage.nfswire.rpc.Credential;
import io.moorage.nfswire.rpc.RpcCall;
import io.moorage.nfswire.xdr.XdrWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Requests that a client should not send: whole COMPOUNDs of operations that make sense each by itself, with handles, stateids
 * and sessions that are real, and then damaged in a few words, in their length, or in how they are cut into fragments. The
 * same random numbers make the same requests.
 */
final class HostileRequests {
    private static final int[] TELLING = {0, 1, -1, 2, 4, 0x7fffffff, 0x80000000, 0x10000, 1 << 20, 1025, 0xffff};
    private static final long[] TELLING_LONGS = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 4095, 1L << 40};
    private static final String[] NAMES = {
        "a", "b", "c", "d", "a", "b", "c", "d", "a", "b", "c", "", ".", "..", "a/b", "nul\0", "n".repeat(300), "\u00e9"
    };
    private static final int LAST_FRAGMENT = 0x80000000;

    /** What the requests are about: of NFSv4.0's client, NFSv4.1's session, and what either has open. */
    record Target(
            long clientId, SessionId4 session, int lastSequence, List<PUTFH4.Args> handles, List<Stateid4> stateids) {}

    private final Random random;
    private final Target target;
    private int xid = 1;
    private int sequence;

    HostileRequests(Random random, Target target) {
        this.random = random;
        this.target = target;
        this.sequence = target.lastSequence();
    }

    /** A whole record, which is answered or ends the connection. */
    byte[] next() {
        return fragmented(
                random.nextInt(12) == 0
                        ? request(100 + random.nextInt(700))
                        : damaged(request(1 + random.nextInt(12))));
    }

    /** What ends a connection: no call, no record, or one that never ends. */
    byte[] last() {
        byte[] record = random.nextBoolean() ? garbage() : damaged(request(3));
        ByteBuffer out = ByteBuffer.allocate(record.length + 8);
        switch (random.nextInt(4)) {
            case 0 -> out.put(record);
            case 1 -> out.putInt(LAST_FRAGMENT | record.length).put(record);
            case 2 ->
                out.putInt(LAST_FRAGMENT | (record.length + 1 + random.nextInt(1 << 20)))
                        .put(record);
            default -> out.putInt(number()).put(record);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** The last request in the session was taken: the next one has the next number. */
    void sequenceTaken() {
        sequence++;
    }

    private byte[] garbage() {
        byte[] bytes = new byte[random.nextInt(600)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] request(int count) {
        int minor = random.nextInt(2);
        List<Nfs4Args> operations = new ArrayList<>();
        if (minor == 1 && random.nextInt(8) != 0) {
            operations.add(new SEQUENCE4.Args(target.session(), sequence + 1, 0, 3, random.nextBoolean()));
        }
        if (random.nextInt(10) != 0) {
            operations.add(file());
        }
        for (int i = 0; i < count; i++) {
            operations.add(operation());
        }
        XdrWriter out = new XdrWriter(ByteBuffer.allocate(1 << 20));
        Credential credential = random.nextInt(20) == 0
                ? new Credential.None()
                : new Credential.Sys(0, "hostile", random.nextInt(2) * 1001, 0, new int[random.nextInt(17)]);
        RpcCall.nfs(xid++, RpcCall.COMPOUND, credential).encode(out);
        new Compound4.Args("t".repeat(random.nextInt(20)), minor, operations).encode(out);
        return Arrays.copyOf(out.buffer().array(), out.position());
    }

    private byte[] damaged(byte[] whole) {
        byte[] bytes = whole;
        ByteBuffer words = ByteBuffer.wrap(bytes);
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    // Mostly behind the headers, which are soon checked, and seldom in the word that says this is a
                    // call.
                    int from = random.nextInt(20) == 0 ? 8 : Math.min(160, bytes.length - 4);
                    words.putInt((from + random.nextInt(bytes.length - from)) / 4 * 4, number());
                }
            }
            case 2 -> bytes = Arrays.copyOf(bytes, 40 + random.nextInt(bytes.length - 40));
            case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(64));
            default -> {}
        }
        return bytes;
    }

    /** A record cut into fragments of some kind. */
    private byte[] fragmented(byte[] record) {
        ByteBuffer out = ByteBuffer.allocate(record.length * 5 + 64);
        switch (random.nextInt(8)) {
            case 0 -> {
                for (int at = 0; at < record.length; at++) {
                    out.putInt(at == record.length - 1 ? LAST_FRAGMENT | 1 : 1).put(record[at]);
                }
            }
            case 1 -> {
                for (int empty = random.nextInt(10); empty > 0; empty--) {
                    out.putInt(0);
                }
                out.putInt(LAST_FRAGMENT | record.length).put(record);
            }
            case 2 -> {
                int half = record.length / 2;
                out.putInt(half).put(record, 0, half);
                out.putInt(LAST_FRAGMENT | (record.length - half)).put(record, half, record.length - half);
            }
            default -> out.putInt(LAST_FRAGMENT | record.length).put(record);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private int number() {
        return random.nextInt(3) == 0 ? random.nextInt() : TELLING[random.nextInt(TELLING.length)];
    }

    private long offset() {
        return random.nextBoolean() ? random.nextInt(1 << 16) : TELLING_LONGS[random.nextInt(TELLING_LONGS.length)];
    }

    private String name() {
        return one(NAMES);
    }

    private Stateid4 stateid() {
        return random.nextInt(6) == 0
                ? new Stateid4(number(), offset(), number())
                : target.stateids().get(random.nextInt(target.stateids().size()));
    }

    private StateOwner4 owner() {
        return new StateOwner4(target.clientId(), opaque("owner" + random.nextInt(4)));
    }

    private Fattr4 attributes() {
        AttributeValues values = new AttributeValues();
        if (random.nextBoolean()) {
            values.with(Attribute.MODE, random.nextInt(010000));
        }
        if (random.nextInt(3) == 0) {
            // Not so large that a file in memory would fill it.
            values.with(Attribute.SIZE, random.nextBoolean() ? (long) random.nextInt(1 << 16) : -1L);
        }
        if (random.nextInt(4) == 0) {
            values.with(Attribute.OWNER, random.nextBoolean() ? "1001" : "nobody@nowhere");
        }
        return values.toFattr4();
    }

    private Bitmap4 bitmap() {
        return new Bitmap4(random.nextLong(), random.nextInt(4) == 0 ? random.nextLong() : 0);
    }

    private LockType4 lockType() {
        return one(LockType4.values());
    }

    private Nfs4Args operation() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> ofNamespace();
            case 2 -> ofState();
            case 3 -> ofData();
            default -> ofCompound();
        };
    }

    private Nfs4Args ofCompound() {
        return switch (random.nextInt(7)) {
            case 0, 1 -> new NoArgs(OpCode.PUTROOTFH);
            case 2, 3 -> file();
            case 4 -> new NoArgs(OpCode.SAVEFH);
            case 5 -> new NoArgs(OpCode.RESTOREFH);
            default -> new NoArgs(one(OpCode.values()));
        };
    }

    private Nfs4Args file() {
        return target.handles().get(random.nextInt(target.handles().size()));
    }

    private Nfs4Args ofNamespace() {
        return switch (random.nextInt(14)) {
            case 0 -> new LOOKUP4.Args(name());
            case 1 -> new NoArgs(OpCode.LOOKUPP);
            case 2 -> new REMOVE4.Args(name());
            case 3 -> new RENAME4.Args(name(), name());
            case 4 -> new LINK4.Args(name());
            case 5 -> new CREATE4.Args(new CREATE4.ObjectType.Plain(type()), name(), attributes());
            case 6 ->
                new CREATE4.Args(new CREATE4.ObjectType.Link("t".repeat(random.nextInt(5000))), name(), attributes());
            case 7 -> new READDIR4.Args(offset(), offset(), number(), number(), bitmap());
            case 8 -> new SECINFO4.Args(name());
            case 9 -> new VERIFY4.Args(attributes());
            case 10 -> new NVERIFY4.Args(attributes());
            case 11 -> new ACCESS4.Args(number());
            case 12 -> new NoArgs(OpCode.GETFH);
            default -> new GETATTR4.Args(bitmap());
        };
    }

    private NfsFtype4 type() {
        NfsFtype4 type = one(NfsFtype4.values());
        return switch (type) {
            case NF4LNK, NF4BLK, NF4CHR -> NfsFtype4.NF4DIR;
            default -> type;
        };
    }

    private Nfs4Args ofState() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 ->
                new OPEN4.Args(number(), 1 + random.nextInt(3), random.nextInt(8) / 7, owner(), how(), claim());
            case 3 -> new CLOSE4.Args(number(), stateid());
            case 4 -> new OPEN_DOWNGRADE4.Args(stateid(), number(), random.nextInt(5), random.nextInt(5));
            case 5 -> new LOCK4.Args(lockType(), random.nextBoolean(), offset(), offset(), locker());
            case 6 -> new LOCKT4.Args(lockType(), offset(), offset(), owner());
            case 7 -> new LOCKU4.Args(lockType(), number(), stateid(), offset(), offset());
            case 8 -> new OPEN_CONFIRM4.Args(stateid(), number());
            case 9 -> new RELEASE_LOCKOWNER4.Args(owner());
            case 10 -> new TEST_STATEID4.Args(List.of(stateid(), stateid()));
            default -> new FREE_STATEID4.Args(stateid());
        };
    }

    private LOCK4.Locker locker() {
        return random.nextBoolean()
                ? new LOCK4.Locker.NewOwner(number(), stateid(), number(), owner())
                : new LOCK4.Locker.KnownOwner(stateid(), number());
    }

    private OPEN4.How how() {
        return switch (random.nextInt(5)) {
            case 0 -> new OPEN4.How.NoCreate();
            case 1 -> new OPEN4.How.Guarded(attributes());
            case 2 -> new OPEN4.How.Exclusive(random.nextLong());
            case 3 -> new OPEN4.How.Exclusive41(random.nextLong(), attributes());
            default -> new OPEN4.How.Unchecked(attributes());
        };
    }

    private OPEN4.Claim claim() {
        return switch (random.nextInt(8)) {
            case 0 -> new OPEN4.Claim.Previous(number());
            case 1 -> new OPEN4.Claim.DelegateCur(stateid(), name());
            case 2 -> new OPEN4.Claim.Fh();
            case 3 -> new OPEN4.Claim.DelegPrevFh();
            default -> new OPEN4.Claim.Null(name());
        };
    }

    private Nfs4Args ofData() {
        return switch (random.nextInt(5)) {
            case 0 -> new READ4.Args(stateid(), offset(), number());
            case 1 ->
                // Near the start, or beyond any file.
                new WRITE4.Args(
                        stateid(),
                        random.nextBoolean() ? random.nextInt(1 << 16) : Long.MAX_VALUE - random.nextInt(8),
                        one(StableHow4.values()),
                        ByteBuffer.allocate(random.nextInt(4096)));
            case 2 -> new COMMIT4.Args(offset(), number());
            case 3 -> new SETATTR4.Args(stateid(), attributes());
            default -> new NoArgs(OpCode.READLINK);
        };
    }
}
