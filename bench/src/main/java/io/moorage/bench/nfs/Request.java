package io.moorage.bench.nfs;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.op.NoArgs;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.PUTFH4;
import io.moorage.nfswire.rpc.Credential;
import io.moorage.nfswire.rpc.RpcCall;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.nfswire.xdr.XdrWriter;

/** Writes COMPOUNDs one behind another: {@link #begin}, then operations, then {@link #end}. */
final class Request {
    private static final int LAST_FRAGMENT = 0x80000000;
    private static final Credential ROOT = new Credential.Sys(0, "bench", 0, 0, new int[0]);

    private final XdrWriter out;
    private final int minorVersion;
    private int recordAt;
    private int countAt;
    private int operations;

    Request(XdrWriter out, int minorVersion) {
        this.out = out;
        this.minorVersion = minorVersion;
    }

    Request begin(int xid) {
        recordAt = out.position();
        out.int32(0);
        RpcCall.nfs(xid, RpcCall.COMPOUND, ROOT).encode(out);
        out.int32(0).int32(minorVersion);
        countAt = out.position();
        out.int32(0);
        operations = 0;
        return this;
    }

    Request add(Nfs4Args operation) {
        out.int32(operation.op().number());
        operation.encode(out);
        operations++;
        return this;
    }

    Request add(OpCode withoutArguments) {
        return add(new NoArgs(withoutArguments));
    }

    Request at(Opaque handle) {
        return add(new PUTFH4.Args(handle));
    }

    void end() {
        out.patch(countAt, operations);
        out.patch(recordAt, LAST_FRAGMENT | (out.position() - recordAt - 4));
    }
}
