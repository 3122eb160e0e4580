package io.moorage.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * System calls that copy a file's content within the kernel, and that find and make its holes. Every call returns what the
 * C function returns, or minus the errno.
 *
 * <p>Each thread uses an instance of its own; the calls may block, so platform threads only.
 */
public final class CopyCalls {
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;

    /** _IOW(0x94, 9, int), the same on x86-64 and AArch64. */
    private static final long FICLONE = 0x40049409L;

    private static final int FALLOC_FL_KEEP_SIZE = 1;
    private static final int FALLOC_FL_PUNCH_HOLE = 2;

    private static final MethodHandle IOCTL = Native.variadicWithErrno(
            "ioctl", FunctionDescriptor.of(Native.INT, Native.INT, Native.LONG, Native.INT), 2);
    private static final MethodHandle COPY_FILE_RANGE = Native.withErrno(
            "copy_file_range",
            FunctionDescriptor.of(
                    Native.LONG,
                    Native.INT,
                    ValueLayout.ADDRESS,
                    Native.INT,
                    ValueLayout.ADDRESS,
                    Native.LONG,
                    Native.INT));
    private static final MethodHandle LSEEK =
            Native.withErrno("lseek", FunctionDescriptor.of(Native.LONG, Native.INT, Native.LONG, Native.INT));
    private static final MethodHandle FALLOCATE = Native.withErrno(
            "fallocate", FunctionDescriptor.of(Native.INT, Native.INT, Native.INT, Native.LONG, Native.LONG));
    private static final MethodHandle FREMOVEXATTR =
            Native.withErrno("fremovexattr", FunctionDescriptor.of(Native.INT, Native.INT, ValueLayout.ADDRESS));

    private final MemorySegment capture = Native.captureState(Arena.ofAuto());
    private final MemorySegment from = Arena.ofAuto().allocate(Native.LONG);
    private final MemorySegment to = Arena.ofAuto().allocate(Native.LONG);

    /** ioctl_ficlone(2): the target's content becomes the source's, sharing its blocks until either is written. */
    public int cloneContent(int source, int target) {
        try {
            return result((int) IOCTL.invokeExact(capture, target, FICLONE, source));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** copy_file_range(2) from and to the same offset; may copy less. */
    public long copyRange(int source, int target, long offset, long length) {
        from.set(Native.LONG, 0, offset);
        to.set(Native.LONG, 0, offset);
        try {
            return result((long) COPY_FILE_RANGE.invokeExact(capture, source, from, target, to, length, 0));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** Where the first data at or after {@code offset} begins; ENXIO when there is none. */
    public long nextData(int fd, long offset) {
        return seek(fd, offset, SEEK_DATA);
    }

    /** Where the first hole at or after {@code offset} begins; a file ends in one. */
    public long nextHole(int fd, long offset) {
        return seek(fd, offset, SEEK_HOLE);
    }

    private long seek(int fd, long offset, int whence) {
        try {
            return result((long) LSEEK.invokeExact(capture, fd, offset, whence));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** fallocate(2): gives a range's space back; it reads as zeros and the size stays. */
    public int punchHole(int fd, long offset, long length) {
        try {
            int mode = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
            return result((int) FALLOCATE.invokeExact(capture, fd, mode, offset, length));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** fremovexattr(2). */
    public int removeAttribute(int fd, String name) {
        try (Arena arena = Arena.ofConfined()) {
            return result((int) FREMOVEXATTR.invokeExact(capture, fd, arena.allocateFrom(name)));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    private int result(int returned) {
        return returned < 0 ? -Native.errno(capture) : returned;
    }

    private long result(long returned) {
        return returned < 0 ? -Native.errno(capture) : returned;
    }
}
