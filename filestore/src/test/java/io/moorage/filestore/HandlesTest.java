package io.moorage.filestore;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.VfsError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a handle of the file store survives, and what it never opens. */
class HandlesTest {
    private final Path temporary;

    HandlesTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    /** RFC 7530 section 4.2.2: persistent. */
    @Test
    void handlesChangeAttributesAndVerifiersOfCreatesOutliveARestart() throws Exception {
        Path directory = TestDirectories.make(temporary, "fs");
        FileHandle root;
        Created file;
        Attributes before;
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            root = fs.root();
            file = fs.createFile(Caller.ROOT, root, "file", new CreateMode.Exclusive(77), AttributeChange.NONE);
            before = fs.getAttributes(file.entry().handle());
        }
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            assertThat(fs.root()).isEqualTo(root);
            assertThat(fs.getAttributes(file.entry().handle()).fileId()).isEqualTo(before.fileId());
            Created again =
                    fs.createFile(Caller.ROOT, root, "file", new CreateMode.Exclusive(77), AttributeChange.NONE);
            assertThat(again.existed()).isTrue();
            Attributes changed = fs.setAttributes(Caller.ROOT, file.entry().handle(), AttributeChange.ofMode(0640));
            assertThat(changed.change()).isGreaterThan(before.change());
        }
    }

    /** RFC 7530 section 16.3: the verifier tells that unstable writes may be lost. */
    @Test
    void theWriteVerifierChangesWithEachStart() throws Exception {
        Path directory = TestDirectories.make(temporary, "fs");
        long first;
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            first = fs.writeVerifier();
        }
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            assertThat(fs.writeVerifier()).isNotEqualTo(first);
        }
    }

    @Test
    void anotherFileSystemsHandleIsBad() throws Exception {
        try (DirectoryFileSystem one = TestDirectories.open(TestDirectories.make(temporary, "one"));
                DirectoryFileSystem two = TestDirectories.open(TestDirectories.make(temporary, "two"))) {
            Created file =
                    one.createFile(Caller.ROOT, one.root(), "file", new CreateMode.Guarded(), AttributeChange.NONE);
            assertRefused(
                    VfsError.BADHANDLE, () -> two.getAttributes(file.entry().handle()));
            assertRefused(VfsError.BADHANDLE, () -> two.getAttributes(one.root()));
        }
    }

    @Test
    void symbolicLinksAndDotsOfTheDiskLeadNowhere() throws Exception {
        Path directory = TestDirectories.make(temporary, "fs");
        Files.createSymbolicLink(directory.resolve("way-out"), Path.of("/etc"));
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            FileHandle link = fs.lookup(Caller.ROOT, fs.root(), "way-out").handle();
            assertRefused(VfsError.NOTDIR, () -> fs.lookup(Caller.ROOT, link, "passwd"));
            assertRefused(VfsError.INVAL, () -> fs.lookup(Caller.ROOT, fs.root(), "../outside"));
            assertThat(fs.lookupParent(Caller.ROOT, fs.root()).handle()).isEqualTo(fs.root());
        }
    }

    @Test
    void farMoreFilesThanDescriptorsAreServed() throws Exception {
        Path directory = TestDirectories.make(temporary, "fs");
        int many = 10 * TestDirectories.FEW_FILES;
        for (int i = 0; i < many; i++) {
            Files.writeString(directory.resolve("file" + i), "content " + i);
        }
        long before = descriptors();
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            List<FileHandle> handles = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                handles.add(fs.lookup(Caller.ROOT, fs.root(), "file" + i).handle());
            }
            for (int i = 0; i < many; i++) {
                try (OpenFile open = fs.open(Caller.ROOT, handles.get(i), OpenIntent.READ_WRITE)) {
                    assertThat(fs.getAttributes(open).size()).isEqualTo(("content " + i).length());
                }
            }
            assertThat(descriptors() - before).isLessThan(2L * TestDirectories.FEW_FILES + 50);
        }
        assertThat(descriptors() - before).isLessThan(20);
    }

    @Test
    void whatIsRemovedBehindItsBackIsStale() throws Exception {
        Path directory = TestDirectories.make(temporary, "fs");
        Path file = Files.writeString(directory.resolve("file"), "x");
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            FileHandle handle = fs.lookup(Caller.ROOT, fs.root(), "file").handle();
            Files.delete(file);
            assertRefused(VfsError.STALE, () -> fs.getAttributes(handle));
        }
    }

    @Test
    void aClosedFileSystemServesNothing() throws Exception {
        DirectoryFileSystem fs = TestDirectories.open(TestDirectories.make(temporary, "fs"));
        fs.close();
        assertRefused(VfsError.FENCED, () -> fs.getAttributes(fs.root()));
    }

    private static long descriptors() {
        String[] names = Path.of("/proc/self/fd").toFile().list();
        return names == null ? 0 : names.length;
    }
}
