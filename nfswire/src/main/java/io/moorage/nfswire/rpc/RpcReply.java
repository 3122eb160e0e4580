package io.moorage.nfswire.rpc;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** A reply's header (RFC 5531 section 9); the procedure's results follow it when it was accepted. */
public record RpcReply(int xid, Outcome outcome) {
    private static final int REPLY = 1;

    /** What became of a call. */
    public enum Outcome {
        SUCCESS(0, 0),
        PROG_UNAVAIL(0, 1),
        PROG_MISMATCH(0, 2),
        PROC_UNAVAIL(0, 3),
        GARBAGE_ARGS(0, 4),
        SYSTEM_ERR(0, 5),
        RPC_MISMATCH(1, 0),
        /** Denied with AUTH_BADCRED. */
        AUTH_BADCRED(1, 1),
        /** Denied with AUTH_TOOWEAK or another reason about the credential. */
        AUTH_TOOWEAK(1, 5);

        private final int replyStat;
        private final int stat;

        Outcome(int replyStat, int stat) {
            this.replyStat = replyStat;
            this.stat = stat;
        }
    }

    /** Writes the header; with SUCCESS the results are written after it. */
    public void encode(XdrWriter out) {
        out.int32(xid).int32(REPLY).int32(outcome.replyStat);
        switch (outcome) {
            case SUCCESS, PROG_UNAVAIL, PROC_UNAVAIL, GARBAGE_ARGS, SYSTEM_ERR ->
                out.int32(Credential.AUTH_NONE).int32(0).int32(outcome.stat);
            case PROG_MISMATCH ->
                out.int32(Credential.AUTH_NONE)
                        .int32(0)
                        .int32(outcome.stat)
                        .int32(RpcCall.NFS_V4)
                        .int32(RpcCall.NFS_V4);
            case RPC_MISMATCH ->
                out.int32(outcome.stat).int32(RpcCall.RPC_VERSION).int32(RpcCall.RPC_VERSION);
            case AUTH_BADCRED, AUTH_TOOWEAK -> out.int32(1).int32(outcome.stat);
        }
    }

    public static RpcReply decode(XdrReader in) throws XdrException {
        int xid = in.int32();
        if (in.int32() != REPLY) {
            throw new XdrException("not a reply");
        }
        return new RpcReply(xid, in.int32() == 0 ? accepted(in) : denied(in));
    }

    private static Outcome accepted(XdrReader in) throws XdrException {
        in.int32();
        in.slice(Credential.MAX_BODY);
        int stat = in.int32();
        return switch (stat) {
            case 0 -> Outcome.SUCCESS;
            case 1 -> Outcome.PROG_UNAVAIL;
            case 2 -> Outcome.PROG_MISMATCH;
            case 3 -> Outcome.PROC_UNAVAIL;
            case 4 -> Outcome.GARBAGE_ARGS;
            case 5 -> Outcome.SYSTEM_ERR;
            default -> throw new XdrException("unknown accept_stat " + stat);
        };
    }

    private static Outcome denied(XdrReader in) throws XdrException {
        if (in.int32() == 0) {
            return Outcome.RPC_MISMATCH;
        }
        return in.int32() == 1 ? Outcome.AUTH_BADCRED : Outcome.AUTH_TOOWEAK;
    }
}
