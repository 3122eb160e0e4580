package io.moorage.vfs.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.AttributeChange.TimeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The people and the short words the chapters of the contract share. */
public interface Fixture {
    Caller ROOT = Caller.ROOT;
    Caller ALICE = new Caller(1001, 1001, new int[] {3000});
    Caller BOB = new Caller(1002, 1002, new int[0]);

    /** Shares group 3000 with Alice. */
    Caller CAROL = new Caller(1003, 1003, new int[] {2999, 3000});

    /** The file system under test. */
    VirtualFileSystem fs();

    default FileHandle root() {
        return fs().root();
    }

    /** A directory everyone may write to. */
    default FileHandle commons() throws VfsException {
        return directory(ROOT, root(), "commons", 0777);
    }

    default FileHandle directory(Caller caller, FileHandle parent, String name, int mode) throws VfsException {
        return object(caller, parent, name, new NewObject.Directory(), mode);
    }

    default FileHandle object(Caller caller, FileHandle parent, String name, NewObject object, int mode)
            throws VfsException {
        return fs().createObject(caller, parent, name, object, AttributeChange.ofMode(mode))
                .entry()
                .handle();
    }

    default FileHandle file(Caller caller, FileHandle parent, String name, int mode) throws VfsException {
        return createGuarded(caller, parent, name, AttributeChange.ofMode(mode))
                .entry()
                .handle();
    }

    default Created createGuarded(Caller caller, FileHandle parent, String name, AttributeChange initial)
            throws VfsException {
        return fs().createFile(caller, parent, name, new CreateMode.Guarded(), initial);
    }

    default FileHandle file(FileHandle parent, String name, String content) throws VfsException {
        FileHandle handle = file(ROOT, parent, name, 0644);
        write(handle, 0, content);
        return handle;
    }

    default void write(FileHandle file, long offset, String text) throws VfsException {
        try (OpenFile open = fs().openGranted(ROOT, file, OpenIntent.READ_WRITE)) {
            fs().write(open, offset, utf8(text), Stability.FILE_SYNC);
        }
    }

    default String read(FileHandle file) throws VfsException {
        try (OpenFile open = fs().openGranted(ROOT, file, OpenIntent.READ)) {
            return read(open);
        }
    }

    default String read(OpenFile open) throws VfsException {
        return new String(readBytes(open, 0, 1 << 16), StandardCharsets.UTF_8);
    }

    default byte[] readBytes(OpenFile open, long offset, int atMost) throws VfsException {
        ByteBuffer target = ByteBuffer.allocate(atMost);
        while (target.hasRemaining() && fs().read(open, offset + target.position(), target) > 0) {
            assertThat(target.position()).isPositive();
        }
        byte[] bytes = new byte[target.position()];
        target.flip().get(bytes);
        return bytes;
    }

    default Attributes attributes(FileHandle file) throws VfsException {
        return fs().getAttributes(file);
    }

    default List<String> names(FileHandle directory) throws VfsException {
        List<String> names = new ArrayList<>();
        DirectoryPage page = fs().readDirectory(ROOT, directory, 0, 0, 100, false);
        page.items().forEach(item -> names.add(item.name()));
        while (!page.end()) {
            long cookie = page.items().getLast().cookie();
            page = fs().readDirectory(ROOT, directory, cookie, page.verifier(), 100, false);
            page.items().forEach(item -> names.add(item.name()));
        }
        return names;
    }

    static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static AttributeChange owner(int uid, int gid) {
        return AttributeChange.NONE.withOwner(OptionalInt.of(uid), OptionalInt.of(gid));
    }

    static AttributeChange uid(int uid) {
        return AttributeChange.NONE.withOwner(OptionalInt.of(uid), OptionalInt.empty());
    }

    static AttributeChange gid(int gid) {
        return AttributeChange.NONE.withOwner(OptionalInt.empty(), OptionalInt.of(gid));
    }

    static AttributeChange times(TimeChange access, TimeChange modify) {
        return new AttributeChange(
                OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty(), access, modify);
    }

    /** Asserts that the call is refused with exactly this error. */
    static void assertRefused(VfsError error, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(VfsException.class);
        assertThat(((VfsException) thrown).error()).isEqualTo(error);
    }
}
