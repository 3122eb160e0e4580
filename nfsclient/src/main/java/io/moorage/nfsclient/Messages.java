package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.op.SEQUENCE4;
import io.moorage.nfswire.rpc.Credential;
import io.moorage.nfswire.rpc.RpcCall;
import io.moorage.nfswire.xdr.XdrWriter;
import io.moorage.vfs.Caller;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Requests as bytes, in buffers that are used again. A payload is never part of them. */
final class Messages {
    /** Names, a symbolic link's target and sixteen operations fit. */
    private static final int BYTES = 16 << 10;

    private static final int MAX_GROUPS = 16;
    private static final int MINOR_VERSION = 1;

    private final String machine;
    private final AtomicInteger xids;
    private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();

    /** @param firstXid any number: after a restart it should be another one */
    Messages(String machine, int firstXid) {
        this.machine = machine.length() > 255 ? machine.substring(0, 255) : machine;
        this.xids = new AtomicInteger(firstXid);
    }

    int nextXid() {
        return xids.incrementAndGet();
    }

    /** A message with room for the record mark before it; {@link #give} it back. */
    ByteBuffer compound(
            int xid, Caller caller, SEQUENCE4.@Nullable Args sequence, List<? extends Nfs4Args> operations) {
        ByteBuffer buffer = take();
        XdrWriter out = new XdrWriter(buffer);
        out.int32(0);
        RpcCall.nfs(xid, RpcCall.COMPOUND, credential(caller)).encode(out);
        out.int32(0).int32(MINOR_VERSION).int32(operations.size() + (sequence == null ? 0 : 1));
        if (sequence != null) {
            out.int32(sequence.op().number());
            sequence.encode(out);
        }
        for (Nfs4Args operation : operations) {
            out.int32(operation.op().number());
            operation.encode(out);
        }
        return out.buffer();
    }

    void give(ByteBuffer buffer) {
        idle.push(buffer);
    }

    private ByteBuffer take() {
        ByteBuffer buffer = idle.poll();
        return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer.clear();
    }

    private Credential credential(Caller caller) {
        int[] groups = caller.groups();
        int[] carried = groups.length > MAX_GROUPS ? Arrays.copyOf(groups, MAX_GROUPS) : groups;
        return new Credential.Sys(0, machine, caller.uid(), caller.gid(), carried);
    }
}
