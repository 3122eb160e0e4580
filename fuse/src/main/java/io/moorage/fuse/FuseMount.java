package io.moorage.fuse;

import io.moorage.posix.FuseCalls;
import io.moorage.vfs.VirtualFileSystem;
import io.moorage.vfs.Withdrawable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A file system mounted at a directory. It serves until it is unmounted, by {@link #unmount} or by umount(8). Permissions are
 * judged by the file system alone: the kernel's default_permissions is off.
 */
public final class FuseMount implements AutoCloseable {
    private static final long END_SECONDS = 10;

    private final Path target;
    private final int device;
    private final FuseCalls calls;
    private final Kernel kernel;
    private final Dispatcher dispatcher;
    private final Workers workers;
    private final Watch watch;

    /** Guarded by this. */
    private boolean closed;

    private FuseMount(
            Path target,
            int device,
            FuseCalls calls,
            Kernel kernel,
            Dispatcher dispatcher,
            Workers workers,
            Watch watch) {
        this.target = target;
        this.device = device;
        this.calls = calls;
        this.kernel = kernel;
        this.dispatcher = dispatcher;
        this.workers = workers;
        this.watch = watch;
    }

    /** Mounts and starts serving; needs CAP_SYS_ADMIN and /dev/fuse. The file system stays the caller's to close. */
    public static FuseMount mount(VirtualFileSystem fileSystem, Path target, MountOptions options) throws IOException {
        return mount(fileSystem, target, options, System::nanoTime);
    }

    static FuseMount mount(VirtualFileSystem fileSystem, Path target, MountOptions options, LongSupplier nanoClock)
            throws IOException {
        FuseCalls system = new FuseCalls();
        int device = system.openDevice();
        Kernel kernel = new Kernel(device);
        try {
            LateCalls late = new LateCalls();
            Mounted mounted = new Mounted(fileSystem, options.cache(), nanoClock, kernel, late);
            mounted.lookAtRoot();
            Optional<Withdrawable> calls =
                    fileSystem instanceof Withdrawable some ? Optional.of(some) : Optional.empty();
            Watch watch = new Watch(kernel, calls, new Requester(Path.of("/proc")), nanoClock);
            Dispatcher dispatcher = new Dispatcher(mounted, watch, late, nanoClock);
            ReadAhead readAhead = new ReadAhead(Path.of("/proc/self/mountinfo"), Path.of("/sys/class/bdi"), target);
            Workers workers = new Workers(device, dispatcher, watch, nanoClock, readAhead);
            String data = "fd=" + device + ",rootmode=40000,user_id=0,group_id=0,allow_other";
            system.mount(options.source(), target.toString(), "fuse." + options.subtype(), options.flags(), data);
            workers.start();
            return new FuseMount(target, device, system, kernel, dispatcher, workers, watch);
        } catch (IOException failed) {
            kernel.close();
            system.close(device);
            throw failed;
        }
    }

    public Path target() {
        return target;
    }

    /** Returns when the mount is gone and nobody waits for a request any more. */
    public void awaitEnd() throws InterruptedException {
        workers.awaitEnd();
    }

    /** Takes the mount out of the tree now; it ends when the last user of it is gone. */
    public void unmount() throws IOException {
        new FuseCalls().unmount(target.toString(), FuseCalls.MNT_DETACH);
    }

    /**
     * Unmounts if that was not done, waits up to ten seconds for users to leave, and gives the device back: what is
     * still in use then answers ENOTCONN.
     */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!workers.awaitEnd(0, TimeUnit.SECONDS)) {
                unmount();
                workers.awaitEnd(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            watch.close();
            dispatcher.close();
            kernel.close();
            calls.close(device);
        }
    }
}
