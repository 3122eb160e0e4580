package io.moorage.filestore;

import io.moorage.posix.CreatorIdentity;
import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.FileCalls;
import io.moorage.posix.SystemCallException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One platform thread's system calls with their buffers. A virtual thread is refused: the identity and the umask of
 * {@link CreatorIdentity} belong to the kernel thread, which a virtual thread changes at will.
 */
record Calls(FileCalls file, DirectoryCalls directory, CreatorIdentity identity, MemorySegment scratch) {
    private static final long SCRATCH_BYTES = 256 * 1024;

    static Calls ofThisThread() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("the file store is for platform threads only");
        }
        try {
            return new Calls(
                    new FileCalls(),
                    new DirectoryCalls(),
                    new CreatorIdentity(),
                    Arena.ofAuto().allocate(SCRATCH_BYTES, 8));
        } catch (SystemCallException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
