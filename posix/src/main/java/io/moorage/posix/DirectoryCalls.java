package io.moorage.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * System calls on names inside an open directory, and on the kernel's file handles. A name is one path component as
 * bytes without the final NUL, at most 255. Every call returns what the C function returns, or minus the errno.
 *
 * <p>Each thread uses an instance of its own; platform threads only.
 */
public final class DirectoryCalls {
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    public static final int O_RDONLY = 0;
    public static final int O_RDWR = 0x2;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    public static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    public static final int O_NOATIME = 0x40000;
    public static final int O_CLOEXEC = 0x80000;
    public static final int O_PATH = 0x200000;

    /** unlinkat(2): remove a directory. */
    public static final int AT_REMOVEDIR = 0x200;

    private static final int AT_FDCWD = -100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int MAX_HANDLE_BYTES = 128;
    private static final int HANDLE_HEADER = 8;
    private static final int MAX_LINK_BYTES = 4096;

    private static final MethodHandle OPENAT = Native.variadicWithErrno(
            "openat", FunctionDescriptor.of(Native.INT, Native.INT, ValueLayout.ADDRESS, Native.INT, Native.INT), 3);
    private static final MethodHandle MKDIRAT =
            Native.withErrno("mkdirat", FunctionDescriptor.of(Native.INT, Native.INT, ValueLayout.ADDRESS, Native.INT));
    private static final MethodHandle MKNODAT = Native.withErrno(
            "mknodat", FunctionDescriptor.of(Native.INT, Native.INT, ValueLayout.ADDRESS, Native.INT, Native.LONG));
    private static final MethodHandle SYMLINKAT = Native.withErrno(
            "symlinkat", FunctionDescriptor.of(Native.INT, ValueLayout.ADDRESS, Native.INT, ValueLayout.ADDRESS));
    private static final MethodHandle READLINKAT = Native.withErrno(
            "readlinkat",
            FunctionDescriptor.of(Native.LONG, Native.INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, Native.LONG));
    private static final MethodHandle LINKAT = Native.withErrno(
            "linkat",
            FunctionDescriptor.of(
                    Native.INT, Native.INT, ValueLayout.ADDRESS, Native.INT, ValueLayout.ADDRESS, Native.INT));
    private static final MethodHandle UNLINKAT = Native.withErrno(
            "unlinkat", FunctionDescriptor.of(Native.INT, Native.INT, ValueLayout.ADDRESS, Native.INT));
    private static final MethodHandle RENAMEAT = Native.withErrno(
            "renameat",
            FunctionDescriptor.of(Native.INT, Native.INT, ValueLayout.ADDRESS, Native.INT, ValueLayout.ADDRESS));
    private static final MethodHandle NAME_TO_HANDLE = Native.withErrno(
            "name_to_handle_at",
            FunctionDescriptor.of(
                    Native.INT, Native.INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, Native.INT));
    private static final MethodHandle OPEN_BY_HANDLE = Native.withErrno(
            "open_by_handle_at", FunctionDescriptor.of(Native.INT, Native.INT, ValueLayout.ADDRESS, Native.INT));

    private final MemorySegment capture = Native.captureState(Arena.ofAuto());
    private final MemorySegment name = Arena.ofAuto().allocate(256);
    private final MemorySegment otherName = Arena.ofAuto().allocate(256);
    private final MemorySegment target = Arena.ofAuto().allocate(MAX_LINK_BYTES);
    private final MemorySegment handle = Arena.ofAuto().allocate(HANDLE_HEADER + MAX_HANDLE_BYTES, 4);
    private final MemorySegment mountId = Arena.ofAuto().allocate(Native.INT);

    /** Opens an absolute path of the operator's, never of a client's. */
    public int openPath(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return result((int) OPENAT.invokeExact(capture, AT_FDCWD, arena.allocateFrom(path), flags | O_CLOEXEC, 0));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** openat(2), never following a symbolic link and closed on exec. */
    public int open(int directory, byte[] entry, int flags, int mode) {
        try {
            int all = flags | O_NOFOLLOW | O_CLOEXEC;
            return result((int) OPENAT.invokeExact(capture, directory, cString(name, entry), all, mode));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    public int mkdir(int directory, byte[] entry, int mode) {
        try {
            return result((int) MKDIRAT.invokeExact(capture, directory, cString(name, entry), mode));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** mknodat(2) with the type in {@code mode}. */
    public int mknod(int directory, byte[] entry, int mode, int major, int minor) {
        long low = (minor & 0xffL) | ((major & 0xfffL) << 8);
        long device = low | ((minor & ~0xffL & 0xffffffffL) << 12) | ((major & ~0xfffL & 0xffffffffL) << 32);
        try {
            return result((int) MKNODAT.invokeExact(capture, directory, cString(name, entry), mode, device));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** @param content less than 4096 bytes */
    public int symlink(byte[] content, int directory, byte[] entry) {
        try {
            return result(
                    (int) SYMLINKAT.invokeExact(capture, cString(target, content), directory, cString(name, entry)));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** readlinkat(2) of an {@code O_PATH} descriptor of a symbolic link; {@link #linkContent} then gives the text. */
    public long readLink(int fd) {
        try {
            return result(
                    (long) READLINKAT.invokeExact(capture, fd, cString(name, new byte[0]), target, target.byteSize()));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** The first {@code length} bytes that {@link #readLink} found. */
    public byte[] linkContent(int length) {
        return target.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    /** linkat(2) of the object a descriptor stands for; needs CAP_DAC_READ_SEARCH. */
    public int link(int fd, int directory, byte[] entry) {
        try {
            MemorySegment itself = cString(otherName, new byte[0]);
            return result(
                    (int) LINKAT.invokeExact(capture, fd, itself, directory, cString(name, entry), AT_EMPTY_PATH));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** @param flags 0 or {@link #AT_REMOVEDIR} */
    public int unlink(int directory, byte[] entry, int flags) {
        try {
            return result((int) UNLINKAT.invokeExact(capture, directory, cString(name, entry), flags));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    public int rename(int fromDirectory, byte[] from, int toDirectory, byte[] to) {
        try {
            return result((int) RENAMEAT.invokeExact(
                    capture, fromDirectory, cString(name, from), toDirectory, cString(otherName, to)));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** name_to_handle_at(2) of a descriptor, {@code O_PATH} or not; {@link #handle} then gives the handle. */
    public int nameToHandle(int fd) {
        handle.set(Native.INT, 0, MAX_HANDLE_BYTES);
        try {
            return result((int) NAME_TO_HANDLE.invokeExact(
                    capture, fd, cString(name, new byte[0]), handle, mountId, AT_EMPTY_PATH));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** As {@link #nameToHandle(int)}, of a directory's entry itself: a symbolic link is not followed. */
    public int nameToHandle(int directory, byte[] entry) {
        handle.set(Native.INT, 0, MAX_HANDLE_BYTES);
        try {
            return result(
                    (int) NAME_TO_HANDLE.invokeExact(capture, directory, cString(name, entry), handle, mountId, 0));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** What the last {@link #nameToHandle} found: type (4 bytes, native order) and the opaque bytes after it. */
    public byte[] handle() {
        long bytes = 4L + handle.get(Native.INT, 0);
        return handle.asSlice(4, bytes).toArray(ValueLayout.JAVA_BYTE);
    }

    /** The mount on which the last {@link #nameToHandle} found its object. */
    public int mountId() {
        return mountId.get(Native.INT, 0);
    }

    /** open_by_handle_at(2) of bytes that {@link #handle} gave; needs CAP_DAC_READ_SEARCH. */
    public int openHandle(int mount, byte[] typeAndBytes, int flags) {
        handle.set(Native.INT, 0, typeAndBytes.length - 4);
        MemorySegment.copy(typeAndBytes, 0, handle, ValueLayout.JAVA_BYTE, 4, typeAndBytes.length);
        try {
            return result((int) OPEN_BY_HANDLE.invokeExact(capture, mount, handle, flags | O_CLOEXEC));
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    private static MemorySegment cString(MemorySegment buffer, byte[] bytes) {
        MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, bytes.length);
        buffer.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
        return buffer;
    }

    private int result(int returned) {
        return returned < 0 ? -Native.errno(capture) : returned;
    }

    private long result(long returned) {
        return returned < 0 ? -Native.errno(capture) : returned;
    }
}
