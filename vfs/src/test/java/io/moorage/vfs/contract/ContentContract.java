package io.moorage.vfs.contract;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Reading, writing, sizes and holes (POSIX XSH pread, pwrite, ftruncate). */
public interface ContentContract extends Fixture {
    long TERABYTE = 1L << 40;

    @Test
    default void whatIsWrittenIsReadBack() throws Exception {
        FileHandle file = file(root(), "file", "");
        byte[] bytes = new byte[3 * 1024 * 1024 + 17];
        new Random(7).nextBytes(bytes);
        try (OpenFile open = fs().open(ROOT, file, OpenIntent.READ_WRITE)) {
            fs().write(open, 5, ByteBuffer.wrap(bytes), Stability.UNSTABLE);
            assertThat(readBytes(open, 5, bytes.length + 100)).isEqualTo(bytes);
            assertThat(readBytes(open, 1_000_003, 4096)).isEqualTo(Arrays.copyOfRange(bytes, 999_998, 999_998 + 4096));
            assertThat(fs().getAttributes(open).size()).isEqualTo(bytes.length + 5L);
        }
    }

    @Test
    default void heapAndDirectBuffersServeAlikeAndAreAdvanced() throws Exception {
        FileHandle file = file(root(), "file", "");
        try (OpenFile open = fs().open(ROOT, file, OpenIntent.READ_WRITE)) {
            ByteBuffer direct = ByteBuffer.allocateDirect(100)
                    .put(new byte[100])
                    .position(10)
                    .limit(60);
            direct.put(10, (byte) 42);
            fs().write(open, 0, direct, Stability.DATA_SYNC);
            assertThat(direct.position()).isEqualTo(60);
            ByteBuffer readOnly = ByteBuffer.wrap(new byte[] {1, 2, 3}).asReadOnlyBuffer();
            fs().write(open, 50, readOnly, Stability.DATA_SYNC);
            assertThat(readOnly.hasRemaining()).isFalse();

            ByteBuffer target = ByteBuffer.allocateDirect(100).position(20);
            int got = fs().read(open, 0, target);
            assertThat(got).isPositive();
            assertThat(target.position()).isEqualTo(20 + got);
            assertThat(target.get(20)).isEqualTo((byte) 42);
            assertThat(readBytes(open, 50, 10)).containsExactly(1, 2, 3);
        }
    }

    @Test
    default void readingAtOrAfterTheEndGivesNothing() throws Exception {
        FileHandle file = file(root(), "file", "12345");
        try (OpenFile open = fs().open(ROOT, file, OpenIntent.READ)) {
            assertThat(fs().read(open, 5, ByteBuffer.allocate(10))).isZero();
            assertThat(fs().read(open, TERABYTE, ByteBuffer.allocate(10))).isZero();
            assertThat(fs().read(open, 3, ByteBuffer.allocate(10))).isEqualTo(2);
            assertRefused(VfsError.INVAL, () -> fs().read(open, -1, ByteBuffer.allocate(10)));
        }
    }

    @Test
    default void aWriteIsAtLeastAsDurableAsAsked() throws Exception {
        FileHandle file = file(root(), "file", "");
        try (OpenFile open = fs().open(ROOT, file, OpenIntent.WRITE)) {
            for (Stability asked : Stability.values()) {
                assertThat(fs().write(open, 0, Fixture.utf8("x"), asked)).isGreaterThanOrEqualTo(asked);
            }
            fs().commit(open);
        }
        assertThat(fs().writeVerifier()).isEqualTo(fs().writeVerifier());
    }

    @Test
    default void anEmptyWriteChangesNothing() throws Exception {
        FileHandle file = file(root(), "file", "123");
        try (OpenFile open = fs().open(ROOT, file, OpenIntent.WRITE)) {
            fs().write(open, 100, ByteBuffer.allocate(0), Stability.FILE_SYNC);
        }
        assertThat(attributes(file).size()).isEqualTo(3);
    }

    @Test
    default void writingBeyondTheEndLeavesAHoleOfZeros() throws Exception {
        FileHandle file = file(root(), "file", "start");
        write(file, TERABYTE, "end");
        assertThat(attributes(file).size()).isEqualTo(TERABYTE + 3);
        assertThat(attributes(file).spaceUsed()).isLessThan(1024 * 1024);
        try (OpenFile open = fs().open(ROOT, file, OpenIntent.READ)) {
            assertThat(readBytes(open, 5, 8192)).containsOnly(0);
            assertThat(readBytes(open, TERABYTE - 2, 100)).containsExactly(0, 0, 'e', 'n', 'd');
        }
    }

    @Test
    default void spaceUsedFollowsTheContent() throws Exception {
        FileHandle file = file(root(), "file", "");
        assertThat(attributes(file).spaceUsed()).isLessThanOrEqualTo(4096);
        write(file, 0, "x".repeat(100_000));
        assertThat(attributes(file).spaceUsed()).isBetween(100_000L, 200_000L);
        fs().setAttributes(ROOT, file, AttributeChange.ofSize(0));
        assertThat(attributes(file).spaceUsed()).isLessThanOrEqualTo(4096);
    }

    @Test
    default void truncationCutsAndExtensionAddsZeros() throws Exception {
        FileHandle file = file(root(), "file", "0123456789");
        assertThat(fs().setAttributes(ROOT, file, AttributeChange.ofSize(4)).size())
                .isEqualTo(4);
        assertThat(fs().setAttributes(ROOT, file, AttributeChange.ofSize(6)).size())
                .isEqualTo(6);
        assertThat(read(file)).isEqualTo("0123\0\0");
    }

    @Test
    default void setSizeThroughAnOpenFileAsksNoPermission() throws Exception {
        FileHandle file = file(ALICE, commons(), "file", 0600);
        try (OpenFile open = fs().open(ALICE, file, OpenIntent.WRITE)) {
            fs().setAttributes(ALICE, file, AttributeChange.ofMode(0400));
            assertRefused(VfsError.ACCES, () -> fs().setAttributes(ALICE, file, AttributeChange.ofSize(7)));
            assertThat(fs().setSize(open, 7).size()).isEqualTo(7);
            assertRefused(VfsError.INVAL, () -> fs().setSize(open, -1));
        }
    }

    @Test
    default void whatNoFileCanHoldIsTooBig() throws Exception {
        FileHandle file = file(root(), "file", "content");
        assertRefused(VfsError.FBIG, () -> fs().setAttributes(ROOT, file, AttributeChange.ofSize(Long.MAX_VALUE)));
        try (OpenFile open = fs().open(ROOT, file, OpenIntent.WRITE)) {
            assertRefused(VfsError.FBIG, () -> fs().write(
                            open, Long.MAX_VALUE - 10, ByteBuffer.allocate(100), Stability.UNSTABLE));
            assertRefused(VfsError.INVAL, () -> fs().write(open, -1, Fixture.utf8("x"), Stability.UNSTABLE));
        }
        assertThat(read(file)).isEqualTo("content");
    }

    @Test
    default void onlyRegularFilesHaveASizeToSet() throws Exception {
        assertRefused(VfsError.ISDIR, () -> fs().setAttributes(ROOT, root(), AttributeChange.ofSize(0)));
        FileHandle fifo = object(ROOT, root(), "fifo", new NewObject.Fifo(), 0666);
        assertRefused(VfsError.INVAL, () -> fs().setAttributes(ROOT, fifo, AttributeChange.ofSize(0)));
        FileHandle file = file(root(), "file", "");
        assertRefused(VfsError.INVAL, () -> fs().setAttributes(ROOT, file, AttributeChange.ofSize(-1)));
    }

    @Test
    default void aClosedFileIsUnusable() throws Exception {
        OpenFile open = fs().open(ROOT, file(root(), "file", "content"), OpenIntent.READ_WRITE);
        open.close();
        assertUnusable(() -> fs().read(open, 0, ByteBuffer.allocate(10)));
        assertUnusable(() -> fs().write(open, 0, Fixture.utf8("x"), Stability.UNSTABLE));
        assertUnusable(() -> fs().commit(open));
    }

    private static void assertUnusable(ThrowingCallable call) {
        assertThat(catchThrowable(call)).isInstanceOf(VfsException.class);
    }
}
