package io.moorage.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The end of a pipe that this process writes to. */
public final class PipeEnd {
    public static final int STANDARD_OUTPUT = 1;

    /** poll(2): "set for a file descriptor referring to the write end of a pipe when the read end has been closed". */
    private static final short POLLERR = 0x8;

    private static final StructLayout POLLFD = MemoryLayout.structLayout(
            ValueLayout.JAVA_INT.withName("fd"),
            ValueLayout.JAVA_SHORT.withName("events"),
            ValueLayout.JAVA_SHORT.withName("revents"));
    private static final VarHandle FD = POLLFD.varHandle(PathElement.groupElement("fd"));
    private static final VarHandle REVENTS = POLLFD.varHandle(PathElement.groupElement("revents"));
    private static final MethodHandle POLL =
            Native.withErrno("poll", FunctionDescriptor.of(Native.INT, ValueLayout.ADDRESS, Native.LONG, Native.INT));

    private PipeEnd() {}

    /** Whether somebody may still read what is written to {@code fd}; true of all that is no pipe. Does not wait. */
    public static boolean isRead(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Native.captureState(arena);
            MemorySegment asked = arena.allocate(POLLFD);
            FD.set(asked, 0L, fd);
            if ((int) POLL.invokeExact(errno, asked, 1L, 0) < 0) {
                throw new IllegalStateException("poll: errno " + Native.errno(errno));
            }
            return ((short) REVENTS.get(asked, 0L) & POLLERR) == 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
