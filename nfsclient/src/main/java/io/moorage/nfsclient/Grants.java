package io.moorage.nfsclient;

import io.moorage.vfs.Attributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a thread's last call got from the server beyond what it was asked for, for its very next call: the open that came with
 * making a file, the attributes that came with opening it. It saves a round trip and is never older than that.
 */
final class Grants {
    private final Map<Thread, Grant> last = new ConcurrentHashMap<>();

    /** @param open made by the last call and wanted by nobody yet, or null */
    record Grant(
            @Nullable NfsOpenFile open,
            @Nullable NfsOpenFile opened,
            @Nullable Attributes attributes) {}

    /** What the last call left; the caller closes an open it does not use. */
    @Nullable
    Grant take() {
        return last.isEmpty() ? null : last.remove(Thread.currentThread());
    }

    /** Leaves to this thread's next call what the present one could not put away. */
    void restore(Grant grant) {
        last.put(Thread.currentThread(), grant);
    }

    void created(NfsOpenFile open, Attributes attributes) {
        last.put(Thread.currentThread(), new Grant(open, null, attributes));
    }

    void opened(NfsOpenFile open, Attributes attributes) {
        last.put(Thread.currentThread(), new Grant(null, open, attributes));
    }
}
