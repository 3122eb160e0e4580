package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.ChangeInfo4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Opens, and maybe makes, a regular file. RFC 7530 section 16.16, RFC 8881 section 18.16. */
public final class OPEN4 {
    public static final int SHARE_ACCESS_READ = 1;
    public static final int SHARE_ACCESS_WRITE = 2;
    public static final int SHARE_ACCESS_BOTH = 3;
    public static final int SHARE_DENY_NONE = 0;

    /** Result flag: OPEN_CONFIRM must follow. */
    public static final int RESULT_CONFIRM = 2;

    /** Result flag: locks split and merge as POSIX has them. */
    public static final int RESULT_LOCKTYPE_POSIX = 4;

    private static final int DELEGATE_NONE = 0;
    private static final int DELEGATE_NONE_EXT = 3;
    private static final int WND4_NOT_WANTED = 0;
    private static final int WND4_NOT_SUPP_FTYPE = 3;

    /** RFC 8881 section 18.16.1: which delegation is wanted, within shareAccess. */
    public static final int SHARE_ACCESS_WANT_MASK = 0xff00;

    public static final int SHARE_ACCESS_WANT_NO_DELEG = 0x0400;

    private OPEN4() {}

    /** openflag4 and createhow4. */
    public sealed interface How {
        record NoCreate() implements How {}

        record Unchecked(Fattr4 attributes) implements How {}

        record Guarded(Fattr4 attributes) implements How {}

        record Exclusive(long verifier) implements How {}

        /** NFSv4.1 only. */
        record Exclusive41(long verifier, Fattr4 attributes) implements How {}

        default void encode(XdrWriter out) {
            switch (this) {
                case NoCreate() -> out.int32(0);
                case Unchecked(Fattr4 attributes) -> attributes.encode(mode(out, 0));
                case Guarded(Fattr4 attributes) -> attributes.encode(mode(out, 1));
                case Exclusive(long verifier) -> mode(out, 2).int64(verifier);
                case Exclusive41(long verifier, Fattr4 attributes) ->
                    attributes.encode(mode(out, 3).int64(verifier));
            }
        }

        private static XdrWriter mode(XdrWriter out, int mode) {
            return out.int32(1).int32(mode);
        }

        static How decode(XdrReader in) throws XdrException {
            if (!in.bool()) {
                return new NoCreate();
            }
            int mode = in.int32();
            return switch (mode) {
                case 0 -> new Unchecked(Fattr4.decode(in));
                case 1 -> new Guarded(Fattr4.decode(in));
                case 2 -> new Exclusive(in.int64());
                case 3 -> new Exclusive41(in.int64(), Fattr4.decode(in));
                default -> throw new XdrException("not a createmode4: " + mode);
            };
        }
    }

    /** open_claim4. */
    public sealed interface Claim {
        /** A name in the current directory. */
        record Null(String name) implements Claim {}

        /** The current file, which this owner had open before the server restarted. */
        record Previous(int delegateType) implements Claim {}

        record DelegateCur(Stateid4 stateid, String name) implements Claim {}

        record DelegatePrev(String name) implements Claim {}

        /** The current file; NFSv4.1 only. */
        record Fh() implements Claim {}

        record DelegCurFh(Stateid4 stateid) implements Claim {}

        record DelegPrevFh() implements Claim {}

        default void encode(XdrWriter out) {
            switch (this) {
                case Null(String name) -> out.int32(0).string(name);
                case Previous(int delegateType) -> out.int32(1).int32(delegateType);
                case DelegateCur(Stateid4 stateid, String name) -> {
                    stateid.encode(out.int32(2));
                    out.string(name);
                }
                case DelegatePrev(String name) -> out.int32(3).string(name);
                case Fh() -> out.int32(4);
                case DelegCurFh(Stateid4 stateid) -> stateid.encode(out.int32(5));
                case DelegPrevFh() -> out.int32(6);
            }
        }

        static Claim decode(XdrReader in) throws XdrException, Nfs4Exception {
            int type = in.int32();
            return switch (type) {
                case 0 -> new Null(Text.decode(in));
                case 1 -> new Previous(in.int32());
                case 2 -> new DelegateCur(Stateid4.decode(in), Text.decode(in));
                case 3 -> new DelegatePrev(Text.decode(in));
                case 4 -> new Fh();
                case 5 -> new DelegCurFh(Stateid4.decode(in));
                case 6 -> new DelegPrevFh();
                default -> throw new XdrException("not an open_claim_type4: " + type);
            };
        }
    }

    /** @param shareAccess with NFSv4.1's delegation wishes in its upper bits */
    public record Args(int seqid, int shareAccess, int shareDeny, StateOwner4 owner, How how, Claim claim)
            implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.OPEN;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int32(seqid).int32(shareAccess).int32(shareDeny);
            owner.encode(out);
            how.encode(out);
            claim.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException, Nfs4Exception {
            return new Args(
                    in.int32(), in.int32(), in.int32(), StateOwner4.decode(in), How.decode(in), Claim.decode(in));
        }
    }

    /**
     * Always without a delegation: Moorage, as EFS, never gives one.
     *
     * @param wanted NFSv4.1: the client said what delegation it wants, so it is told why it gets none
     */
    public record Ok(Stateid4 stateid, ChangeInfo4 change, int flags, Bitmap4 set, Wanted wanted)
            implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            stateid.encode(out);
            change.encode(out);
            out.int32(flags);
            set.encode(out);
            switch (wanted) {
                case UNSAID -> out.int32(DELEGATE_NONE);
                case NONE -> out.int32(DELEGATE_NONE_EXT).int32(WND4_NOT_WANTED);
                case SOME -> out.int32(DELEGATE_NONE_EXT).int32(WND4_NOT_SUPP_FTYPE);
            }
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(
                    Stateid4.decode(in), ChangeInfo4.decode(in), in.int32(), Bitmap4.decode(in), Wanted.decode(in));
        }
    }

    /** What the client said about delegations. */
    public enum Wanted {
        UNSAID,
        NONE,
        SOME;

        private static Wanted decode(XdrReader in) throws XdrException {
            int delegation = in.int32();
            if (delegation == DELEGATE_NONE) {
                return UNSAID;
            }
            if (delegation != DELEGATE_NONE_EXT) {
                throw new XdrException("a delegation that was never asked for");
            }
            int why = in.int32();
            // WND4_CONTENTION and WND4_RESOURCE say in a bool whether the server will tell later.
            in.skip(why == 1 || why == 2 ? 4 : 0);
            return why == WND4_NOT_WANTED ? NONE : SOME;
        }
    }
}
