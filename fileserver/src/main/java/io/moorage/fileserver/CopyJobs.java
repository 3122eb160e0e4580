package io.moorage.fileserver;

import io.moorage.fileserver.control.Response;
import io.moorage.fileserver.control.Response.Copy.State;
import io.moorage.filestore.CopiedTree;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Copies that take their time. Whoever wants one asks for it again and again until it is done: so a file server that died
 * meanwhile begins it anew by itself. One at a time, so that clients have the disk too.
 */
final class CopyJobs implements AutoCloseable {
    private static final Logger LOG = System.getLogger(CopyJobs.class.getName());

    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("copies").factory());

    /** By what is made. Guarded by this. A failure is told once; the next request tries again. */
    private final Map<String, Response.Copy> jobs = new HashMap<>();

    private volatile boolean closed;

    /** The work of a job. */
    interface Work {
        CopiedTree run(BooleanSupplier goesOn) throws IOException, InterruptedException;
    }

    /** As {@link #ask}, of a job that may be wanted again when it is done: that is told once. */
    synchronized Response.Copy askAgain(String key, Work work) {
        Response.Copy known = ask(key, work);
        if (known.state() == State.DONE) {
            jobs.remove(key);
        }
        return known;
    }

    /** Where a job stands; begins it when there is none. */
    synchronized Response.Copy ask(String key, Work work) {
        Response.Copy known = jobs.get(key);
        if (known == null) {
            Response.Copy running = new Response.Copy(State.RUNNING, "", null);
            jobs.put(key, running);
            worker.execute(() -> finish(key, run(key, work)));
            return running;
        }
        if (known.state() == State.FAILED) {
            jobs.remove(key);
        }
        return known;
    }

    private synchronized void finish(String key, Response.@Nullable Copy outcome) {
        if (outcome == null) {
            jobs.remove(key);
        } else {
            jobs.put(key, outcome);
        }
    }

    private Response.@Nullable Copy run(String key, Work work) {
        try {
            CopiedTree tree = work.run(() -> !closed);
            LOG.log(Level.INFO, "{0}: {1}", key, tree);
            return new Response.Copy(State.DONE, "", of(tree));
        } catch (InterruptedException e) {
            return null;
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "{0} failed: {1}", key, e);
            return new Response.Copy(State.FAILED, e.getMessage() == null ? e.toString() : e.getMessage(), null);
        }
    }

    private static Response.Copy.Tree of(CopiedTree tree) {
        return new Response.Copy.Tree(tree.moment(), tree.objects(), tree.bytes(), tree.copied(), tree.pauseMillis());
    }

    /** Moves what was made durably to its place. */
    static void inPlace(Path made, Path place) throws IOException {
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        sync(place.toAbsolutePath().getParent());
    }

    static void sync(@Nullable Path directory) throws IOException {
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Jobs under way are given up; what they left is gone on with or removed when they are wanted again. */
    @Override
    public void close() {
        closed = true;
        worker.shutdown();
    }
}
