package io.moorage.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Lets the current thread make files that belong to someone else from their first moment, without giving up root's
 * capabilities: setfsuid(2) and setfsgid(2) under SECBIT_NO_SETUID_FIXUP, and a umask of zero of the thread's own
 * (unshare(2) CLONE_FS). The kernel keeps all of these per thread; one instance per platform thread.
 */
public final class CreatorIdentity {
    private static final int PR_SET_SECUREBITS = 28;
    private static final long SECBIT_NO_SETUID_FIXUP = 1 << 2;
    private static final int CLONE_FS = 0x200;

    private static final MethodHandle SETFSUID =
            Native.withErrno("setfsuid", FunctionDescriptor.of(Native.INT, Native.INT));
    private static final MethodHandle SETFSGID =
            Native.withErrno("setfsgid", FunctionDescriptor.of(Native.INT, Native.INT));
    private static final MethodHandle UMASK = Native.withErrno("umask", FunctionDescriptor.of(Native.INT, Native.INT));
    private static final MethodHandle UNSHARE =
            Native.withErrno("unshare", FunctionDescriptor.of(Native.INT, Native.INT));
    private static final MethodHandle PRCTL = Native.variadicWithErrno(
            "prctl",
            FunctionDescriptor.of(Native.INT, Native.INT, Native.LONG, Native.LONG, Native.LONG, Native.LONG),
            1);

    private final MemorySegment capture = Native.captureState(Arena.ofAuto());

    /** Prepares the current thread. */
    public CreatorIdentity() throws SystemCallException {
        try {
            if ((int) UNSHARE.invokeExact(capture, CLONE_FS) != 0) {
                throw new SystemCallException("unshare of the thread's umask", Native.errno(capture));
            }
            int ignored = (int) UMASK.invokeExact(capture, 0);
            if ((int) PRCTL.invokeExact(capture, PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0L, 0L, 0L) != 0) {
                throw new SystemCallException("prctl PR_SET_SECUREBITS", Native.errno(capture));
            }
        } catch (SystemCallException refused) {
            throw refused;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** New files now belong to these, until {@link #reset}. */
    public void become(int uid, int gid) {
        set(SETFSGID, gid);
        set(SETFSUID, uid);
    }

    public void reset() {
        become(0, 0);
    }

    private void set(MethodHandle call, int id) {
        try {
            int ignored = (int) call.invokeExact(capture, id);
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }
}
