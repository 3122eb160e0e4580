package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Locks a byte range. RFC 7530 section 16.10. */
public final class LOCK4 {
    private LOCK4() {}

    /** locker4. */
    public sealed interface Locker {
        /** The owner's first lock on this file, made through an open. */
        record NewOwner(int openSeqid, Stateid4 openStateid, int lockSeqid, StateOwner4 owner) implements Locker {}

        record KnownOwner(Stateid4 lockStateid, int lockSeqid) implements Locker {}
    }

    public record Args(LockType4 type, boolean reclaim, long offset, long length, Locker locker) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.LOCK;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int32(type.number()).bool(reclaim).int64(offset).int64(length);
            switch (locker) {
                case Locker.NewOwner(int openSeqid, Stateid4 openStateid, int lockSeqid, StateOwner4 owner) -> {
                    out.bool(true).int32(openSeqid);
                    openStateid.encode(out);
                    out.int32(lockSeqid);
                    owner.encode(out);
                }
                case Locker.KnownOwner(Stateid4 lockStateid, int lockSeqid) -> {
                    out.bool(false);
                    lockStateid.encode(out);
                    out.int32(lockSeqid);
                }
            }
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(LockType4.decode(in), in.bool(), in.int64(), in.int64(), locker(in));
        }

        private static Locker locker(XdrReader in) throws XdrException {
            return in.bool()
                    ? new Locker.NewOwner(in.int32(), Stateid4.decode(in), in.int32(), StateOwner4.decode(in))
                    : new Locker.KnownOwner(Stateid4.decode(in), in.int32());
        }
    }

    public record Ok(Stateid4 stateid) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            stateid.encode(out);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(Stateid4.decode(in));
        }
    }
}
