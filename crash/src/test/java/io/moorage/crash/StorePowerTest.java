package io.moorage.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.crash.disk.DiskImage;
import io.moorage.crash.disk.PowerCutDisk;
import io.moorage.filestore.DescriptorBudget;
import io.moorage.filestore.DirectoryFileSystem;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.Gathering;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file store says is durable, on a disk that fails or loses its power right after. */
class StorePowerTest {
    private final Path home;

    @SuppressWarnings("NullAway.Init")
    private StoreDisk store;

    @SuppressWarnings("NullAway.Init")
    private PowerCutDisk disk;

    @SuppressWarnings("NullAway.Init")
    private Path directory;

    StorePowerTest(@TempDir Path home) {
        this.home = home;
    }

    @BeforeEach
    void powerOn() throws IOException {
        store = StoreDisk.make(home, 32L << 20);
        disk = store.disk();
        directory = store.directory();
    }

    @AfterEach
    void powerOff() throws IOException {
        if (store != null) {
            store.close();
        }
    }

    private interface Change {
        void make(DirectoryFileSystem fs) throws IOException;
    }

    /** A journal makes earlier changes durable with a later one; a sync of what was not changed makes nothing durable. */
    @Test
    void aRepeatedExclusiveCreateHidesNoEarlierChange() throws Exception {
        CreateMode exclusive = new CreateMode.Exclusive(7);
        requireDurable(fs -> create(fs, "known", exclusive), fs -> create(fs, "known", exclusive));
    }

    /** POSIX rename: of two names of one file, nothing is changed. */
    @Test
    void aRenameThatChangesNothingHidesNoEarlierChange() throws Exception {
        requireDurable(
                fs -> {
                    FileHandle file = create(fs, "one", new CreateMode.Guarded());
                    fs.link(Caller.ROOT, file, fs.root(), "two");
                },
                fs -> fs.rename(Caller.ROOT, fs.root(), "one", fs.root(), "two"));
    }

    /** @param last follows the change that must not be lost, and changes nothing itself */
    private void requireDurable(Change before, Change last) throws IOException {
        DirectoryFileSystem fs =
                DirectoryFileSystem.open(directory, new DescriptorBudget(100), InstantSource.system(), new Random(1));
        try {
            FileHandle sub = fs.createObject(
                            Caller.ROOT, fs.root(), "sub", new NewObject.Directory(), AttributeChange.ofMode(0755))
                    .entry()
                    .handle();
            before.make(fs);
            try (Gathering gathering = fs.gather()) {
                fs.createFile(Caller.ROOT, sub, "gathered", new CreateMode.Guarded(), AttributeChange.NONE);
                last.make(fs);
                gathering.settle();
            }
            int ignored = disk.cut(null);
            disk.tellOfCut();
        } finally {
            fs.close();
        }
        disk.powerOff();
        disk.powerOn();
        assertThat(directory.resolve("sub/gathered")).exists();
    }

    /** RFC 8881 section 18.32.3, FILE_SYNC4, and section 18.3: a journal makes nobody's content durable with another's. */
    @Test
    void contentThatWasGatheredIsDurableInEveryFile() throws Exception {
        DirectoryFileSystem fs =
                DirectoryFileSystem.open(directory, new DescriptorBudget(100), InstantSource.system(), new Random(1));
        try {
            FileHandle written = create(fs, "written", new CreateMode.Guarded());
            FileHandle committed = create(fs, "committed", new CreateMode.Guarded());
            try (OpenFile one = fs.open(Caller.ROOT, written, OpenIntent.WRITE);
                    OpenFile other = fs.open(Caller.ROOT, committed, OpenIntent.WRITE);
                    Gathering gathering = fs.gather()) {
                fs.write(other, 0, block((byte) 2), Stability.UNSTABLE);
                fs.write(one, 0, block((byte) 1), Stability.FILE_SYNC);
                fs.commit(other);
                create(fs, "named", new CreateMode.Guarded());
                gathering.settle();
                int ignored = disk.cut(null);
                disk.tellOfCut();
            }
        } finally {
            fs.close();
        }
        disk.powerOff();
        disk.powerOn();
        assertThat(Files.readAllBytes(directory.resolve("written")))
                .isEqualTo(block((byte) 1).array());
        assertThat(Files.readAllBytes(directory.resolve("committed")))
                .isEqualTo(block((byte) 2).array());
        assertThat(directory.resolve("named")).exists();
    }

    /** A gathering that fails says not whose change was lost, so that nobody can be told: from then on each is. */
    @Test
    void afterAFailedGatheringEachFailureIsTold() throws Exception {
        DirectoryFileSystem fs =
                DirectoryFileSystem.open(directory, new DescriptorBudget(100), InstantSource.system(), new Random(1));
        ByteBuffer marked = block((byte) 1).put(0, DiskImage.MARK);
        try {
            FileHandle file = create(fs, "file", new CreateMode.Guarded());
            try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.WRITE)) {
                disk.become(DiskImage.Health.FAILS_MARKED);
                try (Gathering gathering = fs.gather()) {
                    fs.write(open, 0, marked.duplicate(), Stability.FILE_SYNC);
                    assertThatThrownBy(gathering::settle).isInstanceOf(VfsException.class);
                }
                try (Gathering gathering = fs.gather()) {
                    assertThatThrownBy(() -> fs.write(open, 0, marked.duplicate(), Stability.FILE_SYNC))
                            .isInstanceOf(VfsException.class);
                    gathering.settle();
                }
                disk.become(DiskImage.Health.WELL);
            }
        } finally {
            fs.close();
        }
    }

    /**
     * fsync(2): after a failure the pages count as clean, and the next fsync succeeds. RFC 8881 section 18.3: a COMMIT whose
     * verifier is that of the WRITE means that its data is durable, so it must be another one from then on.
     */
    @Test
    void aCommitNeverLiesAfterAFailedSync() throws Exception {
        requireTruth((fs, open) -> assertThatThrownBy(() -> fs.commit(open)).isInstanceOf(VfsException.class));
    }

    /** The kernel tells a failure once, to whoever syncs first: one who wants a part of the file, for one. */
    @Test
    void aFailureThatAnotherWasToldOfIsNoSuccess() throws Exception {
        requireTruth((fs, open) -> assertThatThrownBy(
                        () -> fs.write(open, DiskImage.BLOCK, block((byte) 2), Stability.DATA_SYNC))
                .isInstanceOf(VfsException.class));
    }

    private interface Failing {
        void sync(DirectoryFileSystem fs, OpenFile open) throws IOException;
    }

    /** What is sent again after a failure is there when it was acknowledged then, though it is what was written before. */
    private void requireTruth(Failing failing) throws IOException {
        DirectoryFileSystem fs =
                DirectoryFileSystem.open(directory, new DescriptorBudget(100), InstantSource.system(), new Random(1));
        ByteBuffer marked = block((byte) 1).put(0, DiskImage.MARK);
        try {
            FileHandle file = create(fs, "file", new CreateMode.Guarded());
            try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
                long verifier = fs.writeVerifier();
                fs.write(open, 0, marked.duplicate(), Stability.UNSTABLE);
                disk.become(DiskImage.Health.FAILS_MARKED);
                failing.sync(fs, open);
                disk.become(DiskImage.Health.WELL);
                fs.commit(open);
                assertThat(fs.writeVerifier()).isNotEqualTo(verifier);
                fs.write(open, 0, marked.duplicate(), Stability.FILE_SYNC);
            }
            int ignored = disk.cut(null);
            disk.tellOfCut();
        } finally {
            fs.close();
        }
        disk.powerOff();
        disk.powerOn();
        byte[] found = Arrays.copyOf(Files.readAllBytes(directory.resolve("file")), DiskImage.BLOCK);
        assertThat(ByteBuffer.wrap(found)).isEqualTo(marked);
    }

    private static ByteBuffer block(byte filling) {
        byte[] content = new byte[DiskImage.BLOCK];
        Arrays.fill(content, filling);
        return ByteBuffer.wrap(content);
    }

    private static FileHandle create(DirectoryFileSystem fs, String name, CreateMode how) throws IOException {
        return fs.createFile(Caller.ROOT, fs.root(), name, how, AttributeChange.NONE)
                .entry()
                .handle();
    }
}
