package io.moorage.vfs.contract;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Create modes (RFC 7530 section 16.16.5) and the other kinds of object (section 16.4). */
public interface CreateContract extends Fixture {
    /** False where devices are refused with NOTSUPP or PERM, as EFS refuses them. */
    default boolean makesDevices() {
        return true;
    }

    @Test
    default void uncheckedTakesWhatIsThereAndLeavesItAsItIs() throws Exception {
        FileHandle file = file(root(), "file", "content");
        Attributes before = attributes(file);
        Created again = fs().createFile(
                        ROOT,
                        root(),
                        "file",
                        new CreateMode.Unchecked(),
                        AttributeChange.ofSize(0).withMode(mode(0777)));
        assertThat(again.existed()).isTrue();
        assertThat(again.entry().handle()).isEqualTo(file);
        assertThat(attributes(file)).isEqualTo(before);
        assertThat(read(file)).isEqualTo("content");
        assertThat(again.parent().before()).isEqualTo(again.parent().after());
    }

    private static OptionalInt mode(int mode) {
        return OptionalInt.of(mode);
    }

    @Test
    default void uncheckedNeedsNoWritePermissionToFindAFile() throws Exception {
        FileHandle file = file(root(), "file", "content");
        assertThat(fs().createFile(BOB, root(), "file", new CreateMode.Unchecked(), AttributeChange.NONE)
                        .entry()
                        .handle())
                .isEqualTo(file);
    }

    @Test
    default void uncheckedTakesOnlyRegularFiles() throws Exception {
        directory(ROOT, root(), "directory", 0755);
        object(ROOT, root(), "link", new NewObject.Symlink("nowhere"), 0777);
        object(ROOT, root(), "fifo", new NewObject.Fifo(), 0666);
        assertRefused(VfsError.ISDIR, () -> create("directory", new CreateMode.Unchecked()));
        assertRefused(VfsError.SYMLINK, () -> create("link", new CreateMode.Unchecked()));
        assertRefused(VfsError.INVAL, () -> create("fifo", new CreateMode.Unchecked()));
    }

    @Test
    default void guardedRefusesWhatIsThere() throws Exception {
        assertThat(create("file", new CreateMode.Guarded()).existed()).isFalse();
        assertRefused(VfsError.EXIST, () -> create("file", new CreateMode.Guarded()));
        directory(ROOT, root(), "directory", 0755);
        assertRefused(VfsError.EXIST, () -> create("directory", new CreateMode.Guarded()));
    }

    /** RFC 7530 section 16.16.5: the verifier tells a repeated request from another client's. */
    @Test
    default void exclusiveIsRepeatableWithItsVerifierOnly() throws Exception {
        Created first = create("file", new CreateMode.Exclusive(0x1122334455667788L));
        Created again = create("file", new CreateMode.Exclusive(0x1122334455667788L));
        assertThat(first.existed()).isFalse();
        assertThat(again.existed()).isTrue();
        assertThat(again.entry().handle()).isEqualTo(first.entry().handle());
        assertRefused(VfsError.EXIST, () -> create("file", new CreateMode.Exclusive(0x1122334455667789L)));
        assertRefused(VfsError.EXIST, () -> create("file", new CreateMode.Guarded()));
        create("unchecked", new CreateMode.Unchecked());
        assertRefused(VfsError.EXIST, () -> create("unchecked", new CreateMode.Exclusive(0)));
        directory(ROOT, root(), "directory", 0755);
        assertRefused(VfsError.EXIST, () -> create("directory", new CreateMode.Exclusive(0)));
    }

    @Test
    default void withoutAModeAFileIsItsOwners() throws Exception {
        assertThat(create("file", new CreateMode.Guarded()).entry().attributes().mode())
                .isEqualTo(0600);
    }

    @Test
    default void initialAttributesAreThoseOfTheNewFile() throws Exception {
        Attributes made = createGuarded(
                        ROOT, root(), "file", AttributeChange.ofSize(10_000).withMode(mode(0751)))
                .entry()
                .attributes();
        assertThat(made.size()).isEqualTo(10_000);
        assertThat(made.mode()).isEqualTo(0751);
        assertThat(made.type()).isEqualTo(FileType.REGULAR);
        assertThat(made.links()).isEqualTo(1);
    }

    @Test
    default void theParentsChangeIsTold() throws Exception {
        long before = attributes(root()).change();
        Created made = create("file", new CreateMode.Guarded());
        assertThat(made.parent().before()).isEqualTo(before);
        assertThat(made.parent().after()).isEqualTo(attributes(root()).change()).isGreaterThan(before);
    }

    @Test
    default void everyKindOfObjectIsMade() throws Exception {
        assertKind(FileType.DIRECTORY, "directory", new NewObject.Directory());
        assertKind(FileType.FIFO, "fifo", new NewObject.Fifo());
        assertKind(FileType.SOCKET, "socket", new NewObject.Socket());
        assertKind(FileType.SYMLINK, "symlink", new NewObject.Symlink("target"));
        assertRefused(VfsError.EXIST, () -> fs().createObject(
                        ROOT, root(), "fifo", new NewObject.Directory(), AttributeChange.NONE));
    }

    private void assertKind(FileType type, String name, NewObject object) throws VfsException {
        Created made = fs().createObject(ROOT, root(), name, object, AttributeChange.ofMode(0751));
        assertThat(made.entry().attributes().type()).isEqualTo(type);
        assertThat(made.parent().after()).isGreaterThan(made.parent().before());
        if (type != FileType.SYMLINK) {
            assertThat(made.entry().attributes().mode()).isEqualTo(0751);
        }
        assertThat(fs().lookup(ROOT, root(), name).attributes().type()).isEqualTo(type);
    }

    @Test
    default void devicesAreRootsAloneAndKeepTheirNumbers() throws Exception {
        NewObject device = new NewObject.Device(true, (7L << 32) | 300);
        FileHandle commons = commons();
        if (!makesDevices()) {
            assertThat(catchThrowable(() -> object(ROOT, commons, "device", device, 0600)))
                    .isInstanceOf(VfsException.class);
            return;
        }
        assertRefused(VfsError.PERM, () -> object(ALICE, commons, "device", device, 0600));
        Attributes block = attributes(object(ROOT, commons, "block", device, 0600));
        assertThat(block.type()).isEqualTo(FileType.BLOCK_DEVICE);
        assertThat(block.device()).isEqualTo((7L << 32) | 300);
        FileHandle character = object(ROOT, commons, "character", new NewObject.Device(false, (1L << 32) | 3), 0600);
        assertThat(attributes(character).type()).isEqualTo(FileType.CHARACTER_DEVICE);
    }

    private Created create(String name, CreateMode mode) throws VfsException {
        return create(ROOT, name, mode);
    }

    private Created create(Caller caller, String name, CreateMode mode) throws VfsException {
        return fs().createFile(caller, root(), name, mode, AttributeChange.NONE);
    }
}
