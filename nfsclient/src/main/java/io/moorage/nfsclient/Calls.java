package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.vfs.Caller;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/** Makes COMPOUNDs within a session. */
interface Calls {
    ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /**
     * @param once whether the request must not be executed twice, so that the server keeps its reply
     * @param operations asked for at every sending under a new session: stateids may have changed
     * @throws io.moorage.nfswire.nfs4.Nfs4Exception the server's refusal
     */
    default <R> R call(
            Caller caller,
            boolean once,
            Supplier<List<? extends Nfs4Args>> operations,
            ByteBuffer payload,
            ReplyReader<R> reader)
            throws IOException {
        return call(caller, once, operations, payload, reader, new Repetition());
    }

    /** As the other, and tells what a refusal may mean. */
    <R> R call(
            Caller caller,
            boolean once,
            Supplier<List<? extends Nfs4Args>> operations,
            ByteBuffer payload,
            ReplyReader<R> reader,
            Repetition repetition)
            throws IOException;

    /** What the server calls this client; for state owners. */
    long clientId();
}
