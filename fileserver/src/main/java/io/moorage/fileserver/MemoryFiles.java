package io.moorage.fileserver;

import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import io.moorage.vfs.Caller;
import io.moorage.vfs.memory.MemoryFileSystem;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** File systems of a simulated machine: what visitors put there, in memory. No client mounts them. */
public final class MemoryFiles {
    private final Map<String, MemoryFileSystem> fileSystems = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public MemoryFiles(InstantSource clock) {
        this.clock = clock;
    }

    /** Answers as a file server answers a visit. */
    public Response visit(Request.Visit visit) {
        if (!(visit.errand() instanceof Request.Errand errand)) {
            return new Response.Failed("no errand: " + visit.errand());
        }
        if (visit.accessPointId() != null) {
            return new Response.Failed("a simulated file system is not reached through access points");
        }
        MemoryFileSystem files =
                fileSystems.computeIfAbsent(errand.fileSystemId(), id -> new MemoryFileSystem(clock, id.hashCode()));
        try {
            return new Browser(files, visit.root() ? Caller.ROOT : Browser.NOBODY).run(errand);
        } catch (IOException e) {
            return new Response.Failed(String.valueOf(e.getMessage()));
        }
    }

    /** As they are born: empty. */
    public void reset() {
        fileSystems.clear();
    }
}
