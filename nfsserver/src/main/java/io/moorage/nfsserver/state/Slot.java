package io.moorage.nfsserver.state;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Exactly-once for one request at a time (RFC 8881 section 2.10.6.1). Guarded by the state's lock. */
public final class Slot {
    final Session session;

    /** The last request's, finished or under way. */
    int sequence;

    boolean busy;

    /** Invariant: when not busy, the last reply's first {@code length} bytes, or nothing when it was not to be kept. */
    private byte[] reply = new byte[0];

    private int length;

    Slot(Session session) {
        this.session = session;
    }

    /** Returns how many bytes of memory it took for that. */
    int keep(@Nullable ByteBuffer body) {
        if (body == null) {
            length = 0;
            return 0;
        }
        int had = reply.length;
        int bytes = body.remaining();
        if (reply.length < bytes) {
            reply = new byte[Math.max(256, bytes)];
        }
        body.get(body.position(), reply, 0, bytes);
        length = bytes;
        return reply.length - had;
    }

    /** The memory kept for replies. */
    int roomBytes() {
        return reply.length;
    }

    @Nullable
    ByteBuffer kept() {
        return length == 0 ? null : ByteBuffer.wrap(reply.clone(), 0, length);
    }
}
