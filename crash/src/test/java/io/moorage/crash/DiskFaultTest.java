package io.moorage.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.crash.disk.DiskImage;
import io.moorage.crash.disk.PowerCutDisk;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, read-only or broken: clients are told the truth, the server lives, and goes on when the disk is well. */
class DiskFaultTest {
    private static final long BYTES = 32L << 20;
    private static final int BLOCK = DiskImage.BLOCK;

    private final Path home;

    @SuppressWarnings("NullAway.Init")
    private FaultyDisk site;

    @SuppressWarnings("NullAway.Init")
    private NfsFileSystem fs;

    DiskFaultTest(@TempDir Path home) {
        this.home = home;
    }

    @BeforeEach
    void start() throws Exception {
        assumeTrue(PowerCutDisk.missing() == null, String.valueOf(PowerCutDisk.missing()));
        site = new FaultyDisk(home, BYTES);
        fs = site.client("client");
    }

    @AfterEach
    void stop() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    /** RFC 7530 section 13.1.4.10, NFS4ERR_NOSPC. */
    @Test
    void aFullDiskSaysSoAndTakesRemovalsAndThenWritesAgain() throws Exception {
        FileHandle kept = create("kept");
        FileHandle large = create("large");
        long end = BLOCK;
        try (OpenFile first = open(kept);
                OpenFile filling = open(large)) {
            fs.write(first, 0, block(1), Stability.FILE_SYNC);
            long at = 0;
            @Nullable VfsError refusal = null;
            while (refusal == null && at < BYTES) {
                ByteBuffer piece = ByteBuffer.allocate(64 * 1024);
                long offset = at;
                refusal = refusal(() -> fs.write(filling, offset, piece, Stability.DATA_SYNC));
                at += 64 * 1024;
            }
            assertThat(refusal).isEqualTo(VfsError.NOSPC);
            // What is left is used up block by block.
            while (fills(first, end)) {
                end += BLOCK;
                assertThat(end).isLessThan(BYTES);
            }
            assertThat(refusal(first, end)).isEqualTo(VfsError.NOSPC);
            assertThat(site.serverLives()).isTrue();
            assertThat(read(first, 0)).isEqualTo(block(1));
            // While it is open: the store keeps such a file by another name, for which there may be no space.
            fs.remove(Caller.ROOT, fs.root(), "large");
        }
        try (OpenFile again = open(kept)) {
            // The space is freed when the last open is given back.
            @Nullable VfsError refused = VfsError.NOSPC;
            for (int i = 0; i < 50 && refused == VfsError.NOSPC; i++) {
                refused = refusal(again, end);
            }
            assertThat(refused).isNull();
        }
        site.cutPower();
        try (OpenFile after = open(kept)) {
            assertThat(read(after, 0)).isEqualTo(block(1));
            assertThat(read(after, end)).isEqualTo(block(3));
        }
    }

    /** RFC 7530 section 13.1.4.13, NFS4ERR_ROFS. A mount may become writable again while the server knows the file. */
    @Test
    void aReadOnlyDiskCanBeReadAndIsWrittenWhenItIsWritableAgain() throws Exception {
        FileHandle file = create("file");
        try (OpenFile open = open(file)) {
            fs.write(open, 0, block(1), Stability.FILE_SYNC);
        }
        site.withdraw();
        site.shell().run("mount", "-o", "remount,ro", site.disk().root().toString());
        site.declare();
        try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ)) {
            assertThat(read(open, 0)).isEqualTo(block(1));
            assertThat(refusal(() -> open(file))).isEqualTo(VfsError.ROFS);
            assertThat(refusal(() -> create("other"))).isEqualTo(VfsError.ROFS);
            assertThat(refusal(() -> fs.remove(Caller.ROOT, fs.root(), "file"))).isEqualTo(VfsError.ROFS);
            assertThat(refusal(() -> fs.setAttributes(Caller.ROOT, file, AttributeChange.ofMode(0600))))
                    .isEqualTo(VfsError.ROFS);
            site.shell().run("mount", "-o", "remount,rw", site.disk().root().toString());
            try (OpenFile writing = open(file)) {
                fs.write(writing, 0, block(2), Stability.FILE_SYNC);
            }
            assertThat(read(open, 0)).isEqualTo(block(2));
        }
        assertThat(site.serverLives()).isTrue();
    }

    /** ext4(5) errors=remount-ro: the kernel takes the disk away from writers in the middle of their work. */
    @Test
    void aFileSystemThatFoundAnErrorIsReadUntilItIsMountedAnew() throws Exception {
        FileHandle file = create("file");
        try (OpenFile open = open(file)) {
            fs.write(open, 0, block(1), Stability.FILE_SYNC);
            Path trigger = Path.of("/sys/fs/ext4", site.disk().device(), "trigger_fs_error");
            Files.writeString(trigger, "told to fail", StandardOpenOption.WRITE);
            assertThat(refusal(() -> fs.write(open, 0, block(2), Stability.FILE_SYNC)))
                    .isIn(VfsError.ROFS, VfsError.IO);
            assertThat(refusal(() -> create("other"))).isIn(VfsError.ROFS, VfsError.IO);
            assertThat(site.serverLives()).isTrue();
            assertThat(read(open, BLOCK)).isEqualTo(ByteBuffer.allocate(0));
            mountAnew();
            fs.write(open, 0, block(3), Stability.FILE_SYNC);
            assertThat(read(open, 0)).isEqualTo(block(3));
        }
        create("other");
    }

    /** Every write to the disk fails, the journal's too; the server goes on when it is mounted anew. */
    @Test
    void aBrokenDiskIsToldAndServedAgainWhenItIsMended() throws Exception {
        FileHandle file = create("file");
        try (OpenFile open = open(file)) {
            fs.write(open, 0, block(1), Stability.FILE_SYNC);
            site.disk().become(DiskImage.Health.FAILS_WRITES);
            assertThat(refusal(() -> fs.write(open, 0, block(2), Stability.FILE_SYNC)))
                    .isIn(VfsError.IO, VfsError.ROFS);
            assertThat(refusal(() -> create("other"))).isIn(VfsError.IO, VfsError.ROFS);
            assertThat(refusal(() -> fs.remove(Caller.ROOT, fs.root(), "file"))).isIn(VfsError.IO, VfsError.ROFS);
            assertThat(site.serverLives()).isTrue();
            site.disk().become(DiskImage.Health.WELL);
            mountAnew();
            fs.write(open, 0, block(3), Stability.FILE_SYNC);
        }
        create("after");
        site.cutPower();
        try (OpenFile open = open(file)) {
            assertThat(read(open, 0)).isEqualTo(block(3));
        }
    }

    private boolean fills(OpenFile file, long offset) {
        return refusal(file, offset) == null;
    }

    private @Nullable VfsError refusal(OpenFile file, long offset) {
        return refusal(() -> fs.write(file, offset, block(3), Stability.DATA_SYNC));
    }

    private void mountAnew() throws Exception {
        site.withdraw();
        site.disk().unmount();
        site.shell().run("bash", "-c", "e2fsck -p " + site.disk().image() + "; test $? -lt 4");
        site.disk().mount();
        site.declare();
    }

    private FileHandle create(String name) throws VfsException {
        return fs.createFile(Caller.ROOT, fs.root(), name, new CreateMode.Guarded(), AttributeChange.NONE)
                .entry()
                .handle();
    }

    private OpenFile open(FileHandle file) throws VfsException {
        return fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE);
    }

    private ByteBuffer read(OpenFile file, long offset) throws VfsException {
        ByteBuffer content = ByteBuffer.allocate(BLOCK);
        int ignored = fs.read(file, offset, content);
        return content.flip();
    }

    private static ByteBuffer block(int number) {
        byte[] content = new byte[BLOCK];
        Arrays.fill(content, (byte) number);
        return ByteBuffer.wrap(content);
    }

    /** With what a call is refused, or null. */
    private static @Nullable VfsError refusal(ThrowingCallable call) {
        @Nullable VfsException refused = catchThrowableOfType(VfsException.class, call);
        return refused == null ? null : refused.error();
    }
}
