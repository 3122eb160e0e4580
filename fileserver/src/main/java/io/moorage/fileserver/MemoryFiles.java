package io.moorage.fileserver;

import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileSystemStatus;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.memory.MemoryFileSystem;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** File systems of a simulated machine: what visitors put there, in memory. No client mounts them. */
public final class MemoryFiles {
    private static final int DIRECTORY_MODE = 0755;

    private final Map<String, MemoryFileSystem> fileSystems = new ConcurrentHashMap<>();
    private final Map<String, MemoryFileSystem> copies = new ConcurrentHashMap<>();
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
        try {
            return new Browser(of(errand.fileSystemId()), visit.root() ? Caller.ROOT : Browser.NOBODY).run(errand);
        } catch (IOException e) {
            return new Response.Failed(String.valueOf(e.getMessage()));
        }
    }

    private MemoryFileSystem of(String fileSystemId) {
        return fileSystems.computeIfAbsent(fileSystemId, this::born);
    }

    private MemoryFileSystem born(String id) {
        return new MemoryFileSystem(clock, id.hashCode());
    }

    /** Of what its files hold. */
    public long bytes(String fileSystemId) {
        FileSystemStatus status = of(fileSystemId).status();
        return status.totalBytes() - status.freeBytes();
    }

    /** Keeps everything that a file system has; the moment that shows. */
    public Instant snapshot(String copyId, String fileSystemId) throws IOException {
        copies.put(copyId, likeness(copyId, fileSystemId));
        return clock.instant();
    }

    /** Puts what was kept into a new directory of a file system's root. */
    public void restore(String copyId, String fileSystemId, String directory) throws IOException {
        MemoryFileSystem copy = copies.getOrDefault(copyId, born(copyId));
        MemoryFileSystem files = of(fileSystemId);
        done(() -> {
            FileHandle made = files.createObject(
                            Caller.ROOT,
                            files.root(),
                            directory,
                            new NewObject.Directory(),
                            AttributeChange.ofMode(DIRECTORY_MODE))
                    .entry()
                    .handle();
            new MemoryTree(copy, files).copy(copy.root(), made);
        });
    }

    /** Makes a file system as another is; the moment that shows. */
    public Instant replicate(String sourceId, String destinationId) throws IOException {
        fileSystems.put(destinationId, likeness(destinationId, sourceId));
        return clock.instant();
    }

    public void forget(String copyId) {
        copies.remove(copyId);
    }

    private MemoryFileSystem likeness(String id, String fileSystemId) throws IOException {
        MemoryFileSystem source = of(fileSystemId);
        MemoryFileSystem copy = born(id);
        done(() -> new MemoryTree(source, copy).copy(source.root(), copy.root()));
        return copy;
    }

    private interface Work {
        void run() throws VfsException;
    }

    private static void done(Work work) throws IOException {
        try {
            work.run();
        } catch (VfsException e) {
            throw new IOException(Browser.words(e.error()), e);
        }
    }

    /** As they are born: empty. */
    public void reset() {
        fileSystems.clear();
        copies.clear();
    }
}
