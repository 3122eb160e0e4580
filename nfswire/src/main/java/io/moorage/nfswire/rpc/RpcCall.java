package io.moorage.nfswire.rpc;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/**
 * A call's header (RFC 5531 section 9); the procedure's arguments follow it in the record. The version of RPC itself is kept so
 * that a server can refuse another than 2 properly.
 */
public record RpcCall(int xid, int rpcVersion, int program, int version, int procedure, Credential credential) {
    public static final int RPC_VERSION = 2;
    public static final int NFS_PROGRAM = 100003;
    public static final int NFS_V4 = 4;
    public static final int NULL = 0;
    public static final int COMPOUND = 1;

    private static final int CALL = 0;

    public static RpcCall nfs(int xid, int procedure, Credential credential) {
        return new RpcCall(xid, RPC_VERSION, NFS_PROGRAM, NFS_V4, procedure, credential);
    }

    /** Writes the header with an AUTH_NONE verifier. */
    public void encode(XdrWriter out) {
        out.int32(xid)
                .int32(CALL)
                .int32(rpcVersion)
                .int32(program)
                .int32(version)
                .int32(procedure);
        credential.encode(out);
        out.int32(Credential.AUTH_NONE).int32(0);
    }

    /** @throws XdrException when this is no call at all: nothing can be answered, the stream is worth nothing */
    public static RpcCall decode(XdrReader in) throws XdrException {
        int xid = in.int32();
        if (in.int32() != CALL) {
            throw new XdrException("not a call");
        }
        int rpcVersion = in.int32();
        if (rpcVersion != RPC_VERSION) {
            return new RpcCall(xid, rpcVersion, 0, 0, 0, new Credential.None());
        }
        int program = in.int32();
        int version = in.int32();
        int procedure = in.int32();
        Credential credential = Credential.decode(in);
        in.int32();
        in.slice(Credential.MAX_BODY);
        return new RpcCall(xid, rpcVersion, program, version, procedure, credential);
    }
}
