package io.moorage.vfs.contract;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static io.moorage.vfs.contract.Fixture.gid;
import static io.moorage.vfs.contract.Fixture.owner;
import static io.moorage.vfs.contract.Fixture.uid;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import org.junit.jupiter.api.Test;

/** Owners, groups, setuid and setgid (POSIX XSH chown, chmod, open, mkdir, write). */
public interface OwnershipContract extends Fixture {
    @Test
    default void aNewObjectBelongsToItsCaller() throws Exception {
        FileHandle commons = commons();
        for (FileHandle handle : new FileHandle[] {
            file(ALICE, commons, "file", 0640),
            directory(ALICE, commons, "directory", 0640),
            object(ALICE, commons, "fifo", new NewObject.Fifo(), 0640)
        }) {
            assertThat(attributes(handle).uid()).isEqualTo(ALICE.uid());
            assertThat(attributes(handle).gid()).isEqualTo(ALICE.gid());
            assertThat(attributes(handle).mode()).isEqualTo(0640);
        }
        FileHandle link = object(ALICE, commons, "link", new NewObject.Symlink("x"), 0600);
        assertThat(attributes(link).uid()).isEqualTo(ALICE.uid());
        assertThat(attributes(link).gid()).isEqualTo(ALICE.gid());
    }

    @Test
    default void modesAreTakenWithoutAnyUmask() throws Exception {
        assertThat(attributes(file(ROOT, root(), "file", 0666)).mode()).isEqualTo(0666);
        assertThat(attributes(directory(ROOT, root(), "directory", 01777)).mode())
                .isEqualTo(01777);
    }

    @Test
    default void aSetgidDirectoryGivesItsGroupAndItsBit() throws Exception {
        FileHandle shared = directory(ROOT, root(), "shared", 0777);
        fs().setAttributes(ROOT, shared, gid(3000));
        fs().setAttributes(ROOT, shared, AttributeChange.ofMode(02777));
        Attributes file = attributes(file(BOB, shared, "file", 0644));
        Attributes directory = attributes(directory(BOB, shared, "directory", 0755));
        assertThat(file.gid()).isEqualTo(3000);
        assertThat(file.uid()).isEqualTo(BOB.uid());
        assertThat(file.mode()).isEqualTo(0644);
        assertThat(directory.gid()).isEqualTo(3000);
        assertThat(directory.mode()).isEqualTo(02755);
    }

    @Test
    default void aStrangerToTheGroupMakesNoSetgidFile() throws Exception {
        FileHandle shared = directory(ROOT, root(), "shared", 0777);
        fs().setAttributes(ROOT, shared, gid(3000));
        fs().setAttributes(ROOT, shared, AttributeChange.ofMode(02777));
        assertThat(attributes(file(BOB, shared, "bobs", 02755)).mode()).isEqualTo(0755);
        assertThat(attributes(file(ALICE, shared, "alices", 02755)).mode()).isEqualTo(02755);
    }

    @Test
    default void onlyRootGivesFilesAway() throws Exception {
        FileHandle file = file(ALICE, commons(), "file", 0666);
        assertRefused(VfsError.PERM, () -> fs().setAttributes(ALICE, file, uid(BOB.uid())));
        assertRefused(VfsError.PERM, () -> fs().setAttributes(BOB, file, uid(BOB.uid())));
        assertRefused(VfsError.PERM, () -> fs().setAttributes(ALICE, file, gid(BOB.gid())));
        assertRefused(VfsError.PERM, () -> fs().setAttributes(CAROL, file, gid(3000)));
        assertThat(attributes(file).uid()).isEqualTo(ALICE.uid());
        assertThat(attributes(file).gid()).isEqualTo(ALICE.gid());

        assertThat(fs().setAttributes(ALICE, file, gid(3000)).gid()).isEqualTo(3000);
        assertThat(fs().setAttributes(ALICE, file, uid(ALICE.uid())).uid()).isEqualTo(ALICE.uid());
        Attributes given = fs().setAttributes(ROOT, file, owner(BOB.uid(), BOB.gid()));
        assertThat(given.uid()).isEqualTo(BOB.uid());
        assertThat(given.gid()).isEqualTo(BOB.gid());
    }

    @Test
    default void onlyTheOwnerAndRootChangeTheMode() throws Exception {
        FileHandle file = file(ALICE, commons(), "file", 0666);
        assertRefused(VfsError.PERM, () -> fs().setAttributes(BOB, file, AttributeChange.ofMode(0777)));
        assertThat(fs().setAttributes(ALICE, file, AttributeChange.ofMode(0600)).mode())
                .isEqualTo(0600);
        assertThat(fs().setAttributes(ROOT, file, AttributeChange.ofMode(04755)).mode())
                .isEqualTo(04755);
    }

    /** XSH chmod: S_ISGID is cleared when the caller is not in the file's group. */
    @Test
    default void setgidIsNotSetByAStrangerToTheGroup() throws Exception {
        FileHandle file = file(BOB, commons(), "file", 0755);
        fs().setAttributes(ROOT, file, gid(3000));
        assertThat(fs().setAttributes(BOB, file, AttributeChange.ofMode(02755)).mode())
                .isEqualTo(0755);
        fs().setAttributes(ROOT, file, owner(ALICE.uid(), 3000));
        assertThat(fs().setAttributes(ALICE, file, AttributeChange.ofMode(02755))
                        .mode())
                .isEqualTo(02755);
    }

    /** XSH chown: setuid and setgid are cleared. */
    @Test
    default void chownDropsSetuidAndSetgid() throws Exception {
        FileHandle file = file(ALICE, commons(), "file", 0755);
        fs().setAttributes(ALICE, file, AttributeChange.ofMode(06755));
        assertThat(fs().setAttributes(ALICE, file, gid(3000)).mode()).isEqualTo(0755);
    }

    /** XSH write: a write by a process without privileges clears them. */
    @Test
    default void writingDropsSetuidAndSetgidUnlessByRoot() throws Exception {
        FileHandle file = file(ALICE, commons(), "file", 06777);
        assertWriteLeaves(06777, file, fs().open(ROOT, file, OpenIntent.WRITE));
        assertWriteLeaves(0777, file, fs().open(BOB, file, OpenIntent.WRITE));
    }

    private void assertWriteLeaves(int mode, FileHandle file, OpenFile open) throws VfsException {
        try (open) {
            fs().write(open, 0, Fixture.utf8("x"), Stability.UNSTABLE);
        }
        assertThat(attributes(file).mode()).isEqualTo(mode);
    }

    @Test
    default void creatingForOthersIsRootsAlone() throws Exception {
        FileHandle commons = commons();
        assertRefused(VfsError.PERM, () -> createGuarded(ALICE, commons, "file", uid(BOB.uid())));
        assertRefused(VfsError.PERM, () -> createGuarded(ALICE, commons, "file", gid(BOB.gid())));
        assertThat(names(commons)).isEmpty();
        Attributes made = createGuarded(ROOT, commons, "file", owner(BOB.uid(), BOB.gid()))
                .entry()
                .attributes();
        assertThat(made.uid()).isEqualTo(BOB.uid());
        assertThat(made.gid()).isEqualTo(BOB.gid());
    }
}
