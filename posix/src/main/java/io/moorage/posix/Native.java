package io.moorage.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Binds C library functions whose failures are told through {@code errno}.
 *
 * <p>A bound handle takes the capture segment of {@link #captureState(Arena)} as its first argument; after a call that
 * returned -1, {@link #errno(MemorySegment)} tells why. A blocking downcall pins the carrier of a virtual thread, so
 * bind blocking functions for platform threads only.
 */
public final class Native {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBC = LINKER.defaultLookup();
    private static final MemoryLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURE.varHandle(PathElement.groupElement("errno"));

    private Native() {}

    /** A handle on {@code name} of the C library whose first parameter is the errno capture segment. */
    public static MethodHandle withErrno(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(symbol(name), descriptor, Linker.Option.captureCallState("errno"));
    }

    /** As {@link #withErrno}, for a variadic function whose arguments from {@code firstVariadic} on are variadic. */
    public static MethodHandle variadicWithErrno(String name, FunctionDescriptor descriptor, int firstVariadic) {
        return LINKER.downcallHandle(
                symbol(name),
                descriptor,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(firstVariadic));
    }

    /** A fresh segment that a call writes its {@code errno} into; keep one per thread and reuse it. */
    public static MemorySegment captureState(Arena arena) {
        return arena.allocate(CAPTURE);
    }

    /** The {@code errno} the last call left in {@code capture}. */
    public static int errno(MemorySegment capture) {
        return (int) ERRNO.get(capture, 0L);
    }

    /** The usual C types on x86-64 and AArch64 Linux. */
    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static MemorySegment symbol(String name) {
        return LIBC.find(name).orElseThrow(() -> new UnsatisfiedLinkError("the C library has no " + name));
    }
}
