package io.moorage.bench.nfs;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.rpc.RpcReply;
import io.moorage.nfswire.xdr.XdrReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One COMPOUND's results, read from front to back while its record is valid. */
final class Reply {
    private final XdrReader in;
    private final int xid;

    private Reply(XdrReader in, int xid) {
        this.in = in;
        this.xid = xid;
    }

    /** @throws IOException when RPC refused it or an operation failed: a load that fails measures nothing */
    static Reply of(ByteBuffer record) throws IOException {
        XdrReader in = new XdrReader(record);
        RpcReply header = RpcReply.decode(in);
        if (header.outcome() != RpcReply.Outcome.SUCCESS) {
            throw new IOException("refused: " + header.outcome());
        }
        int status = in.int32();
        in.slice(Nfs4Limits.TEXT);
        int operations = in.int32();
        if (status != 0) {
            throw new IOException("operation %d of a COMPOUND failed with %d".formatted(operations, status));
        }
        return new Reply(in, header.xid());
    }

    int xid() {
        return xid;
    }

    /** Passes results by up to the first of {@code op}, which it gives. */
    <T extends Nfs4Result> T first(OpCode op, Class<T> type) throws IOException {
        try {
            while (true) {
                OpCode next = OpCode.of(in.int32());
                Nfs4Result result = next.decodeResult(Nfs4Status.of(in.int32()), in);
                if (next == op) {
                    return type.cast(result);
                }
            }
        } catch (Nfs4Exception undecodable) {
            throw new IOException(undecodable);
        }
    }
}
