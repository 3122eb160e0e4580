package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FileServerClient;
import io.moorage.fileserver.control.GuardOrder;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.vfs.Access;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real client of a real file server, which is the one writer of {@code /data/db} or is not. RFC 7530 section 13.1.6.3:
 * "NFS4ERR_ROFS ... a modifying operation was attempted on a read-only file system".
 */
class WriterGuardTest {
    private static final String US = "127.0.0.1";
    private static final String ANOTHER = "10.9.9.9";
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final Path home;
    private final Path data;
    private final int port;
    private final FileServerClient client;
    private FileServer server;
    private ControlServer control;

    WriterGuardTest(@TempDir Path home) throws IOException {
        this.home = home;
        this.data = Files.createDirectory(home.resolve("data"));
        this.port = NfsMounts.freePort();
        this.client = new FileServerClient(home.resolve("control"), Duration.ofSeconds(20));
        this.server = InProcess.fileServer(home, LEASE);
        this.control = new ControlServer(home.resolve("control"), server, Instant.EPOCH, () -> {});
    }

    @BeforeEach
    void serve() throws Exception {
        Files.createDirectories(data.resolve("data/db/table"));
        Files.createDirectories(data.resolve("data/db2"));
        Files.writeString(data.resolve("data/db/file"), "before");
        Files.writeString(data.resolve("data/free"), "before");
        assertThat(client.declare(List.of(new Export("fsmt-1", null, US, port, "fs-1", data.toString())))
                        .serving())
                .hasSize(1);
    }

    @AfterEach
    void stop() throws IOException {
        control.close();
        server.close();
    }

    private void restart() throws IOException {
        control.close();
        server.close();
        server = InProcess.fileServer(home, LEASE);
        server.resume();
        control = new ControlServer(home.resolve("control"), server, Instant.EPOCH, () -> {});
    }

    private void guard(long token, String instance, String address) throws Exception {
        client.guard(new GuardOrder("fs-1", "/data/db", token, instance, Set.of(address), false));
    }

    private void release(long token) throws Exception {
        client.guard(new GuardOrder("fs-1", "/data/db", token, "i-1", Set.of(ANOTHER), true));
    }

    private NfsFileSystem mounted() throws IOException {
        return NfsMounts.soft(port, "a");
    }

    private static FileHandle at(NfsFileSystem files, String path) throws VfsException {
        FileHandle at = files.root();
        for (String name : path.split("/", -1)) {
            at = files.lookup(Caller.ROOT, at, name).handle();
        }
        return at;
    }

    private static void put(NfsFileSystem files, String path, String text) throws VfsException {
        OpenFile open = files.open(Caller.ROOT, at(files, path), OpenIntent.WRITE);
        try {
            write(files, open, text);
        } finally {
            open.close();
        }
    }

    private static void write(NfsFileSystem files, OpenFile open, String text) throws VfsException {
        Stability ignored = files.write(open, 0, ByteBuffer.wrap(bytes(text)), Stability.FILE_SYNC);
        files.commit(open);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Everything that changes something in the directory, also where it is seen from outside. */
    enum Change {
        WRITE,
        OPEN_FOR_BOTH,
        TRUNCATE,
        MODE,
        MODE_OF_THE_DIRECTORY,
        CREATE,
        CREATE_UNCHECKED_OVER_A_FILE,
        MAKE_DIRECTORY,
        MAKE_LINK,
        REMOVE,
        REMOVE_DIRECTORY,
        RENAME_WITHIN,
        RENAME_OUT,
        RENAME_IN,
        RENAME_IN_OVER_A_FILE,
        LINK_OUT,
        LINK_IN;

        void make(NfsFileSystem files) throws VfsException {
            FileHandle db = at(files, "data/db");
            FileHandle above = at(files, "data");
            FileHandle file = at(files, "data/db/file");
            switch (this) {
                case WRITE -> put(files, "data/db/file", "after!");
                case OPEN_FOR_BOTH ->
                    files.open(Caller.ROOT, file, OpenIntent.READ_WRITE).close();
                case TRUNCATE -> files.setAttributes(Caller.ROOT, file, AttributeChange.ofSize(0));
                case MODE -> files.setAttributes(Caller.ROOT, file, AttributeChange.ofMode(0600));
                case MODE_OF_THE_DIRECTORY -> files.setAttributes(Caller.ROOT, db, AttributeChange.ofMode(0700));
                case CREATE -> files.createFile(Caller.ROOT, db, "new", new CreateMode.Guarded(), AttributeChange.NONE);
                case CREATE_UNCHECKED_OVER_A_FILE ->
                    files.createFile(Caller.ROOT, db, "file", new CreateMode.Unchecked(), AttributeChange.ofSize(0));
                case MAKE_DIRECTORY ->
                    files.createObject(Caller.ROOT, db, "new", new NewObject.Directory(), AttributeChange.NONE);
                case MAKE_LINK ->
                    files.createObject(Caller.ROOT, db, "new", new NewObject.Symlink("file"), AttributeChange.NONE);
                case REMOVE -> files.remove(Caller.ROOT, db, "file");
                case REMOVE_DIRECTORY -> files.remove(Caller.ROOT, db, "table");
                case RENAME_WITHIN -> files.rename(Caller.ROOT, db, "file", db, "other");
                case RENAME_OUT -> files.rename(Caller.ROOT, db, "file", above, "other");
                case RENAME_IN -> files.rename(Caller.ROOT, above, "free", db, "other");
                case RENAME_IN_OVER_A_FILE -> files.rename(Caller.ROOT, above, "free", db, "file");
                case LINK_OUT -> files.link(Caller.ROOT, file, above, "other");
                case LINK_IN -> files.link(Caller.ROOT, at(files, "data/free"), db, "other");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyElseChangesAnything(Change change) throws Exception {
        guard(1, "i-1", ANOTHER);
        try (NfsFileSystem files = mounted()) {
            assertError(VfsError.ROFS, () -> change.make(files));
        }
        assertThat(Files.readString(data.resolve("data/db/file"))).isEqualTo("before");
        assertThat(Files.readString(data.resolve("data/free"))).isEqualTo("before");
        try (var entries = Files.list(data.resolve("data/db"))) {
            assertThat(entries.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("file", "table");
        }
    }

    /** The judge of the test above: each of them succeeds for the writer, or fails for another reason. */
    @ParameterizedTest
    @EnumSource
    void theWriterMayDoAllButCrossTheBorder(Change change) throws Exception {
        guard(1, "i-1", US);
        try (NfsFileSystem files = mounted()) {
            switch (change) {
                case RENAME_OUT, RENAME_IN, RENAME_IN_OVER_A_FILE, LINK_OUT, LINK_IN ->
                    assertError(VfsError.XDEV, () -> change.make(files));
                default -> change.make(files);
            }
        }
    }

    @Test
    void othersReadAndWriteBeside() throws Exception {
        guard(1, "i-1", ANOTHER);
        try (NfsFileSystem files = mounted()) {
            FileHandle file = at(files, "data/db/file");
            ByteBuffer content = ByteBuffer.allocate(10);
            OpenFile open = files.open(Caller.ROOT, file, OpenIntent.READ);
            assertThat(files.read(open, 0, content)).isEqualTo(6);
            open.close();
            int all = Access.READ | Access.MODIFY | Access.EXTEND;
            assertThat(files.access(Caller.ROOT, file, all)).isEqualTo(Access.READ);
            put(files, "data/free", "after!");
            // The name only begins alike.
            files.createFile(Caller.ROOT, at(files, "data/db2"), "new", new CreateMode.Guarded(), AttributeChange.NONE);
        }
        assertThat(Files.readString(data.resolve("data/free"))).isEqualTo("after!");
    }

    /** A machine that was frozen while its successor was made the writer finds its open file gone. */
    @Test
    void whatWasOpenBeforeWritesNoMore() throws Exception {
        guard(1, "i-1", US);
        try (NfsFileSystem files = mounted()) {
            OpenFile old = files.open(Caller.ROOT, at(files, "data/db/file"), OpenIntent.WRITE);
            OpenFile beside = files.open(Caller.ROOT, at(files, "data/free"), OpenIntent.WRITE);
            write(files, old, "first!");
            guard(2, "i-2", ANOTHER);
            assertThatThrownBy(() -> write(files, old, "stale!")).isInstanceOf(VfsException.class);
            write(files, beside, "beside");
            assertThat(Files.readString(data.resolve("data/db/file"))).isEqualTo("first!");
            assertThat(Files.readString(data.resolve("data/free"))).isEqualTo("beside");
        }
    }

    /** RFC 7530 section 16.3: COMMIT names no open; what it says is durable is so, whoever asks. */
    @Test
    void whatWasWrittenBeforeMayStillBeMadeDurable() throws Exception {
        guard(1, "i-1", US);
        try (NfsFileSystem files = mounted()) {
            OpenFile old = files.open(Caller.ROOT, at(files, "data/db/file"), OpenIntent.WRITE);
            assertThat(files.write(old, 0, ByteBuffer.wrap(bytes("first!")), Stability.UNSTABLE))
                    .isEqualTo(Stability.UNSTABLE);
            files.push(old);
            guard(2, "i-2", ANOTHER);
            files.commit(old);
            assertThat(Files.readString(data.resolve("data/db/file"))).isEqualTo("first!");
            assertThatThrownBy(() -> write(files, old, "stale!")).isInstanceOf(VfsException.class);
        }
    }

    @Test
    void anOldTokenNeverComesBack() throws Exception {
        guard(5, "i-2", ANOTHER);
        guard(4, "i-1", US);
        release(4);
        try (NfsFileSystem files = mounted()) {
            assertError(VfsError.ROFS, () -> put(files, "data/db/file", "stale!"));
            release(5);
            put(files, "data/db/file", "after!");
            guard(5, "i-2", ANOTHER);
            put(files, "data/db/file", "again!");
            guard(6, "i-2", ANOTHER);
            assertError(VfsError.ROFS, () -> put(files, "data/db/file", "stale!"));
        }
    }

    /** What was held through the old server is asked for again, and refused, before any control plane speaks. */
    @Test
    void aFileServerThatStartsAnewKnowsTheGuards() throws Exception {
        guard(3, "i-1", ANOTHER);
        restart();
        try (NfsFileSystem files = mounted()) {
            assertError(VfsError.ROFS, () -> put(files, "data/db/file", "stale!"));
            guard(2, "i-0", US);
            assertError(VfsError.ROFS, () -> put(files, "data/db/file", "stale!"));
        }
    }

    /** EC2 gives a private address to another instance once it is free: sessions and opens do not go with it. */
    @Test
    void anotherMachineOfTheSameAddressInheritsNothing() throws Exception {
        guard(1, "i-1", US);
        try (NfsFileSystem files = mounted()) {
            put(files, "data/db/file", "first!");
            assertThat(client.clients()).hasSize(1);
            guard(2, "i-2", US);
            assertThat(client.clients()).isEmpty();
        }
        try (NfsFileSystem files = NfsMounts.soft(port, "b")) {
            put(files, "data/db/file", "second");
        }
    }

    /**
     * Linux, "Making Filesystems Exportable": a file that is opened by its handle may have no name in the kernel's memory. Where
     * it is counts all the same.
     */
    @Test
    void whoHasAFilesHandleAloneChangesNothing() throws Exception {
        FileHandle file;
        FileHandle beside;
        try (NfsFileSystem files = mounted()) {
            file = at(files, "data/db/file");
            beside = at(files, "data/free");
        }
        guard(1, "i-1", ANOTHER);
        restart();
        forgetNames();
        try (NfsFileSystem files = mounted()) {
            assertError(VfsError.ROFS, () -> files.setAttributes(Caller.ROOT, file, AttributeChange.ofSize(0)));
            assertError(VfsError.ROFS, () -> files.open(Caller.ROOT, file, OpenIntent.WRITE));
            assertThat(files.access(Caller.ROOT, file, Access.READ | Access.MODIFY))
                    .isEqualTo(Access.READ);
            files.setAttributes(Caller.ROOT, beside, AttributeChange.ofSize(0));
            files.setAttributes(Caller.ROOT, beside, AttributeChange.ofSize(1));
        }
        assertThat(Files.readString(data.resolve("data/db/file"))).isEqualTo("before");
    }

    @Test
    void whatWasOpenedByItsHandleAloneWritesNoMore() throws Exception {
        FileHandle file;
        FileHandle free;
        try (NfsFileSystem files = mounted()) {
            file = at(files, "data/db/file");
            free = at(files, "data/free");
        }
        guard(1, "i-1", US);
        restart();
        forgetNames();
        try (NfsFileSystem files = mounted()) {
            OpenFile old = files.open(Caller.ROOT, file, OpenIntent.WRITE);
            OpenFile beside = files.open(Caller.ROOT, free, OpenIntent.WRITE);
            write(files, old, "first!");
            guard(2, "i-2", ANOTHER);
            assertThatThrownBy(() -> write(files, old, "stale!")).isInstanceOf(VfsException.class);
            write(files, beside, "beside");
        }
        assertThat(Files.readString(data.resolve("data/db/file"))).isEqualTo("first!");
    }

    /** A file is in the directory by any of its names, also for who comes by another. */
    @Test
    void aNameOutsideIsNoWayIn() throws Exception {
        Files.createLink(data.resolve("data/outside"), data.resolve("data/db/file"));
        Files.createLink(data.resolve("data/twice"), data.resolve("data/free"));
        guard(1, "i-1", US);
        try (NfsFileSystem files = mounted()) {
            OpenFile old = files.open(Caller.ROOT, at(files, "data/outside"), OpenIntent.WRITE);
            guard(2, "i-2", ANOTHER);
            assertThatThrownBy(() -> write(files, old, "stale!")).isInstanceOf(VfsException.class);
            assertError(VfsError.ROFS, () -> put(files, "data/outside", "stale!"));
            put(files, "data/twice", "after!");
        }
        assertThat(Files.readString(data.resolve("data/db/file"))).isEqualTo("before");
    }

    /** As when memory is short. */
    private static void forgetNames() throws IOException {
        Path knob = Path.of("/proc/sys/vm/drop_caches");
        assumeTrue(Files.isWritable(knob), "names can be forgotten by root only");
        Files.writeString(knob, "2");
    }

    @Test
    void aGuardedDirectoryKeepsItsName() throws Exception {
        guard(1, "i-1", US);
        try (NfsFileSystem files = mounted()) {
            assertError(
                    VfsError.ACCES,
                    () -> files.rename(Caller.ROOT, at(files, "data"), "db", at(files, "data"), "moved"));
            assertError(VfsError.ACCES, () -> files.rename(Caller.ROOT, files.root(), "data", files.root(), "moved"));
            assertError(VfsError.ACCES, () -> files.remove(Caller.ROOT, at(files, "data"), "db"));
        }
    }

    @Test
    void nobodyElseMakesADirectoryThatIsNotThereYet() throws Exception {
        client.guard(new GuardOrder("fs-1", "/data/later", 1, "i-1", Set.of(ANOTHER), false));
        try (NfsFileSystem files = mounted()) {
            NewObject directory = new NewObject.Directory();
            FileHandle above = at(files, "data");
            assertError(
                    VfsError.ROFS,
                    () -> files.createObject(Caller.ROOT, above, "later", directory, AttributeChange.NONE));
            assertError(VfsError.ROFS, () -> files.rename(Caller.ROOT, above, "db2", above, "later"));
            client.guard(new GuardOrder("fs-1", "/data/later", 2, "i-2", Set.of(US), false));
            files.createObject(Caller.ROOT, above, "later", directory, AttributeChange.NONE);
            client.guard(new GuardOrder("fs-1", "/data/later", 3, "i-1", Set.of(ANOTHER), false));
            assertError(
                    VfsError.ROFS,
                    () -> files.createObject(
                            Caller.ROOT, at(files, "data/later"), "in", directory, AttributeChange.NONE));
        }
    }

    /** Its path would lead whoever mounts it by its path elsewhere, where nothing is guarded. */
    @Test
    void noSymbolicLinkIsMadeOnTheWayToADirectoryThatIsNotThereYet() throws Exception {
        client.guard(new GuardOrder("fs-1", "/later/db", 1, "i-1", Set.of(ANOTHER), false));
        try (NfsFileSystem files = mounted()) {
            NewObject link = new NewObject.Symlink("data");
            files.createObject(Caller.ROOT, files.root(), "link", link, AttributeChange.NONE);
            assertError(
                    VfsError.ACCES,
                    () -> files.createObject(Caller.ROOT, files.root(), "later", link, AttributeChange.NONE));
            assertError(
                    VfsError.ACCES,
                    () -> files.link(
                            Caller.ROOT,
                            files.lookup(Caller.ROOT, files.root(), "link").handle(),
                            files.root(),
                            "later"));
            files.createObject(Caller.ROOT, files.root(), "later", new NewObject.Directory(), AttributeChange.NONE);
        }
    }

    @Test
    void aGuardOfTheWholeFileSystemIsEverywhere() throws Exception {
        client.guard(new GuardOrder("fs-1", "/", 1, "i-1", Set.of(ANOTHER), false));
        try (NfsFileSystem files = mounted()) {
            assertError(VfsError.ROFS, () -> put(files, "data/free", "stale!"));
            client.guard(new GuardOrder("fs-1", "/", 2, "i-2", Set.of(US), false));
            put(files, "data/free", "after!");
            files.rename(Caller.ROOT, at(files, "data"), "free", files.root(), "moved");
        }
    }

    /** What lies at the end of a symbolic link would not be guarded. */
    @Test
    void aWayOverASymbolicLinkIsRefused() throws Exception {
        Files.createSymbolicLink(data.resolve("data/by-link"), Path.of("db"));
        assertThatThrownBy(
                        () -> client.guard(new GuardOrder("fs-1", "/data/by-link", 1, "i-1", Set.of(ANOTHER), false)))
                .hasMessageContaining("symbolic link");
    }

    private interface Call {
        void run() throws VfsException;
    }

    private static void assertError(VfsError error, Call call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(VfsException.class, refused -> assertThat(refused.error())
                .isEqualTo(error));
    }
}
