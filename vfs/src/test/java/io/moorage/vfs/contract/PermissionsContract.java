package io.moorage.vfs.contract;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static io.moorage.vfs.contract.Fixture.owner;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.Access;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Owner, group, other, root, sticky directories (POSIX XBD 4.5). */
public interface PermissionsContract extends Fixture {
    int ALL = Access.READ | Access.LOOKUP | Access.MODIFY | Access.EXTEND | Access.DELETE | Access.EXECUTE;

    /** The class is the first that fits, even when a later one would grant more. */
    @ParameterizedTest
    @CsvSource({
        "0700, true, false, false",
        "0070, false, true, false",
        "0007, false, false, true",
        "0077, false, true, true",
        "0707, true, false, true",
        "0770, true, true, false",
        "0777, true, true, true",
        "0000, false, false, false"
    })
    default void theFirstClassThatFitsDecides(String mode, boolean owner, boolean group, boolean other)
            throws Exception {
        FileHandle file = file(ROOT, root(), "file", 0);
        fs().setAttributes(ROOT, file, owner(ALICE.uid(), 3000));
        fs().setAttributes(ROOT, file, AttributeChange.ofMode(Integer.parseInt(mode, 8)));
        assertOpens(ALICE, file, owner);
        assertOpens(CAROL, file, group);
        assertOpens(BOB, file, other);
        assertOpens(ROOT, file, true);
    }

    private void assertOpens(Caller caller, FileHandle file, boolean granted) throws VfsException {
        int rights = Access.READ | Access.MODIFY | Access.EXTEND;
        assertThat(fs().access(caller, file, rights)).isEqualTo(granted ? rights : 0);
        for (OpenIntent intent : OpenIntent.values()) {
            if (granted) {
                try (OpenFile open = fs().open(caller, file, intent)) {
                    assertThat(open.handle()).isEqualTo(file);
                }
            } else {
                assertRefused(VfsError.ACCES, () -> fs().open(caller, file, intent));
            }
        }
    }

    @Test
    default void readAndWriteAreSeparateRights() throws Exception {
        FileHandle readable = file(ALICE, commons(), "readable", 0400);
        fs().open(ALICE, readable, OpenIntent.READ).close();
        assertRefused(VfsError.ACCES, () -> fs().open(ALICE, readable, OpenIntent.WRITE));
        assertRefused(VfsError.ACCES, () -> fs().open(ALICE, readable, OpenIntent.READ_WRITE));
        assertThat(fs().access(ALICE, readable, ALL)).isEqualTo(Access.READ);
    }

    @Test
    default void anOpenOnceGrantedAsksNoMore() throws Exception {
        FileHandle file = file(ALICE, commons(), "file", 0000);
        assertRefused(VfsError.ACCES, () -> fs().open(ALICE, file, OpenIntent.WRITE));
        try (OpenFile open = fs().openGranted(ALICE, file, OpenIntent.READ_WRITE)) {
            fs().write(open, 0, Fixture.utf8("mine"), Stability.FILE_SYNC);
            assertThat(read(open)).isEqualTo("mine");
        }
    }

    @Test
    default void rootExecutesOnlyWhatSomeoneMay() throws Exception {
        FileHandle plain = file(ALICE, commons(), "plain", 0666);
        FileHandle program = file(ALICE, commons2(), "program", 0610);
        assertThat(fs().access(ROOT, plain, Access.EXECUTE)).isZero();
        assertThat(fs().access(ROOT, program, Access.EXECUTE)).isEqualTo(Access.EXECUTE);
        assertThat(fs().access(ALICE, program, Access.EXECUTE)).isZero();
    }

    private FileHandle commons2() throws VfsException {
        return directory(ROOT, root(), "commons2", 0777);
    }

    @Test
    default void aDirectoryIsSearchedListedAndChangedByDifferentBits() throws Exception {
        FileHandle directory = directory(ALICE, commons(), "directory", 0700);
        file(ALICE, directory, "inside", 0600);

        chmod(directory, 0100);
        assertThat(fs().lookup(ALICE, directory, "inside").attributes().uid()).isEqualTo(ALICE.uid());
        assertRefused(VfsError.ACCES, () -> fs().readDirectory(ALICE, directory, 0, 0, 10, false));
        assertRefused(VfsError.ACCES, () -> fs().remove(ALICE, directory, "inside"));
        assertThat(fs().access(ALICE, directory, ALL)).isEqualTo(Access.LOOKUP);

        chmod(directory, 0400);
        assertThat(fs().readDirectory(ALICE, directory, 0, 0, 10, false).items())
                .hasSize(1);
        assertRefused(VfsError.ACCES, () -> fs().lookup(ALICE, directory, "inside"));
        assertThat(fs().access(ALICE, directory, ALL)).isEqualTo(Access.READ);

        chmod(directory, 0200);
        assertRefused(VfsError.ACCES, () -> fs().remove(ALICE, directory, "inside"));
        assertRefused(VfsError.ACCES, () -> file(ALICE, directory, "new", 0600));
        assertThat(fs().access(ALICE, directory, ALL)).isZero();

        chmod(directory, 0300);
        fs().remove(ALICE, directory, "inside");
        assertThat(fs().access(ALICE, directory, ALL))
                .isEqualTo(Access.LOOKUP | Access.MODIFY | Access.EXTEND | Access.DELETE);
    }

    @Test
    default void creatingNeedsWritePermissionOnTheDirectory() throws Exception {
        FileHandle closed = directory(ROOT, root(), "closed", 0755);
        FileHandle source = file(ALICE, commons(), "source", 0666);
        assertRefused(VfsError.ACCES, () -> file(ALICE, closed, "file", 0600));
        assertRefused(VfsError.ACCES, () -> directory(ALICE, closed, "directory", 0700));
        assertRefused(VfsError.ACCES, () -> fs().link(ALICE, source, closed, "link"));
        assertRefused(VfsError.ACCES, () -> fs().rename(ALICE, fsCommons(), "source", closed, "moved"));
        assertThat(names(closed)).isEmpty();
    }

    private FileHandle fsCommons() throws VfsException {
        return fs().lookup(ROOT, root(), "commons").handle();
    }

    /** XSH unlink, rename: S_ISVTX; Linux answers EPERM. */
    @Test
    default void inAStickyDirectoryOnlyOwnersRemoveAndRename() throws Exception {
        FileHandle sticky = directory(ROOT, root(), "sticky", 01777);
        file(ALICE, sticky, "alices", 0666);
        file(BOB, sticky, "bobs", 0666);
        assertRefused(VfsError.PERM, () -> fs().remove(BOB, sticky, "alices"));
        assertRefused(VfsError.PERM, () -> fs().rename(BOB, sticky, "alices", sticky, "stolen"));
        assertRefused(VfsError.PERM, () -> fs().rename(BOB, sticky, "bobs", sticky, "alices"));
        assertThat(names(sticky)).containsExactlyInAnyOrder("alices", "bobs");
        fs().remove(ALICE, sticky, "alices");
        fs().remove(ROOT, sticky, "bobs");
        assertThat(names(sticky)).isEmpty();
    }

    @Test
    default void theOwnerOfAStickyDirectoryRemovesAnything() throws Exception {
        FileHandle sticky = directory(ALICE, commons(), "sticky", 01777);
        file(BOB, sticky, "bobs", 0600);
        fs().remove(ALICE, sticky, "bobs");
        assertThat(names(sticky)).isEmpty();
    }

    /** XSH rename, EACCES: a directory that changes its parent is itself written. */
    @Test
    default void movingADirectoryElsewhereNeedsWritePermissionOnIt() throws Exception {
        FileHandle commons = commons();
        FileHandle target = directory(ALICE, commons, "target", 0777);
        directory(ALICE, commons, "locked", 0555);
        assertRefused(VfsError.ACCES, () -> fs().rename(ALICE, commons, "locked", target, "locked"));
        fs().rename(ALICE, commons, "locked", commons, "renamed");
        assertThat(names(commons)).containsExactlyInAnyOrder("target", "renamed");
    }

    private void chmod(FileHandle file, int mode) throws VfsException {
        fs().setAttributes(ROOT, file, AttributeChange.ofMode(mode));
    }
}
