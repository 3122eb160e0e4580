package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;

/** A COMPOUND's results after its SEQUENCE, read one by one while the message is at hand. */
final class Reply {
    private final XdrReader in;
    private int left;

    Reply(XdrReader in, int results) {
        this.in = in;
        this.left = results;
    }

    /** Goes to the body of the next result, which must be that operation's success. */
    XdrReader ok(OpCode op) throws XdrException, Nfs4Exception {
        Nfs4Status status = status(op);
        if (status != Nfs4Status.OK) {
            Nfs4Result body = op.decodeResult(status, in);
            throw new Nfs4Exception(status, body);
        }
        return in;
    }

    /** Skips the next result's success, whose body is empty. */
    Reply skip(OpCode op) throws XdrException, Nfs4Exception {
        ok(op);
        return this;
    }

    /** The next result's body. */
    <T extends Nfs4Result> T result(OpCode op, Class<T> type) throws XdrException, Nfs4Exception {
        return type.cast(op.decodeResult(Nfs4Status.OK, ok(op)));
    }

    private Nfs4Status status(OpCode op) throws XdrException {
        if (left-- <= 0) {
            throw new XdrException("a reply without " + op);
        }
        int number = in.int32();
        if (number != op.number()) {
            throw new XdrException("a result of operation " + number + " instead of " + op);
        }
        return Nfs4Status.of(in.int32());
    }
}
