package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import org.jspecify.annotations.Nullable;

/** Announces a client. RFC 8881 section 18.35. */
public final class EXCHANGE_ID4 {
    public static final int FLAG_SUPP_MOVED_REFER = 0x1;
    public static final int FLAG_SUPP_MOVED_MIGR = 0x2;
    public static final int FLAG_BIND_PRINC_STATEID = 0x100;
    public static final int FLAG_USE_NON_PNFS = 0x10000;
    public static final int FLAG_MASK_PNFS = 0x70000;
    public static final int FLAG_UPD_CONFIRMED_REC_A = 0x40000000;
    public static final int FLAG_CONFIRMED_R = 0x80000000;

    private static final int MAX_ALGORITHMS = 64;

    private EXCHANGE_ID4() {}

    /** state_protect_how4. */
    public enum StateProtect {
        SP4_NONE,
        SP4_MACH_CRED,
        SP4_SSV
    }

    /** @param protect is all that is kept of state_protect4_a; only SP4_NONE can be written */
    public record Args(
            long verifier,
            Opaque ownerId,
            int flags,
            StateProtect protect,
            @Nullable NfsImplId4 implementation) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.EXCHANGE_ID;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int64(verifier).opaque(ownerId).int32(flags).int32(0);
            NfsImplId4.encodeOptional(implementation, out);
        }

        static Args decode(XdrReader in) throws XdrException, Nfs4Exception {
            return new Args(
                    in.int64(),
                    in.opaque(Nfs4Limits.OPAQUE),
                    in.int32(),
                    stateProtect(in),
                    NfsImplId4.decodeOptional(in));
        }

        private static StateProtect stateProtect(XdrReader in) throws XdrException {
            int how = in.int32();
            switch (how) {
                case 0 -> {
                    return StateProtect.SP4_NONE;
                }
                case 1 -> {
                    skipOperations(in);
                    return StateProtect.SP4_MACH_CRED;
                }
                case 2 -> {
                    skipOperations(in);
                    skipAlgorithms(in);
                    skipAlgorithms(in);
                    in.int64();
                    return StateProtect.SP4_SSV;
                }
                default -> throw new XdrException("not a state_protect_how4: " + how);
            }
        }

        private static void skipOperations(XdrReader in) throws XdrException {
            Bitmap4.decode(in);
            Bitmap4.decode(in);
        }

        private static void skipAlgorithms(XdrReader in) throws XdrException {
            int count = in.count(MAX_ALGORITHMS, 4);
            for (int i = 0; i < count; i++) {
                in.slice(Nfs4Limits.OPAQUE);
            }
        }
    }

    /** The state protection is always SP4_NONE. */
    public record Ok(
            long clientId,
            int sequence,
            int flags,
            long serverMinorId,
            Opaque serverMajorId,
            Opaque serverScope,
            @Nullable NfsImplId4 implementation)
            implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            out.int64(clientId).int32(sequence).int32(flags).int32(0);
            out.int64(serverMinorId).opaque(serverMajorId).opaque(serverScope);
            NfsImplId4.encodeOptional(implementation, out);
        }

        static Ok decode(XdrReader in) throws XdrException, Nfs4Exception {
            long clientId = in.int64();
            int sequence = in.int32();
            int flags = in.int32();
            if (in.int32() != 0) {
                throw new XdrException("a state protection that was never asked for");
            }
            return new Ok(
                    clientId,
                    sequence,
                    flags,
                    in.int64(),
                    in.opaque(Nfs4Limits.OPAQUE),
                    in.opaque(Nfs4Limits.OPAQUE),
                    NfsImplId4.decodeOptional(in));
        }
    }
}
