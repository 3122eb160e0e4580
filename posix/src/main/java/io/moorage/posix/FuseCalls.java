package io.moorage.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The system calls a FUSE server lives by: open(2) of {@code /dev/fuse}, mount(2), umount2(2), read(2), write(2), close(2),
 * and mmap(2) for buffers whose untouched pages cost nothing.
 *
 * <p>Calls that may block are for platform threads only. Each thread uses an instance of its own: it holds the errno.
 */
public final class FuseCalls {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EAGAIN = 11;
    public static final int ENODEV = 19;
    public static final int EINVAL = 22;

    public static final int MS_RDONLY = 0x1;
    public static final int MS_NOSUID = 0x2;
    public static final int MS_NODEV = 0x4;
    public static final int MS_NOEXEC = 0x8;
    public static final int MS_NOATIME = 0x400;

    /** umount2(2): take the mount out of the tree now, clean up when it is no longer busy. */
    public static final int MNT_DETACH = 0x2;

    private static final int O_RDWR = 0x2;
    private static final int O_CLOEXEC = 0x80000;
    private static final int PROT_READ_WRITE = 0x3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;

    private static final MethodHandle OPEN = Native.variadicWithErrno(
            "open", FunctionDescriptor.of(Native.INT, ValueLayout.ADDRESS, Native.INT, Native.INT), 2);
    private static final MethodHandle CLOSE = Native.withErrno("close", FunctionDescriptor.of(Native.INT, Native.INT));
    private static final MethodHandle READ =
            Native.withErrno("read", FunctionDescriptor.of(Native.LONG, Native.INT, ValueLayout.ADDRESS, Native.LONG));
    private static final MethodHandle WRITE =
            Native.withErrno("write", FunctionDescriptor.of(Native.LONG, Native.INT, ValueLayout.ADDRESS, Native.LONG));
    private static final MethodHandle MOUNT = Native.withErrno(
            "mount",
            FunctionDescriptor.of(
                    Native.INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    Native.LONG,
                    ValueLayout.ADDRESS));
    private static final MethodHandle UMOUNT =
            Native.withErrno("umount2", FunctionDescriptor.of(Native.INT, ValueLayout.ADDRESS, Native.INT));
    private static final MethodHandle MMAP = Native.withErrno(
            "mmap",
            FunctionDescriptor.of(
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    Native.LONG,
                    Native.INT,
                    Native.INT,
                    Native.INT,
                    Native.LONG));
    private static final MethodHandle MUNMAP =
            Native.withErrno("munmap", FunctionDescriptor.of(Native.INT, ValueLayout.ADDRESS, Native.LONG));

    private final MemorySegment capture = Native.captureState(Arena.ofAuto());

    /** Opens the FUSE device for one mount, closed on exec. */
    public int openDevice() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int fd = (int) OPEN.invokeExact(capture, arena.allocateFrom("/dev/fuse"), O_RDWR | O_CLOEXEC, 0);
            if (fd < 0) {
                throw failure("open /dev/fuse");
            }
            return fd;
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    public void mount(String source, String target, String type, long flags, String data) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) MOUNT.invokeExact(
                    capture,
                    arena.allocateFrom(source),
                    arena.allocateFrom(target),
                    arena.allocateFrom(type),
                    flags,
                    arena.allocateFrom(data));
            if (result != 0) {
                throw failure("mount " + source + " on " + target);
            }
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    public void unmount(String target, int flags) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            if ((int) UMOUNT.invokeExact(capture, arena.allocateFrom(target), flags) != 0) {
                throw failure("umount " + target);
            }
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    /** read(2): the bytes read, or minus the errno. */
    public long read(int fd, MemorySegment buffer, long bytes) {
        try {
            long result = (long) READ.invokeExact(capture, fd, buffer, bytes);
            return result < 0 ? -Native.errno(capture) : result;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** write(2): the bytes written, or minus the errno. */
    public long write(int fd, MemorySegment buffer, long bytes) {
        try {
            long result = (long) WRITE.invokeExact(capture, fd, buffer, bytes);
            return result < 0 ? -Native.errno(capture) : result;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** close(2); a second close of the same number would hit a stranger, so the caller keeps count. */
    public void close(int fd) {
        try {
            int ignored = (int) CLOSE.invokeExact(capture, fd);
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** Memory of its own pages: zero, and not resident before it is touched. Given back by {@link #unmap}. */
    public MemorySegment map(long bytes) throws IOException {
        try {
            MemorySegment address = (MemorySegment) MMAP.invokeExact(
                    capture, MemorySegment.NULL, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
            if (address.address() == -1L) {
                throw failure("mmap of " + bytes + " bytes");
            }
            return address.reinterpret(bytes);
        } catch (Throwable thrown) {
            throw rethrow(thrown);
        }
    }

    public void unmap(MemorySegment memory) {
        try {
            int ignored = (int) MUNMAP.invokeExact(capture, memory, memory.byteSize());
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    private IOException failure(String what) {
        int errno = Native.errno(capture);
        return new SystemCallException(what, errno);
    }

    private static IOException rethrow(Throwable thrown) {
        if (thrown instanceof IOException failure) {
            return failure;
        }
        throw new AssertionError(thrown);
    }
}
