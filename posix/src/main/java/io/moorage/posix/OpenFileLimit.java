package io.moorage.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** How many descriptors this process may have (getrlimit(2), RLIMIT_NOFILE). */
public final class OpenFileLimit {
    private static final int RLIMIT_NOFILE = 7;
    private static final FunctionDescriptor SIGNATURE =
            FunctionDescriptor.of(Native.INT, Native.INT, ValueLayout.ADDRESS);
    private static final MethodHandle GET = Native.withErrno("getrlimit", SIGNATURE);
    private static final MethodHandle SET = Native.withErrno("setrlimit", SIGNATURE);

    private OpenFileLimit() {}

    /**
     * Raises the limit to {@code wanted} if it is lower and this process may (CAP_SYS_RESOURCE and fs.nr_open), else as far as its
     * hard limit. Never lowers it.
     *
     * @return what it is now; {@link Long#MAX_VALUE} when there is none
     */
    public static long raise(long wanted) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Native.captureState(arena);
            MemorySegment limit = arena.allocate(ValueLayout.JAVA_LONG, 2);
            if ((int) GET.invokeExact(errno, RLIMIT_NOFILE, limit) < 0) {
                throw new IllegalStateException("getrlimit: errno " + Native.errno(errno));
            }
            long soft = limit.getAtIndex(ValueLayout.JAVA_LONG, 0);
            long hard = limit.getAtIndex(ValueLayout.JAVA_LONG, 1);
            long most = Long.compareUnsigned(hard, wanted) < 0 && set(errno, limit, wanted, wanted) ? wanted : hard;
            long now = Long.compareUnsigned(most, wanted) < 0 ? most : wanted;
            if (Long.compareUnsigned(soft, now) < 0 && set(errno, limit, now, most)) {
                soft = now;
            }
            return soft < 0 ? Long.MAX_VALUE : soft;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean set(MemorySegment errno, MemorySegment limit, long soft, long hard) throws Throwable {
        limit.setAtIndex(ValueLayout.JAVA_LONG, 0, soft);
        limit.setAtIndex(ValueLayout.JAVA_LONG, 1, hard);
        return (int) SET.invokeExact(errno, RLIMIT_NOFILE, limit) == 0;
    }
}
