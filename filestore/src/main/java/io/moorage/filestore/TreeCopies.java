package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Copies of one file system as it is at a moment, and copies put back. */
final class TreeCopies {
    private static final int DIRECTORY = DirectoryCalls.O_RDONLY | DirectoryCalls.O_DIRECTORY;
    private static final int NONE = -1;

    /** A pass that took no longer finds next to nothing left to do, and the next one may be made with changes held up. */
    private static final Duration SHORT_PASS = Duration.ofMillis(500);

    private static final int MOST_PASSES = 4;

    /** Changes are not held up for longer than clients wait for an answer before they ask again. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private static final Duration PAUSE_PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_PAUSES = 5;

    private final Volume volume;
    private final InstantSource clock;

    TreeCopies(Volume volume, InstantSource clock) {
        this.volume = volume;
        this.clock = clock;
    }

    CopiedTree snapshot(Path directory, Optional<Path> reference, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        volume.tiers.stillness.acquire();
        try {
            return snapshotInStillness(directory, reference, goesOn);
        } finally {
            volume.tiers.stillness.release();
        }
    }

    private CopiedTree snapshotInStillness(Path directory, Optional<Path> reference, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        Calls calls = volume.calls();
        int target = open(calls, Files.createDirectories(directory));
        try {
            int older = reference.isPresent() ? open(calls, reference.get()) : NONE;
            try {
                long before = copyWhileChanging(calls, target, older, goesOn);
                CopiedTree copied = copyOneMoment(calls, target, older, before, goesOn);
                Errnos.check(calls.file().syncfs(target));
                return copied;
            } finally {
                if (older != NONE) {
                    calls.file().close(older);
                }
            }
        } finally {
            calls.file().close(target);
        }
    }

    /** How many files were copied. */
    private long copyWhileChanging(Calls calls, int target, int older, BooleanSupplier goesOn)
            throws VfsException, InterruptedException {
        TreeCopy copy = new TreeCopy(calls, goesOn, volume.tiers);
        long copied = 0;
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            Instant start = clock.instant();
            copied += copy.run(volume.mountFd, target, older, start).copied();
            if (Duration.between(start, clock.instant()).compareTo(SHORT_PASS) < 0) {
                break;
            }
        }
        return copied;
    }

    /** @param before files that were copied already */
    private CopiedTree copyOneMoment(Calls calls, int target, int older, long before, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        for (int attempt = 0; attempt < MOST_PAUSES; attempt++) {
            ChangeGate.Pause pause = volume.gate.pause(PAUSE_PATIENCE);
            Instant moment = clock.instant();
            Instant limit = moment.plus(LONGEST_PAUSE);
            TreeCopy copy = new TreeCopy(
                    calls,
                    () -> goesOn.getAsBoolean()
                            && pause.holds()
                            && clock.instant().isBefore(limit),
                    volume.tiers);
            TreeCopy.Result result = null;
            try {
                result = copy.run(volume.mountFd, target, older, moment);
            } catch (InterruptedException givenUp) {
                if (!goesOn.getAsBoolean()) {
                    throw givenUp;
                }
            } finally {
                boolean ofOneMoment = pause.end();
                if (!ofOneMoment) {
                    result = null;
                }
            }
            if (result != null) {
                long millis = Duration.between(moment, clock.instant()).toMillis();
                return new CopiedTree(moment, result.objects(), result.bytes(), before + result.copied(), millis);
            }
        }
        throw new IOException("the file system changes faster than it can be copied: even with changes held up for "
                + LONGEST_PAUSE.toSeconds() + " s it was not done, " + MOST_PAUSES + " times");
    }

    void follow(Path copy, BooleanSupplier goesOn) throws IOException, InterruptedException {
        Calls calls = volume.calls();
        int source = open(calls, copy);
        try {
            TreeCopy.Result ignored =
                    new TreeCopy(calls, goesOn, null).run(source, volume.mountFd, NONE, clock.instant());
            Errnos.check(calls.file().syncfs(volume.mountFd));
        } finally {
            calls.file().close(source);
            volume.changes.incrementAndGet();
        }
    }

    CopiedTree restore(Path copy, String name, BooleanSupplier goesOn) throws IOException, InterruptedException {
        byte[] entry = volume.fresh(volume.root, name);
        Calls calls = volume.calls();
        int source = open(calls, copy);
        try {
            TreeCopy tree = new TreeCopy(calls, goesOn, null);
            // What a process left that died meanwhile.
            tree.remove(volume.mountFd, Orphans.RESTORING);
            Errnos.check(calls.directory().mkdir(volume.mountFd, Orphans.RESTORING, 0700));
            int target = Errnos.check(calls.directory().open(volume.mountFd, Orphans.RESTORING, DIRECTORY, 0));
            CopiedTree restored;
            try {
                Instant start = clock.instant();
                TreeCopy.Result result = tree.run(source, target, NONE, start);
                restored = new CopiedTree(start, result.objects(), result.bytes(), result.copied(), 0);
                Errnos.check(calls.file().syncfs(target));
            } finally {
                calls.file().close(target);
            }
            boolean ignored = volume.changing(() -> appear(entry));
            return restored;
        } catch (IOException | InterruptedException failed) {
            new TreeCopy(calls, () -> true, null).remove(volume.mountFd, Orphans.RESTORING);
            throw failed;
        } finally {
            calls.file().close(source);
        }
    }

    /** Gives the restored directory its name. */
    private boolean appear(byte[] name) throws VfsException {
        return volume.withLocked(volume.root, (calls, root) -> {
            int there = calls.directory().open(root.pathFd, name, DirectoryCalls.O_PATH, 0);
            if (there >= 0) {
                calls.file().close(there);
                throw new VfsException(VfsError.EXIST);
            }
            if (there != -Errno.ENOENT) {
                Errnos.check(there);
            }
            Errnos.check(calls.directory().rename(root.pathFd, Orphans.RESTORING, root.pathFd, name));
            volume.changed(root);
            volume.sync(calls, root);
            return true;
        });
    }

    private static int open(Calls calls, Path directory) throws VfsException {
        return Errnos.check(
                calls.directory().openPath(directory.toAbsolutePath().toString(), DIRECTORY));
    }
}
