package io.moorage.nfsserver.op;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * NFSv4.0's replies to what must not be done twice and has no seqid, in case the request comes again over a new connection
 * (RFC 7530 section 3.1.1). Safe for many threads.
 */
final class ReplyCache {
    private static final int MAX_REPLIES = 1024;
    private static final int MAX_BYTES = 4096;

    /** Eldest first; a null reply is of a request under way. */
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    /** A request, told from another that happens to have its transaction id by its content. */
    record Key(InetAddress client, int xid, long checksum) {
        static Key of(InetAddress client, int xid, ByteBuffer request) {
            CRC32C checksum = new CRC32C();
            checksum.update(request.slice(0, request.limit()));
            return new Key(client, xid, checksum.getValue() | ((long) request.limit() << 32));
        }
    }

    /** What is known of a request. */
    record Entry(byte @Nullable [] reply) {}

    /** What is known of the request, or null when it is new: then it is under way until {@link #finish}. */
    synchronized @Nullable Entry begin(Key key) {
        Entry known = entries.putIfAbsent(key, new Entry(null));
        if (known == null && entries.size() > MAX_REPLIES) {
            entries.remove(entries.keySet().iterator().next());
        }
        return known;
    }

    synchronized void forget(Key key) {
        entries.remove(key);
    }

    synchronized void finish(Key key, ByteBuffer body) {
        if (body.remaining() > MAX_BYTES) {
            entries.remove(key);
            return;
        }
        byte[] reply = new byte[body.remaining()];
        body.get(body.position(), reply);
        entries.replace(key, new Entry(reply));
    }
}
