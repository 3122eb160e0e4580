package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.StableHow4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.WRITE4;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** WRITEs as COMPOUNDs. */
final class Writes {
    private Writes() {}

    /** One WRITE of at most all of {@code data}, whose position stays. */
    static WRITE4.Ok once(Calls calls, NfsOpenFile open, long offset, ByteBuffer data, StableHow4 stable)
            throws IOException {
        return calls.call(
                open.caller(),
                true,
                () -> List.of(
                        FileTable.putfh(open.handle()),
                        new WriteHead(open.stateid(), offset, stable, data.remaining())),
                data,
                reply -> reply.skip(OpCode.PUTFH).result(OpCode.WRITE, WRITE4.Ok.class));
    }

    /** Writes all of {@code data} so that it survives the server. */
    static void durable(Calls calls, NfsOpenFile open, long offset, ByteBuffer data) throws IOException {
        long at = offset;
        ByteBuffer rest = data.duplicate();
        while (rest.hasRemaining()) {
            WRITE4.Ok written = once(calls, open, at, rest, StableHow4.FILE_SYNC4);
            if (written.count() <= 0 || written.count() > rest.remaining()) {
                throw new IOException("a WRITE of " + rest.remaining() + " bytes wrote " + written.count());
            }
            rest.position(rest.position() + written.count());
            at += written.count();
        }
    }
}
