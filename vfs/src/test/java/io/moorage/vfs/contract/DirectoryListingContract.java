package io.moorage.vfs.contract;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listing directories in pages (RFC 7530 section 16.24). */
public interface DirectoryListingContract extends Fixture {
    int MANY = 3000;

    @Test
    default void itemsTellWhatLookupTells() throws Exception {
        file(root(), "file", "content");
        directory(ROOT, root(), "directory", 0755);
        object(ROOT, root(), "link", new NewObject.Symlink("x"), 0777);
        DirectoryPage page = fs().readDirectory(ROOT, root(), 0, 0, 100, true);
        assertThat(page.end()).isTrue();
        assertThat(page.items()).hasSize(3);
        for (DirectoryPage.Item item : page.items()) {
            var entry = fs().lookup(ROOT, root(), item.name());
            assertThat(item.handle()).isEqualTo(entry.handle());
            assertThat(item.attributes()).isEqualTo(entry.attributes());
            assertThat(item.fileId()).isEqualTo(entry.attributes().fileId());
            assertThat(item.type()).isEqualTo(entry.attributes().type());
            assertThat(item.cookie()).isNotIn(0L, 1L, 2L);
        }
    }

    @Test
    default void withoutAttributesNamesTypesAndNumbersAreStillThere() throws Exception {
        FileHandle file = file(root(), "file", "");
        DirectoryPage.Item item =
                fs().readDirectory(ROOT, root(), 0, 0, 1, false).items().getFirst();
        assertThat(item.name()).isEqualTo("file");
        assertThat(item.type()).isEqualTo(FileType.REGULAR);
        assertThat(item.fileId()).isEqualTo(attributes(file).fileId());
        assertThat(item.handle()).isNull();
        assertThat(item.attributes()).isNull();
    }

    @Test
    default void anEmptyDirectoryEndsAtOnce() throws Exception {
        DirectoryPage page = fs().readDirectory(ROOT, root(), 0, 0, 1, false);
        assertThat(page.items()).isEmpty();
        assertThat(page.end()).isTrue();
    }

    @Test
    default void everyPageSizeGivesEveryEntryOnce() throws Exception {
        List<String> made = fill(root(), "entry", 50);
        for (int size : new int[] {1, 2, 7, 49, 50, 51}) {
            assertThat(list(root(), size, nothing -> {})).containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Test
    default void aPageHasAtMostTheItemsAskedFor() throws Exception {
        fill(root(), "entry", 10);
        assertThat(fs().readDirectory(ROOT, root(), 0, 0, 3, true).items()).hasSize(3);
    }

    @Test
    default void aListingOfThousandsSurvivesAddingAndRemoving() throws Exception {
        List<String> stay = fill(root(), "stay", MANY);
        fill(root(), "go", 300);
        int[] round = {0};
        List<String> seen = list(root(), 100, page -> {
            int i = round[0]++;
            if (i < 300) {
                fs().remove(ROOT, root(), "go" + i);
                file(ROOT, root(), "come" + i, 0600);
            }
        });
        assertThat(seen).doesNotHaveDuplicates().containsAll(stay);
        assertThat(seen).allMatch(name -> name.startsWith("stay") || name.startsWith("go") || name.startsWith("come"));
    }

    @Test
    default void removingWhatWasListedEmptiesADirectory() throws Exception {
        fill(root(), "entry", 500);
        list(root(), 64, page -> {
            for (DirectoryPage.Item item : page.items()) {
                fs().remove(ROOT, root(), item.name());
            }
        });
        assertThat(names(root())).isEmpty();
    }

    @Test
    default void anOldCookieResumesAfterItsEntry() throws Exception {
        fill(root(), "entry", 40);
        List<DirectoryPage.Item> all =
                fs().readDirectory(ROOT, root(), 0, 0, 100, false).items();
        DirectoryPage.Item removed = all.get(10);
        fs().remove(ROOT, root(), removed.name());
        DirectoryPage rest = fs().readDirectory(ROOT, root(), removed.cookie(), 0, 100, false);
        assertThat(rest.items().stream().map(DirectoryPage.Item::name))
                .containsExactlyElementsOf(all.subList(11, 40).stream()
                        .map(DirectoryPage.Item::name)
                        .toList());
    }

    @Test
    default void reservedCookiesAreRefused() throws Exception {
        fill(root(), "entry", 3);
        assertRefused(VfsError.BAD_COOKIE, () -> fs().readDirectory(ROOT, root(), 1, 0, 10, false));
        assertRefused(VfsError.BAD_COOKIE, () -> fs().readDirectory(ROOT, root(), 2, 0, 10, false));
    }

    private List<String> fill(FileHandle directory, String prefix, int count) throws VfsException {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            object(ROOT, directory, prefix + i, new NewObject.Fifo(), 0600);
            made.add(prefix + i);
        }
        return made;
    }

    /** What happens between two pages. */
    interface BetweenPages {
        void after(DirectoryPage page) throws VfsException;
    }

    private List<String> list(FileHandle directory, int size, BetweenPages between) throws VfsException {
        List<String> names = new ArrayList<>();
        long cookie = 0;
        long verifier = 0;
        boolean end = false;
        while (!end) {
            DirectoryPage page = fs().readDirectory(ROOT, directory, cookie, verifier, size, false);
            page.items().forEach(item -> names.add(item.name()));
            between.after(page);
            end = page.end();
            cookie = page.items().isEmpty() ? cookie : page.items().getLast().cookie();
            verifier = page.verifier();
        }
        return names;
    }
}
