package io.moorage.vfs.contract;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.VfsError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be a name, and finding objects by it. */
public interface NamesContract extends Fixture {
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/", "nul\0byte", "lone\uD800"})
    default void aNameIsOneComponent(String bad) throws Exception {
        FileHandle file = file(root(), "file", "");
        assertEverywhereRefused(VfsError.INVAL, bad, file);
    }

    @Test
    default void aNameHasAtMost255BytesOfUtf8() throws Exception {
        String fits = "é".repeat(127) + "x";
        FileHandle file = file(root(), fits, "long");
        assertThat(fs().lookup(ROOT, root(), fits).handle()).isEqualTo(file);
        assertThat(names(root())).containsExactly(fits);
        assertEverywhereRefused(VfsError.NAMETOOLONG, "é".repeat(128), file);
    }

    private void assertEverywhereRefused(VfsError error, String name, FileHandle file) throws Exception {
        List<String> before = names(root());
        assertRefused(error, () -> fs().lookup(ROOT, root(), name));
        assertRefused(
                error, () -> fs().createFile(ROOT, root(), name, new CreateMode.Unchecked(), AttributeChange.NONE));
        assertRefused(
                error, () -> fs().createObject(ROOT, root(), name, new NewObject.Directory(), AttributeChange.NONE));
        assertRefused(error, () -> fs().link(ROOT, file, root(), name));
        assertRefused(error, () -> fs().remove(ROOT, root(), name));
        assertRefused(error, () -> fs().rename(ROOT, root(), name, root(), "target"));
        assertRefused(error, () -> fs().rename(ROOT, root(), before.getFirst(), root(), name));
        assertThat(names(root())).isEqualTo(before);
    }

    @Test
    default void namesAreCaseSensitiveAndKeptAsGiven() throws Exception {
        file(root(), "Name", "");
        file(root(), "name", "");
        file(root(), "naïve\n*?", "");
        assertThat(names(root())).containsExactlyInAnyOrder("Name", "name", "naïve\n*?");
    }

    @Test
    default void lookupTellsWhatIsMissingAndWhatIsNoDirectory() throws Exception {
        FileHandle file = file(root(), "file", "");
        assertRefused(VfsError.NOENT, () -> fs().lookup(ROOT, root(), "missing"));
        assertRefused(VfsError.NOTDIR, () -> fs().lookup(ROOT, file, "x"));
        assertRefused(VfsError.NOTDIR, () -> fs().lookupParent(ROOT, file));
        assertRefused(VfsError.NOTDIR, () -> fs().readDirectory(ROOT, file, 0, 0, 10, false));
        assertRefused(VfsError.NOTDIR, () -> fs().remove(ROOT, file, "x"));
    }

    @Test
    default void lookupGivesTheSameHandleAndAttributesAsCreate() throws Exception {
        FileHandle made = file(root(), "file", "12345");
        assertThat(fs().lookup(ROOT, root(), "file").handle()).isEqualTo(made);
        assertThat(fs().lookup(ROOT, root(), "file").attributes()).isEqualTo(attributes(made));
        assertThat(attributes(made).size()).isEqualTo(5);
    }

    @Test
    default void aSymbolicLinkIsFoundItselfAndNeverFollowed() throws Exception {
        FileHandle directory = directory(ROOT, root(), "directory", 0755);
        FileHandle link = object(ROOT, root(), "link", new NewObject.Symlink("directory"), 0777);
        assertThat(fs().lookup(ROOT, root(), "link").handle()).isEqualTo(link).isNotEqualTo(directory);
        assertRefused(VfsError.NOTDIR, () -> fs().lookup(ROOT, link, "x"));
    }

    @Test
    default void theParentIsFoundAndTheRootIsItsOwn() throws Exception {
        FileHandle one = directory(ROOT, root(), "one", 0755);
        FileHandle two = directory(ROOT, one, "two", 0755);
        assertThat(fs().lookupParent(ROOT, two).handle()).isEqualTo(one);
        assertThat(fs().lookupParent(ROOT, one).handle()).isEqualTo(root());
        assertThat(fs().lookupParent(ROOT, root()).handle()).isEqualTo(root());
    }
}
