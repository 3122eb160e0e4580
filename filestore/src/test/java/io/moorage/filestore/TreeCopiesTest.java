package io.moorage.filestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * AWS Backup Developer Guide: a recovery point is a backup of a resource "at a specified time"; ours is of one moment. The
 * judge is a listing of everything a client can see.
 */
class TreeCopiesTest {
    private final Path temporary;
    private final AtomicLong ahead = new AtomicLong();
    private final DirectoryFileSystem fs;

    TreeCopiesTest(@TempDir Path temporary) throws IOException {
        this.temporary = temporary;
        InstantSource clock = () -> InstantSource.system().instant().plusSeconds(ahead.get());
        this.fs = DirectoryFileSystem.open(
                TestDirectories.make(temporary, "fs"), new DescriptorBudget(100), clock, new SecureRandom());
    }

    @AfterEach
    void close() throws VfsException {
        fs.close();
    }

    @Test
    void aCopyIsLikeItsSourceToTheLastAttribute() throws Exception {
        new Scribbler(7).scribble(400);
        copy("one", Optional.empty());
        assertThat(seen("one")).isEqualTo(seen("fs")).hasSizeGreaterThan(50);
    }

    /** The twin is a copy made without the older one: whatever was shared, the trees are the same. */
    @Test
    void copiesThatShareFilesStayWhatTheyWereWhileTheSourceGoesOn() throws Exception {
        Scribbler scribbler = new Scribbler(11);
        scribbler.scribble(200);
        // So old that its times tell everything.
        ahead.set(3600);
        copy("one", Optional.empty());
        Map<String, String> then = seen("fs");
        for (int round = 0; round < 3; round++) {
            scribbler.scribble(40);
            copy("next" + round, Optional.of(temporary.resolve("one")));
            assertThat(seen("next" + round)).isEqualTo(seen("fs"));
            assertThat(seen("one")).isEqualTo(then);
        }
    }

    @Test
    void onlyWhatHasChangedSinceAnEarlierCopyIsCopied() throws Exception {
        for (int i = 0; i < 50; i++) {
            write(create("file" + i), 0, i);
        }
        FileHandle changing = create("changing");
        ahead.set(3600);
        assertThat(copy("one", Optional.empty()).copied()).isEqualTo(51);
        write(changing, 0, 1);
        assertThat(copy("two", Optional.of(temporary.resolve("one"))).copied()).isEqualTo(1);
        assertThat(Files.getAttribute(temporary.resolve("two/file7"), "unix:ino"))
                .isEqualTo(Files.getAttribute(temporary.resolve("one/file7"), "unix:ino"))
                .isNotEqualTo(Files.getAttribute(temporary.resolve("fs/file7"), "unix:ino"));
    }

    @Test
    void whatWasWrittenJustNowIsCopiedAgainSinceItsTimesTellNothingYet() throws Exception {
        FileHandle file = create("file");
        write(file, 0, 1);
        copy("one", Optional.empty());
        // Within the grain of the kernel's clock, for all the copy knows.
        write(file, 0, 2);
        copy("two", Optional.of(temporary.resolve("one")));
        assertThat(Files.readAllBytes(temporary.resolve("two/file"))).containsExactly(2);
        assertThat(Files.readAllBytes(temporary.resolve("one/file"))).containsExactly(1);
    }

    /** Two files are always written in the same order, so no moment shows the second one ahead of the first. */
    @Test
    void aCopyShowsOneMomentOfAFileSystemThatChanges() throws Exception {
        FileHandle first = create("a-first");
        FileHandle second = create("z-second");
        for (int i = 0; i < 200; i++) {
            write(create("between" + i), 0, i);
        }
        AtomicBoolean enough = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 1; !enough.get(); i++) {
                try {
                    write(first, 0, i);
                    write(second, 0, i);
                } catch (VfsException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        try {
            for (int i = 0; i < 5; i++) {
                copy("copy" + i, Optional.empty());
                int one = Files.readAllBytes(temporary.resolve("copy" + i + "/a-first"))[0];
                int two = Files.readAllBytes(temporary.resolve("copy" + i + "/z-second"))[0];
                assertThat((byte) (one - two)).isBetween((byte) 0, (byte) 1);
            }
        } finally {
            enough.set(true);
            writer.join(Duration.ofSeconds(20));
        }
    }

    @Test
    void aSparseFileStaysSparse() throws Exception {
        FileHandle file = create("sparse");
        write(file, 1L << 30, 1);
        copy("one", Optional.empty());
        assertThat(Files.size(temporary.resolve("one/sparse"))).isEqualTo((1L << 30) + 1);
        assertThat(blocks("one/sparse")).isEqualTo(blocks("fs/sparse")).isLessThan(100);
    }

    @Test
    void aCopyIsPutBackIntoADirectoryOfItsOwnAndNeverOverAnother() throws Exception {
        new Scribbler(5).scribble(100);
        Map<String, String> then = seen("fs");
        copy("one", Optional.empty());
        new Scribbler(6).scribble(50);
        fs.restore(temporary.resolve("one"), "aws-backup-restore_1", () -> true);
        assertThat(seen("fs/aws-backup-restore_1")).isEqualTo(then);
        assertThat(names(fs.root())).contains("aws-backup-restore_1").doesNotContain(".moorage-restoring");
        assertThatThrownBy(() -> fs.restore(temporary.resolve("one"), "aws-backup-restore_1", () -> true))
                .isInstanceOf(VfsException.class);
        assertThat(seen("fs/aws-backup-restore_1")).isEqualTo(then);
    }

    @Test
    void aCopyThatWasGivenUpIsGoneOnWith() throws Exception {
        new Scribbler(9).scribble(100);
        AtomicLong asked = new AtomicLong();
        assertThatThrownBy(
                        () -> fs.copyTo(temporary.resolve("one"), Optional.empty(), () -> asked.incrementAndGet() < 5))
                .isInstanceOf(InterruptedException.class);
        copy("one", Optional.empty());
        assertThat(seen("one")).isEqualTo(seen("fs"));
    }

    /** The twin is the source itself: whatever was done, what is noted of it suffices to do the same to the copy. */
    @Test
    void aCopyFollowsWhatIsNotedOfChanges() throws Exception {
        for (int seed = 20; seed < 24; seed++) {
            Scribbler scribbler = new Scribbler(seed);
            scribbler.scribble(150);
            try (Following following = new Following("follower" + seed)) {
                for (int round = 0; round < 12; round++) {
                    scribbler.scribble(1 + round * 3);
                    assertThat(following.follow()).isTrue();
                    assertThat(seen("follower" + seed))
                            .as("seed %d, round %d", seed, round)
                            .isEqualTo(seen("fs"));
                }
            }
        }
    }

    /** What was changed by hand, which nobody notes, shows what is looked at. */
    @Test
    void onlyWhatChangedIsLookedAt() throws Exception {
        FileHandle file = create("file");
        create("other");
        try (Following following = new Following("follower")) {
            write(file, 0, 7);
            Files.write(temporary.resolve("fs/other"), new byte[] {1});
            assertThat(following.follow()).isTrue();
            assertThat(temporary.resolve("follower/file")).hasBinaryContent(new byte[] {7});
            assertThat(temporary.resolve("follower/other")).isEmptyFile();
        }
    }

    /** A tree that is copied once and then follows. */
    private final class Following implements AutoCloseable {
        private final Calls calls = fs.volume.calls();
        private final int target;
        private final ChangeLog log = new ChangeLog();
        private final TreeCopy tree;

        Following(String name) throws Exception {
            target = Errnos.check(calls.directory()
                    .openPath(Files.createDirectory(temporary.resolve(name)).toString(), EntryNames.LIST));
            fs.volume.log = log;
            tree = new TreeCopy(calls, () -> true, fs.volume.tiers, fs.volume.mountFd, target);
            assertThat(tree.run(TreeCopy.NONE, Instant.now()).objects()).isPositive();
        }

        boolean follow() throws Exception {
            tree.objects().begin(Instant.now());
            return new ChangesCopy(calls, tree, fs.volume.mountFd, target).run(Objects.requireNonNull(log.drain()));
        }

        @Override
        public void close() {
            fs.volume.log = null;
            calls.file().close(target);
        }
    }

    private CopiedTree copy(String name, Optional<Path> reference) throws Exception {
        return fs.copyTo(temporary.resolve(name), reference, () -> true);
    }

    private FileHandle create(String name) throws VfsException {
        return fs.createFile(Caller.ROOT, fs.root(), name, new CreateMode.Guarded(), AttributeChange.ofMode(0640))
                .entry()
                .handle();
    }

    private void write(FileHandle file, long offset, int value) throws VfsException {
        try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
            fs.write(open, offset, ByteBuffer.wrap(new byte[] {(byte) value}), Stability.UNSTABLE);
        }
    }

    private List<String> names(FileHandle directory) throws VfsException {
        return fs.readDirectory(Caller.ROOT, directory, 0, 0, 10_000, false).items().stream()
                .map(DirectoryPage.Item::name)
                .toList();
    }

    private long blocks(String path) throws Exception {
        Process stat =
                new ProcessBuilder("stat", "-c", "%b", temporary.resolve(path).toString()).start();
        return Long.parseLong(new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }

    /** Every path with its type, mode, owner, time and content; names of one file know one another. */
    private Map<String, String> seen(String tree) throws IOException {
        Path root = temporary.resolve(tree);
        Map<Object, String> firstNames = new TreeMap<>();
        Map<String, String> seen = new TreeMap<>();
        try (var paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
                String name = root.relativize(path).toString();
                if (name.startsWith(".moorage-") || name.startsWith("aws-backup-restore")) {
                    continue;
                }
                var all = Files.readAttributes(path, "unix:mode,uid,gid,ino,nlink", LinkOption.NOFOLLOW_LINKS);
                boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
                String content = file
                        ? HexFormat.of().formatHex(Files.readAllBytes(path))
                        : Files.isSymbolicLink(path)
                                ? Files.readSymbolicLink(path).toString()
                                : "";
                String twin = file ? firstNames.computeIfAbsent(all.get("ino"), ignored -> name) : name;
                Instant modified = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
                // The root's own time moves with what is put there.
                seen.put(
                        name,
                        all.get("mode") + " " + all.get("uid") + " " + all.get("gid") + " "
                                + (name.isEmpty() ? "" : modified) + " " + twin + " " + content);
            }
        }
        return seen;
    }

    /** Does anything to the file system, the same for the same seed. */
    private final class Scribbler {
        private final Random random;
        private final List<FileHandle> directories = new ArrayList<>(List.of(fs.root()));
        private final List<FileHandle> files = new ArrayList<>();
        private int names;

        Scribbler(long seed) {
            this.random = new Random(seed);
            this.names = (int) seed * 100_000;
        }

        void scribble(int times) throws VfsException {
            for (int i = 0; i < times; i++) {
                FileHandle directory = directories.get(random.nextInt(directories.size()));
                try {
                    act(directory, "n" + names++);
                } catch (VfsException refused) {
                    // Such as of a directory that was removed meanwhile.
                }
            }
        }

        /** Refused as if it were not there when there is none. */
        private <T> T oneOf(List<T> all) throws VfsException {
            if (all.isEmpty()) {
                throw new VfsException(VfsError.NOENT);
            }
            return all.get(random.nextInt(all.size()));
        }

        private void act(FileHandle directory, String name) throws VfsException {
            Caller caller = Caller.ROOT;
            AttributeChange mode = AttributeChange.ofMode(0600 + random.nextInt(0200));
            switch (random.nextInt(8)) {
                case 0 ->
                    directories.add(fs.createObject(caller, directory, name, new NewObject.Directory(), mode)
                            .entry()
                            .handle());
                case 1 -> fs.createObject(caller, directory, name, new NewObject.Symlink("to/" + name), mode);
                case 2 -> fs.link(caller, oneOf(files), directory, name);
                case 3 -> fs.remove(caller, directory, oneOf(names(directory)));
                case 4 -> fs.rename(caller, directory, oneOf(names(directory)), oneOf(directories), name);
                default -> {
                    FileHandle file = random.nextInt(3) == 0 && !files.isEmpty()
                            ? files.get(random.nextInt(files.size()))
                            : fs.createFile(caller, directory, name, new CreateMode.Guarded(), mode)
                                    .entry()
                                    .handle();
                    files.add(file);
                    write(file, random.nextInt(9000), random.nextInt());
                    Attributes changed = fs.setAttributes(caller, file, mode);
                    assertThat(changed.isDirectory()).isFalse();
                }
            }
        }
    }
}
