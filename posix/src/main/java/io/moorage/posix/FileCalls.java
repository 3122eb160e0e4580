package io.moorage.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * System calls on file descriptors. Every call returns what the C function returns, or minus the errno.
 *
 * <p>Each thread uses an instance of its own, which holds the errno and the argument buffers; the calls may block, so
 * platform threads only.
 */
public final class FileCalls {
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int MAX_NAME_BYTES = 255;
    private static final int STATX_BASIC_STATS = 0x7ff;
    /** STATX_TYPE, MODE, NLINK, UID, GID, INO and SIZE. */
    private static final int STATX_IDENTITY = 0x31f;

    private static final int STATX_BTIME = 0x800;
    private static final int STATX_MNT_ID = 0x1000;
    private static final long STATX_BYTES = 256;
    private static final long STATVFS_BYTES = 128;
    private static final int TIMES_BYTES = 32;
    private static final int DIRENTS_BYTES = 64 * 1024;
    private static final int MAX_XATTR_BYTES = 256;

    private static final int FADV_DONTNEED = 4;

    /** utimensat(2): nanoseconds that mean "now" and "leave alone". */
    public static final long UTIME_NOW = (1L << 30) - 1;

    public static final long UTIME_OMIT = (1L << 30) - 2;

    private static final MethodHandle CLOSE = Native.withErrno("close", FunctionDescriptor.of(Native.INT, Native.INT));
    private static final MethodHandle STATX = Native.withErrno(
            "statx",
            FunctionDescriptor.of(
                    Native.INT, Native.INT, ValueLayout.ADDRESS, Native.INT, Native.INT, ValueLayout.ADDRESS));
    private static final MethodHandle FSTATVFS =
            Native.withErrno("fstatvfs", FunctionDescriptor.of(Native.INT, Native.INT, ValueLayout.ADDRESS));
    private static final MethodHandle FSTATFS =
            Native.withErrno("fstatfs", FunctionDescriptor.of(Native.INT, Native.INT, ValueLayout.ADDRESS));
    private static final MethodHandle PREAD = Native.withErrno(
            "pread", FunctionDescriptor.of(Native.LONG, Native.INT, ValueLayout.ADDRESS, Native.LONG, Native.LONG));
    private static final MethodHandle PWRITE = Native.withErrno(
            "pwrite", FunctionDescriptor.of(Native.LONG, Native.INT, ValueLayout.ADDRESS, Native.LONG, Native.LONG));
    private static final MethodHandle FSYNC = Native.withErrno("fsync", FunctionDescriptor.of(Native.INT, Native.INT));
    private static final MethodHandle FDATASYNC =
            Native.withErrno("fdatasync", FunctionDescriptor.of(Native.INT, Native.INT));
    private static final MethodHandle SYNCFS =
            Native.withErrno("syncfs", FunctionDescriptor.of(Native.INT, Native.INT));
    private static final MethodHandle FADVISE = Native.withErrno(
            "posix_fadvise", FunctionDescriptor.of(Native.INT, Native.INT, Native.LONG, Native.LONG, Native.INT));
    private static final MethodHandle FTRUNCATE =
            Native.withErrno("ftruncate", FunctionDescriptor.of(Native.INT, Native.INT, Native.LONG));
    private static final MethodHandle FCHMOD =
            Native.withErrno("fchmod", FunctionDescriptor.of(Native.INT, Native.INT, Native.INT));
    private static final MethodHandle CHMOD =
            Native.withErrno("chmod", FunctionDescriptor.of(Native.INT, ValueLayout.ADDRESS, Native.INT));
    private static final MethodHandle FCHOWNAT = Native.withErrno(
            "fchownat",
            FunctionDescriptor.of(Native.INT, Native.INT, ValueLayout.ADDRESS, Native.INT, Native.INT, Native.INT));
    private static final MethodHandle UTIMENSAT = Native.withErrno(
            "utimensat",
            FunctionDescriptor.of(Native.INT, Native.INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, Native.INT));
    private static final MethodHandle LSEEK =
            Native.withErrno("lseek", FunctionDescriptor.of(Native.LONG, Native.INT, Native.LONG, Native.INT));
    private static final MethodHandle GETDENTS64 = Native.withErrno(
            "getdents64", FunctionDescriptor.of(Native.LONG, Native.INT, ValueLayout.ADDRESS, Native.LONG));
    private static final MethodHandle FGETXATTR = Native.withErrno(
            "fgetxattr",
            FunctionDescriptor.of(Native.LONG, Native.INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, Native.LONG));
    private static final MethodHandle FSETXATTR = Native.withErrno(
            "fsetxattr",
            FunctionDescriptor.of(
                    Native.INT, Native.INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, Native.LONG, Native.INT));

    private final MemorySegment capture = Native.captureState(Arena.ofAuto());
    private final MemorySegment name = Arena.ofAuto().allocate(MAX_NAME_BYTES + 1);
    private final MemorySegment empty = Arena.ofAuto().allocate(1);
    private final MemorySegment statx = Arena.ofAuto().allocate(STATX_BYTES, 8);
    private final MemorySegment statvfs = Arena.ofAuto().allocate(STATVFS_BYTES, 8);
    private final MemorySegment times = Arena.ofAuto().allocate(TIMES_BYTES, 8);
    private final MemorySegment value = Arena.ofAuto().allocate(MAX_XATTR_BYTES);

    /** Made when first needed: most threads never list a directory. */
    private @Nullable MemorySegment dirents;

    /** close(2); a second close of the same number would hit a stranger, so the caller keeps count. */
    public int close(int fd) {
        try {
            return result((int) CLOSE.invokeExact(capture, fd));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** statx(2) of the descriptor itself, {@code O_PATH} or not; {@link #status} then gives the answer. */
    public int statx(int fd) {
        try {
            int mask = STATX_BASIC_STATS | STATX_MNT_ID | STATX_BTIME;
            return result((int) STATX.invokeExact(capture, fd, empty, AT_EMPTY_PATH, mask, statx));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /**
     * As {@link #statx}, without blocks and times. Asking a Linux of 6.13 or later for a file's times makes its next change
     * take a time of its own, so that each such pair costs a write of the inode.
     */
    public int glance(int fd) {
        try {
            int mask = STATX_IDENTITY | STATX_MNT_ID;
            return result((int) STATX.invokeExact(capture, fd, empty, AT_EMPTY_PATH, mask, statx));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** statx(2) of a directory's entry itself, a symbolic link not followed; {@link #status} then gives the answer. */
    public int statxEntry(int directory, byte[] entry) {
        MemorySegment.copy(entry, 0, name, ValueLayout.JAVA_BYTE, 0, entry.length);
        name.set(ValueLayout.JAVA_BYTE, entry.length, (byte) 0);
        try {
            int mask = STATX_BASIC_STATS | STATX_MNT_ID | STATX_BTIME;
            return result((int) STATX.invokeExact(capture, directory, name, AT_SYMLINK_NOFOLLOW, mask, statx));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** What the last successful {@link #statx} of this instance found. */
    public FileStatus status() {
        return new FileStatus(
                statx.get(Native.LONG, 32),
                Short.toUnsignedInt(statx.get(ValueLayout.JAVA_SHORT, 28)),
                statx.get(Native.INT, 16),
                statx.get(Native.INT, 20),
                statx.get(Native.INT, 24),
                statx.get(Native.LONG, 40),
                statx.get(Native.LONG, 48),
                statx.get(Native.LONG, 64),
                statx.get(Native.INT, 72),
                statx.get(Native.LONG, 112),
                statx.get(Native.INT, 120),
                statx.get(Native.LONG, 96),
                statx.get(Native.INT, 104),
                statx.get(Native.INT, 128),
                statx.get(Native.INT, 132),
                statx.get(Native.LONG, 144),
                statx.get(Native.LONG, 80),
                statx.get(Native.INT, 88));
    }

    /** fstatvfs(3); {@link #space} then gives the answer. */
    public int statvfs(int fd) {
        try {
            return result((int) FSTATVFS.invokeExact(capture, fd, statvfs));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** Space of a file system, in bytes and counts. */
    public record Space(long total, long free, long available, long files, long freeFiles) {}

    /** What the last successful {@link #statvfs} of this instance found. */
    public Space space() {
        long unit = statvfs.get(Native.LONG, 8);
        return new Space(
                unit * statvfs.get(Native.LONG, 16),
                unit * statvfs.get(Native.LONG, 24),
                unit * statvfs.get(Native.LONG, 32),
                statvfs.get(Native.LONG, 40),
                statvfs.get(Native.LONG, 48));
    }

    /** {@code f_type} of fstatfs(2): which kind of file system the descriptor is on. */
    public long fileSystemType(int fd) {
        try {
            int result = (int) FSTATFS.invokeExact(capture, fd, statvfs);
            return result < 0 ? -Native.errno(capture) : statvfs.get(Native.LONG, 0);
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** pread(2) into {@code buffer}, a native segment, from its start. */
    public long pread(int fd, MemorySegment buffer, long offset) {
        try {
            return result((long) PREAD.invokeExact(capture, fd, buffer, buffer.byteSize(), offset));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** pwrite(2) of all of {@code buffer}, a native segment; may write less. */
    public long pwrite(int fd, MemorySegment buffer, long offset) {
        try {
            return result((long) PWRITE.invokeExact(capture, fd, buffer, buffer.byteSize(), offset));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    public int fsync(int fd) {
        return onDescriptor(FSYNC, fd);
    }

    public int fdatasync(int fd) {
        return onDescriptor(FDATASYNC, fd);
    }

    /** syncfs(2): everything of the whole file system; slow, for what has no descriptor to sync. */
    public int syncfs(int fd) {
        return onDescriptor(SYNCFS, fd);
    }

    /** posix_fadvise(2) of all of a file, POSIX_FADV_DONTNEED: what is in memory and not dirty is read from the disk again. */
    public int dropPages(int fd) {
        try {
            return -(int) FADVISE.invokeExact(capture, fd, 0L, 0L, FADV_DONTNEED);
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    public int truncate(int fd, long size) {
        try {
            return result((int) FTRUNCATE.invokeExact(capture, fd, size));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    public int chmod(int fd, int mode) {
        try {
            return result((int) FCHMOD.invokeExact(capture, fd, mode));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** chmod(2) of an {@code O_PATH} descriptor that is no symbolic link, by the name /proc gives it. */
    public int chmodPath(int fd, int mode) {
        try (Arena arena = Arena.ofConfined()) {
            return result((int) CHMOD.invokeExact(capture, arena.allocateFrom("/proc/self/fd/" + fd), mode));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** chown(2) of a descriptor, {@code O_PATH} or not; -1 leaves that owner alone. */
    public int chown(int fd, int uid, int gid) {
        try {
            return result((int) FCHOWNAT.invokeExact(capture, fd, empty, uid, gid, AT_EMPTY_PATH));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** utimensat(2) of a descriptor, {@code O_PATH} or not (Linux 5.8); nanoseconds may be UTIME_NOW or UTIME_OMIT. */
    public int setTimes(int fd, long accessSeconds, long accessNanos, long modifySeconds, long modifyNanos) {
        times.set(Native.LONG, 0, accessSeconds);
        times.set(Native.LONG, 8, accessNanos);
        times.set(Native.LONG, 16, modifySeconds);
        times.set(Native.LONG, 24, modifyNanos);
        try {
            return result((int) UTIMENSAT.invokeExact(capture, fd, empty, times, AT_EMPTY_PATH));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** lseek(2) of a directory to a position that {@link #readEntries} told, 0 for the start. */
    public long seekEntries(int fd, long position) {
        try {
            return (long) LSEEK.invokeExact(capture, fd, position, 0) < 0 ? -Native.errno(capture) : 0;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** getdents64(2) of at most {@code atMost} bytes; the entries are then in {@link #entries}. */
    public long readEntries(int fd, int atMost) {
        try {
            long room = Math.min(atMost, DIRENTS_BYTES);
            return result((long) GETDENTS64.invokeExact(capture, fd, entries(), room));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** The linux_dirent64 records of the last {@link #readEntries}. */
    public MemorySegment entries() {
        MemorySegment present = dirents;
        if (present == null) {
            present = Arena.ofAuto().allocate(DIRENTS_BYTES, 8);
            dirents = present;
        }
        return present;
    }

    /** fgetxattr(2): the value's length; the value is then in {@link #attributeValue}. */
    public long getAttribute(int fd, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(name);
            return result((long) FGETXATTR.invokeExact(capture, fd, key, value, value.byteSize()));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** The first {@code length} bytes of the value {@link #getAttribute} found. */
    public byte[] attributeValue(int length) {
        return value.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    /** fsetxattr(2), making or replacing. */
    public int setAttribute(int fd, String name, byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(name);
            MemorySegment content = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            return result((int) FSETXATTR.invokeExact(capture, fd, key, content, (long) bytes.length, 0));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    private int onDescriptor(MethodHandle call, int fd) {
        try {
            return result((int) call.invokeExact(capture, fd));
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
