package io.moorage.vfs.contract;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VirtualFileSystem.Renamed;
import org.junit.jupiter.api.Test;

/** Renaming (POSIX XSH rename; RFC 7530 section 16.27). */
public interface RenameContract extends Fixture {
    @Test
    default void aRenamedFileKeepsItsHandleAndContent() throws Exception {
        FileHandle file = file(root(), "old", "content");
        FileHandle directory = directory(ROOT, root(), "directory", 0755);
        Renamed renamed = fs().rename(ROOT, root(), "old", directory, "new");
        assertThat(fs().lookup(ROOT, directory, "new").handle()).isEqualTo(file);
        assertThat(read(file)).isEqualTo("content");
        assertThat(names(root())).containsExactly("directory");
        assertThat(renamed.from().after()).isGreaterThan(renamed.from().before());
        assertThat(renamed.to().after()).isGreaterThan(renamed.to().before());
        assertThat(renamed.to().after()).isEqualTo(attributes(directory).change());
    }

    @Test
    default void withinOneDirectoryBothChangesAreTheSame() throws Exception {
        file(root(), "old", "");
        Renamed renamed = fs().rename(ROOT, root(), "old", root(), "new");
        assertThat(renamed.from()).isEqualTo(renamed.to());
        assertThat(names(root())).containsExactly("new");
    }

    @Test
    default void aTargetFileIsReplaced() throws Exception {
        FileHandle source = file(root(), "source", "new content");
        FileHandle target = file(root(), "target", "old content");
        fs().rename(ROOT, root(), "source", root(), "target");
        assertThat(names(root())).containsExactly("target");
        assertThat(fs().lookup(ROOT, root(), "target").handle()).isEqualTo(source);
        assertRefused(VfsError.STALE, () -> attributes(target));
    }

    @Test
    default void anEmptyDirectoryIsReplacedByADirectory() throws Exception {
        FileHandle source = directory(ROOT, root(), "source", 0755);
        file(source, "inside", "");
        directory(ROOT, root(), "target", 0755);
        fs().rename(ROOT, root(), "source", root(), "target");
        assertThat(names(root())).containsExactly("target");
        assertThat(names(source)).containsExactly("inside");
        assertThat(attributes(root()).links()).isEqualTo(3);
    }

    @Test
    default void kindsMustAgreeAndADirectoryInTheWayMustBeEmpty() throws Exception {
        FileHandle full = directory(ROOT, root(), "full", 0755);
        file(full, "inside", "");
        directory(ROOT, root(), "directory", 0755);
        file(root(), "file", "");
        assertRefused(VfsError.NOTEMPTY, () -> fs().rename(ROOT, root(), "directory", root(), "full"));
        assertRefused(VfsError.NOTDIR, () -> fs().rename(ROOT, root(), "directory", root(), "file"));
        assertRefused(VfsError.ISDIR, () -> fs().rename(ROOT, root(), "file", root(), "directory"));
        assertRefused(VfsError.NOENT, () -> fs().rename(ROOT, root(), "missing", root(), "file"));
        assertThat(names(root())).containsExactlyInAnyOrder("full", "directory", "file");
    }

    @Test
    default void aDirectoryIsNotMovedIntoItself() throws Exception {
        FileHandle one = directory(ROOT, root(), "one", 0755);
        FileHandle two = directory(ROOT, one, "two", 0755);
        assertRefused(VfsError.INVAL, () -> fs().rename(ROOT, root(), "one", two, "three"));
        assertRefused(VfsError.INVAL, () -> fs().rename(ROOT, root(), "one", one, "three"));
        assertRefused(VfsError.NOTEMPTY, () -> fs().rename(ROOT, one, "two", root(), "one"));
        assertThat(names(two)).isEmpty();
    }

    @Test
    default void aMovedDirectoryHasItsNewParent() throws Exception {
        FileHandle one = directory(ROOT, root(), "one", 0755);
        FileHandle two = directory(ROOT, root(), "two", 0755);
        FileHandle moved = directory(ROOT, one, "moved", 0755);
        fs().rename(ROOT, one, "moved", two, "moved");
        assertThat(fs().lookupParent(ROOT, moved).handle()).isEqualTo(two);
        assertThat(attributes(one).links()).isEqualTo(2);
        assertThat(attributes(two).links()).isEqualTo(3);
    }

    /** XSH rename: two names of one file: nothing happens, successfully. */
    @Test
    default void renamingToAnotherNameOfTheSameFileDoesNothing() throws Exception {
        FileHandle file = file(root(), "one", "content");
        fs().link(ROOT, file, root(), "two");
        long change = attributes(root()).change();
        fs().rename(ROOT, root(), "one", root(), "two");
        fs().rename(ROOT, root(), "one", root(), "one");
        assertThat(names(root())).containsExactlyInAnyOrder("one", "two");
        assertThat(attributes(file).links()).isEqualTo(2);
        assertThat(attributes(root()).change()).isEqualTo(change);
    }
}
