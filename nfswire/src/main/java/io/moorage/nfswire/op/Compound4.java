package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** COMPOUND4args and COMPOUND4res as a client writes and reads them; a server works through the stream. */
public final class Compound4 {
    private Compound4() {}

    public record Args(String tag, int minorVersion, List<Nfs4Args> operations) {
        public void encode(XdrWriter out) {
            out.string(tag).int32(minorVersion).int32(operations.size());
            for (Nfs4Args operation : operations) {
                out.int32(operation.op().number());
                operation.encode(out);
            }
        }

        public static Args decode(XdrReader in) throws XdrException, Nfs4Exception {
            String tag = Text.decode(in);
            int minorVersion = in.int32();
            int count = in.count(Nfs4Limits.OPAQUE, 4);
            List<Nfs4Args> operations = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                operations.add(OpCode.of(in.int32()).decodeArgs(in));
            }
            return new Args(tag, minorVersion, operations);
        }
    }

    /** One operation's outcome: with a status other than OK the body is mostly VOID. */
    public record OpResult(OpCode op, Nfs4Status status, Nfs4Result body) {}

    /** @param results up to and with the first failure */
    public record Result(Nfs4Status status, String tag, List<OpResult> results) {
        /** For servers in tests: writes all bodies. */
        public void encode(XdrWriter out) throws IOException {
            out.int32(status.number()).string(tag).int32(results.size());
            for (OpResult result : results) {
                out.int32(result.op().number()).int32(result.status().number());
                result.body().encode(out);
            }
        }

        public static Result decode(XdrReader in) throws XdrException, Nfs4Exception {
            Nfs4Status status = Nfs4Status.of(in.int32());
            String tag = Text.decode(in);
            int count = in.count(Nfs4Limits.OPAQUE, 8);
            List<OpResult> results = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                OpCode op = OpCode.of(in.int32());
                Nfs4Status opStatus = Nfs4Status.of(in.int32());
                results.add(new OpResult(op, opStatus, op.decodeResult(opStatus, in)));
            }
            return new Result(status, tag, results);
        }
    }
}
