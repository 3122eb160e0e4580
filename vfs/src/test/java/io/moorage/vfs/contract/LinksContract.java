package io.moorage.vfs.contract;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import org.junit.jupiter.api.Test;

/** Hard links, removal, symbolic links (POSIX XSH link, unlink, rmdir, readlink). */
public interface LinksContract extends Fixture {
    @Test
    default void aHardLinkIsAnotherNameOfTheSameFile() throws Exception {
        FileHandle directory = directory(ROOT, root(), "directory", 0755);
        FileHandle file = file(root(), "one", "content");
        long before = attributes(file).change();
        DirectoryChange change = fs().link(ROOT, file, directory, "two");
        assertThat(fs().lookup(ROOT, directory, "two").handle()).isEqualTo(file);
        assertThat(attributes(file).links()).isEqualTo(2);
        assertThat(attributes(file).change()).isGreaterThan(before);
        assertThat(change.after()).isEqualTo(attributes(directory).change()).isGreaterThan(change.before());

        fs().remove(ROOT, root(), "one");
        assertThat(attributes(file).links()).isEqualTo(1);
        assertThat(read(file)).isEqualTo("content");
    }

    @Test
    default void linksAreRefusedOverNamesAndToDirectories() throws Exception {
        FileHandle file = file(root(), "file", "");
        FileHandle directory = directory(ROOT, root(), "directory", 0755);
        assertRefused(VfsError.EXIST, () -> fs().link(ROOT, file, root(), "directory"));
        assertRefused(VfsError.PERM, () -> fs().link(ROOT, directory, root(), "loop"));
        assertRefused(VfsError.NOTDIR, () -> fs().link(ROOT, file, file, "x"));
    }

    @Test
    default void symbolicLinksAndSpecialObjectsMayHaveManyNames() throws Exception {
        FileHandle link = object(ROOT, root(), "link", new NewObject.Symlink("x"), 0777);
        FileHandle fifo = object(ROOT, root(), "fifo", new NewObject.Fifo(), 0666);
        fs().link(ROOT, link, root(), "link2");
        fs().link(ROOT, fifo, root(), "fifo2");
        assertThat(attributes(link).links()).isEqualTo(2);
        assertThat(attributes(fifo).links()).isEqualTo(2);
    }

    @Test
    default void theLastNameGoneTheFileIsGone() throws Exception {
        FileHandle file = file(root(), "file", "content");
        DirectoryChange change = fs().remove(ROOT, root(), "file");
        assertThat(change.after()).isEqualTo(attributes(root()).change()).isGreaterThan(change.before());
        assertRefused(VfsError.STALE, () -> attributes(file));
        assertRefused(VfsError.NOENT, () -> fs().remove(ROOT, root(), "file"));
        assertThat(names(root())).isEmpty();
    }

    @Test
    default void anOpenFileOutlivesItsLastName() throws Exception {
        FileHandle file = file(root(), "file", "content");
        OpenFile first = fs().open(ROOT, file, OpenIntent.READ_WRITE);
        try (OpenFile second = fs().open(ROOT, file, OpenIntent.READ)) {
            fs().remove(ROOT, root(), "file");
            first.close();
            assertThat(read(second)).isEqualTo("content");
            assertThat(fs().getAttributes(second).links()).isZero();
            assertThat(attributes(file).links()).isZero();
            try (OpenFile third = fs().open(ROOT, file, OpenIntent.WRITE)) {
                fs().write(third, 0, Fixture.utf8("CON"), Stability.FILE_SYNC);
                fs().commit(third);
            }
            assertThat(read(second)).isEqualTo("CONtent");
            assertThat(fs().setAttributes(ROOT, file, AttributeChange.ofMode(0600))
                            .mode())
                    .isEqualTo(0600);
        }
        assertRefused(VfsError.STALE, () -> attributes(file));
    }

    @Test
    default void aFileReplacedWhileOpenStaysUsable() throws Exception {
        FileHandle old = file(root(), "file", "old");
        file(root(), "fresh", "fresh");
        try (OpenFile open = fs().open(ROOT, old, OpenIntent.READ)) {
            fs().rename(ROOT, root(), "fresh", root(), "file");
            assertThat(read(open)).isEqualTo("old");
        }
        assertRefused(VfsError.STALE, () -> attributes(old));
    }

    @Test
    default void onlyEmptyDirectoriesAreRemoved() throws Exception {
        FileHandle directory = directory(ROOT, root(), "directory", 0755);
        file(directory, "inside", "");
        assertThat(attributes(root()).links()).isEqualTo(3);
        assertRefused(VfsError.NOTEMPTY, () -> fs().remove(ROOT, root(), "directory"));
        fs().remove(ROOT, directory, "inside");
        fs().remove(ROOT, root(), "directory");
        assertThat(attributes(root()).links()).isEqualTo(2);
        assertRefused(VfsError.STALE, () -> attributes(directory));
        assertRefused(VfsError.STALE, () -> fs().lookup(ROOT, directory, "x"));
        assertRefused(VfsError.STALE, () -> file(ROOT, directory, "x", 0600));
    }

    @Test
    default void aNameUsedAgainIsAnotherFile() throws Exception {
        for (int i = 0; i < 20; i++) {
            FileHandle old = file(root(), "file", "old");
            fs().remove(ROOT, root(), "file");
            FileHandle fresh = file(root(), "file", "new");
            assertThat(fresh).isNotEqualTo(old);
            assertRefused(VfsError.STALE, () -> attributes(old));
            fs().remove(ROOT, root(), "file");
        }
    }

    @Test
    default void aSymbolicLinkKeepsItsTextAsGiven() throws Exception {
        for (String target : new String[] {"relative/../path", "/absolute//x/", "dangling é", "x".repeat(4000)}) {
            FileHandle link = object(ROOT, root(), "link", new NewObject.Symlink(target), 0777);
            assertThat(fs().readLink(BOB, link)).isEqualTo(target);
            Attributes attributes = attributes(link);
            assertThat(attributes.size()).isEqualTo(Fixture.utf8(target).remaining());
            fs().remove(ROOT, root(), "link");
        }
    }

    @Test
    default void badSymbolicLinksAreRefused() throws Exception {
        FileHandle file = file(root(), "file", "");
        assertRefused(VfsError.INVAL, () -> object(ROOT, root(), "link", new NewObject.Symlink(""), 0777));
        assertRefused(VfsError.INVAL, () -> object(ROOT, root(), "link", new NewObject.Symlink("a\0b"), 0777));
        assertRefused(
                VfsError.NAMETOOLONG,
                () -> object(ROOT, root(), "link", new NewObject.Symlink("x".repeat(5000)), 0777));
        assertRefused(VfsError.INVAL, () -> fs().readLink(ROOT, file));
        assertRefused(VfsError.INVAL, () -> fs().readLink(ROOT, root()));
        assertThat(names(root())).containsExactly("file");
    }

    @Test
    default void onlyRegularFilesAreOpened() throws Exception {
        FileHandle link = object(ROOT, root(), "link", new NewObject.Symlink("x"), 0777);
        FileHandle fifo = object(ROOT, root(), "fifo", new NewObject.Fifo(), 0666);
        for (OpenIntent intent : OpenIntent.values()) {
            assertRefused(VfsError.ISDIR, () -> fs().open(ROOT, root(), intent));
            assertRefused(VfsError.SYMLINK, () -> fs().open(ROOT, link, intent));
            assertRefused(VfsError.INVAL, () -> fs().open(ROOT, fifo, intent));
            assertRefused(VfsError.ISDIR, () -> fs().openGranted(ROOT, root(), intent));
        }
    }
}
