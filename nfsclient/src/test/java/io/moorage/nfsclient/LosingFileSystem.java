package io.moorage.nfsclient;

import io.moorage.vfs.OpenFile;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A file system whose UNSTABLE writes wait in memory for a commit and are lost in a crash, as in a power cut. */
final class LosingFileSystem {
    private final VirtualFileSystem real;
    private final VirtualFileSystem losing;

    /** Guarded by this. */
    private final List<Pending> pending = new ArrayList<>();

    private long verifier = 1;

    private record Pending(OpenFile file, long offset, ByteBuffer data) {}

    LosingFileSystem(VirtualFileSystem real) {
        this.real = real;
        this.losing = (VirtualFileSystem) Proxy.newProxyInstance(
                LosingFileSystem.class.getClassLoader(),
                new Class<?>[] {VirtualFileSystem.class},
                (proxy, method, arguments) -> invoke(method, arguments));
    }

    VirtualFileSystem fileSystem() {
        return losing;
    }

    synchronized void crash() {
        pending.clear();
        verifier++;
    }

    private synchronized Object invoke(Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "writeVerifier" -> {
                return verifier;
            }
            case "write" -> {
                if (arguments[3] == Stability.UNSTABLE) {
                    ByteBuffer source = (ByteBuffer) arguments[2];
                    ByteBuffer copy =
                            ByteBuffer.allocate(source.remaining()).put(source).flip();
                    pending.add(new Pending((OpenFile) arguments[0], (long) arguments[1], copy));
                    return Stability.UNSTABLE;
                }
            }
            case "commit" -> flush();
            default -> {
                // Everything else is the real one's alone.
            }
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private void flush() throws VfsException {
        for (Pending write : pending) {
            real.write(write.file, write.offset, write.data, Stability.FILE_SYNC);
        }
        pending.clear();
    }
}
