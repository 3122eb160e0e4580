package io.moorage.posix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work inside another network namespace (setns(2), network_namespaces(7)).
 *
 * <p>The namespace is a property of the kernel thread, so each call runs on a platform thread of its own that ends with
 * the work. A socket belongs to the namespace it was made in for as long as it lives, whoever uses it later; a process
 * started by the work is born in the namespace.
 */
public final class Namespaces {
    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final int O_RDONLY_CLOEXEC = 0x8_0000;
    private static final MethodHandle OPEN = Native.variadicWithErrno(
            "open", FunctionDescriptor.of(Native.INT, ValueLayout.ADDRESS, Native.INT, Native.INT), 2);
    private static final MethodHandle SETNS =
            Native.withErrno("setns", FunctionDescriptor.of(Native.INT, Native.INT, Native.INT));
    private static final MethodHandle CLOSE = Native.withErrno("close", FunctionDescriptor.of(Native.INT, Native.INT));

    private Namespaces() {}

    /** Where {@code ip netns} keeps the namespace it calls {@code name}. */
    public static Path named(String name) {
        return Path.of("/run/netns", name);
    }

    /**
     * Runs {@code work} inside {@code netns} and returns what it returned, waiting for as long as it takes.
     *
     * @param netns a namespace file: {@code /run/netns/NAME} or {@code /proc/PID/ns/net}
     * @throws IOException naming the errno when the namespace is not there (2), may not be entered (1), or is none (22)
     * @throws Exception whatever {@code work} threw
     */
    public static <T> T in(Path netns, Callable<T> work) throws Exception {
        var task = new FutureTask<T>(() -> {
            enter(netns);
            return work.call();
        });
        Thread.ofPlatform().daemon().name("netns " + netns.getFileName()).start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw e;
        }
    }

    /**
     * {@code work} as a thread's that stays inside {@code netns} for good: for event loops, whose sockets are all made there. A thread
     * that cannot enter ends with an {@link UncheckedIOException} and does none of the work.
     *
     * @param netns as for {@link #in}
     */
    public static Runnable staying(Path netns, Runnable work) {
        return () -> {
            try {
                enter(netns);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            work.run();
        };
    }

    private static void enter(Path netns) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Native.captureState(arena);
            int fd = (int) OPEN.invokeExact(errno, arena.allocateFrom(netns.toString()), O_RDONLY_CLOEXEC, 0);
            if (fd < 0) {
                throw refused("open", netns, errno);
            }
            int entered = (int) SETNS.invokeExact(errno, fd, CLONE_NEWNET);
            IOException failure = entered < 0 ? refused("setns", netns, errno) : null;
            int ignored = (int) CLOSE.invokeExact(errno, fd);
            if (failure != null) {
                throw failure;
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static IOException refused(String call, Path netns, MemorySegment errno) {
        return new IOException("%s on network namespace %s: errno %d".formatted(call, netns, Native.errno(errno)));
    }
}
