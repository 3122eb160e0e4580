package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Copies of one file system as it is at a moment, and copies put back. */
final class TreeCopies {
    private static final int DIRECTORY = DirectoryCalls.O_RDONLY | DirectoryCalls.O_DIRECTORY;
    private static final int NONE = -1;

    /** So many changed objects are looked at in a moment, and that may be made with changes held up. */
    private static final int FEW_CHANGES = 200;

    private static final double SHRINKS = 0.7;

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
                ChangeLog log = new ChangeLog();
                volume.log = log;
                CopiedTree copied = new Snapshot(calls, target, older, log, goesOn).take();
                Errnos.check(calls.file().syncfs(target));
                return counted(calls, target, copied);
            } finally {
                volume.log = null;
                if (older != NONE) {
                    calls.file().close(older);
                }
            }
        } finally {
            calls.file().close(target);
        }
    }

    /** With what the copy has, which nobody changes any more. */
    private static CopiedTree counted(Calls calls, int target, CopiedTree copy) throws VfsException {
        Count count = new Count(calls);
        count.add(target, Tiers.status(calls, target));
        return new CopiedTree(copy.moment(), count.objects, count.bytes, copy.copied(), copy.pauseMillis());
    }

    /** What a tree that nobody changes counts for. */
    private static final class Count {
        private final Calls calls;
        private final Set<Long> linked = new HashSet<>();
        private long objects;
        private long bytes;

        Count(Calls calls) {
            this.calls = calls;
        }

        void add(int directory, FileStatus status) throws VfsException {
            add(status);
            for (EntryNames.Name name : EntryNames.of(calls, directory)) {
                Errnos.check(calls.file().statxEntry(directory, name.bytes()));
                FileStatus object = calls.file().status();
                if (object.isDirectory()) {
                    int below = Errnos.check(calls.directory().open(directory, name.bytes(), EntryNames.LIST, 0));
                    try {
                        add(below, object);
                    } finally {
                        calls.file().close(below);
                    }
                } else if (object.links() == 1 || linked.add(object.inode())) {
                    add(object);
                }
            }
        }

        private void add(FileStatus status) {
            objects++;
            bytes += MeteredSize.INODE_BYTES + MeteredSize.ofData(status);
        }
    }

    /** A copy of all, while clients go on, then of what they changed meanwhile, and at last of that while nobody changes anything. */
    private final class Snapshot {
        private final Calls calls;
        private final int target;
        private final int older;
        private final ChangeLog log;
        private final BooleanSupplier goesOn;
        private final TreeCopy tree;

        /** What the copy is asked for now and then: {@link #goesOn}, and more while changes are held up. */
        private BooleanSupplier whileTrue;

        private long copied;

        Snapshot(Calls calls, int target, int older, ChangeLog log, BooleanSupplier goesOn) {
            this.calls = calls;
            this.target = target;
            this.older = older;
            this.log = log;
            this.goesOn = goesOn;
            this.whileTrue = goesOn;
            this.tree = new TreeCopy(calls, () -> whileTrue.getAsBoolean(), volume.tiers, volume.mountFd, target);
        }

        CopiedTree take() throws IOException, InterruptedException {
            copied += tree.run(older, clock.instant()).copied();
            // As long as what is left becomes clearly less: else clients are as fast as the copying.
            double before = Double.MAX_VALUE;
            for (int left = log.size(); left > FEW_CHANGES && left < SHRINKS * before; left = log.size()) {
                before = left;
                followChanges();
            }
            for (int attempt = 0; attempt < MOST_PAUSES; attempt++) {
                CopiedTree done = atOneMoment();
                if (done != null) {
                    return done;
                }
            }
            throw new IOException("the file system changes faster than it can be copied: even with changes held up for "
                    + LONGEST_PAUSE.toSeconds() + " s it was not done, " + MOST_PAUSES + " times");
        }

        /** Null when changes could not be held up for long enough. */
        private @Nullable CopiedTree atOneMoment() throws VfsException, InterruptedException {
            ChangeGate.Pause pause = volume.gate.pause(PAUSE_PATIENCE);
            Instant moment = clock.instant();
            Instant limit = moment.plus(LONGEST_PAUSE);
            boolean done = false;
            try {
                whileTrue = () -> goesOn.getAsBoolean()
                        && pause.holds()
                        && clock.instant().isBefore(limit);
                followChanges();
                done = true;
            } catch (InterruptedException givenUp) {
                if (!goesOn.getAsBoolean()) {
                    throw givenUp;
                }
            } finally {
                whileTrue = goesOn;
                done &= pause.end();
            }
            long millis = Duration.between(moment, clock.instant()).toMillis();
            return done ? new CopiedTree(moment, 0, 0, copied, millis) : null;
        }

        private void followChanges() throws VfsException, InterruptedException {
            List<ChangeLog.Changed> changes = log.drain();
            if (changes == null) {
                copied += tree.run(older, clock.instant()).copied();
                return;
            }
            boolean done = false;
            try {
                tree.objects().begin(clock.instant());
                boolean found = new ChangesCopy(calls, tree, volume.mountFd, target).run(changes);
                copied += tree.objects().result().copied();
                if (!found) {
                    copied += tree.run(older, clock.instant()).copied();
                }
                done = true;
            } finally {
                if (!done) {
                    log.putBack(changes);
                }
            }
        }
    }

    void follow(Path copy, BooleanSupplier goesOn) throws IOException, InterruptedException {
        Calls calls = volume.calls();
        int source = open(calls, copy);
        try {
            TreeCopy.Result ignored =
                    new TreeCopy(calls, goesOn, null, source, volume.mountFd).run(NONE, clock.instant());
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
            // What a process left that died meanwhile.
            TreeCopy.remove(calls, volume.mountFd, Orphans.RESTORING);
            Errnos.check(calls.directory().mkdir(volume.mountFd, Orphans.RESTORING, 0700));
            int target = Errnos.check(calls.directory().open(volume.mountFd, Orphans.RESTORING, DIRECTORY, 0));
            CopiedTree restored;
            try {
                Instant start = clock.instant();
                TreeCopy.Result result = new TreeCopy(calls, goesOn, null, source, target).run(NONE, start);
                restored = new CopiedTree(start, result.objects(), result.bytes(), result.copied(), 0);
                Errnos.check(calls.file().syncfs(target));
            } finally {
                calls.file().close(target);
            }
            boolean ignored = volume.changing(() -> appear(entry));
            return restored;
        } catch (IOException | InterruptedException failed) {
            TreeCopy.remove(calls, volume.mountFd, Orphans.RESTORING);
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
