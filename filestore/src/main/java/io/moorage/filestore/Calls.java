package io.moorage.filestore;

import io.moorage.posix.CopyCalls;
import io.moorage.posix.CreatorIdentity;
import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.FileCalls;
import io.moorage.posix.SystemCallException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One platform thread's system calls with their buffers. A virtual thread is refused: the identity and the umask of
 * {@link CreatorIdentity} belong to the kernel thread, which a virtual thread changes at will.
 */
final class Calls {
    private static final long SCRATCH_BYTES = 256 * 1024;
    private static final long SLOT_BYTES = 64;

    private final FileCalls file = new FileCalls();
    private final DirectoryCalls directory = new DirectoryCalls();
    private final CopyCalls copies = new CopyCalls();
    private final MemorySegment slot = Arena.ofAuto().allocate(SLOT_BYTES, 8);
    private final CreatorIdentity identity;

    /** Made when first needed: callers with direct buffers never do. */
    private @Nullable MemorySegment scratch;

    private @Nullable Gathered gathered;

    private Calls(CreatorIdentity identity) {
        this.identity = identity;
    }

    static Calls ofThisThread() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("the file store is for platform threads only");
        }
        try {
            return new Calls(new CreatorIdentity());
        } catch (SystemCallException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    FileCalls file() {
        return file;
    }

    DirectoryCalls directory() {
        return directory;
    }

    CopyCalls copies() {
        return copies;
    }

    CreatorIdentity identity() {
        return identity;
    }

    /** Where changes are gathered to be synced later, if they are. */
    @Nullable
    Gathered gathered() {
        return gathered;
    }

    void gathers(@Nullable Gathered into) {
        gathered = into;
    }

    /** 64 bytes that the kernel can read from and write to. */
    MemorySegment slot() {
        return slot;
    }

    /** Memory that the kernel can read from and write to, for what comes from or goes to the heap. */
    MemorySegment scratch() {
        MemorySegment present = scratch;
        if (present == null) {
            present = Arena.ofAuto().allocate(SCRATCH_BYTES, 8);
            scratch = present;
        }
        return present;
    }
}
