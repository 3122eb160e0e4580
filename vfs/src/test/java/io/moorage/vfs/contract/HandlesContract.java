package io.moorage.vfs.contract;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Handles: for life, and none but our own (RFC 7530 section 4.2). */
public interface HandlesContract extends Fixture {
    @Test
    default void aHandleSurvivesRenamesOfItselfAndItsParents() throws Exception {
        FileHandle directory = directory(ROOT, root(), "directory", 0755);
        FileHandle file = file(directory, "file", "content");
        fs().rename(ROOT, root(), "directory", root(), "renamed");
        fs().rename(ROOT, directory, "file", root(), "moved");
        assertThat(read(file)).isEqualTo("content");
        assertThat(fs().root()).isEqualTo(root());
    }

    @Test
    default void differentObjectsHaveDifferentHandlesAndNumbers() throws Exception {
        FileHandle one = file(root(), "one", "");
        FileHandle two = file(root(), "two", "");
        assertThat(one).isNotEqualTo(two).isNotEqualTo(root());
        assertThat(attributes(one).fileId()).isNotEqualTo(attributes(two).fileId());
    }

    @Test
    default void madeUpHandlesAreBad() throws Exception {
        FileHandle file = file(root(), "file", "");
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[1 + random.nextInt(FileHandle.MAX_BYTES)];
            random.nextBytes(bytes);
            assertBad(FileHandle.of(bytes), file);
        }
        assertBad(FileHandle.of(new byte[FileHandle.MAX_BYTES]), file);
    }

    @Test
    default void aCutHandleIsBad() throws Exception {
        FileHandle file = file(root(), "file", "");
        byte[] bytes = file.bytes();
        for (int length = 1; length < bytes.length; length++) {
            assertBad(FileHandle.of(Arrays.copyOf(bytes, length)), file);
        }
    }

    private void assertBad(FileHandle bad, FileHandle file) {
        List<ThrowingCallable> calls = List.of(
                () -> attributes(bad),
                () -> fs().setAttributes(ROOT, bad, AttributeChange.ofMode(0600)),
                () -> fs().access(ROOT, bad, 1),
                () -> fs().lookup(ROOT, bad, "x"),
                () -> fs().lookupParent(ROOT, bad),
                () -> fs().readLink(ROOT, bad),
                () -> file(ROOT, bad, "x", 0600),
                () -> directory(ROOT, bad, "x", 0700),
                () -> fs().link(ROOT, bad, root(), "x"),
                () -> fs().link(ROOT, file, bad, "x"),
                () -> fs().remove(ROOT, bad, "x"),
                () -> fs().rename(ROOT, bad, "x", root(), "x"),
                () -> fs().rename(ROOT, root(), "file", bad, "x"),
                () -> fs().readDirectory(ROOT, bad, 0, 0, 1, false),
                () -> fs().open(ROOT, bad, OpenIntent.READ),
                () -> fs().openGranted(ROOT, bad, OpenIntent.READ));
        calls.forEach(call -> assertRefused(VfsError.BADHANDLE, call));
    }

    /** A handle changed in one place names nothing that this client was not given. */
    @Test
    default void aTamperedHandleLeadsNowhere() throws Exception {
        FileHandle file = file(root(), "file", "");
        for (int i = 0; i < file.bytes().length; i++) {
            byte[] bytes = file.bytes().clone();
            bytes[i] ^= 0x40;
            Throwable thrown = catchThrowable(() -> attributes(FileHandle.of(bytes)));
            assertThat(thrown).isInstanceOf(VfsException.class);
            assertThat(((VfsException) thrown).error()).isIn(VfsError.BADHANDLE, VfsError.STALE);
        }
    }
}
