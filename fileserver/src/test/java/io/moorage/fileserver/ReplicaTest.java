package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import io.moorage.fileserver.control.Response.Copy.State;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * EFS User Guide, "Replicating file systems": the destination follows the source. Here it is killed (SIGKILL) meanwhile, and
 * when replication ends it shows one moment of the source.
 */
class ReplicaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FILES = 300;

    private final Path home;
    private FileServerChild server;

    ReplicaTest(@TempDir Path home) throws IOException {
        this.home = home;
        Files.createDirectories(home.resolve("one"));
        Files.createDirectories(home.resolve("two"));
        Files.createDirectories(home.resolve("replicas"));
        this.server = FileServerChild.start(home, "--lease", "5");
    }

    @AfterEach
    void kill() throws InterruptedException {
        server.kill();
    }

    @Test
    void theDestinationFollowsWhatIsMadeChangedRenamedAndRemoved() throws Exception {
        declare(0);
        Path one = home.resolve("one");
        Files.createDirectories(one.resolve("a/b"));
        Files.writeString(one.resolve("a/b/file"), "first");
        Files.writeString(one.resolve("gone"), "gone");
        Files.createLink(one.resolve("twin"), one.resolve("gone"));
        round();
        assertThat(tree("two")).isEqualTo(tree("one")).hasSize(5);
        Files.writeString(one.resolve("a/b/file"), "second");
        Files.move(one.resolve("a"), one.resolve("c"));
        Files.delete(one.resolve("gone"));
        round();
        assertThat(tree("two")).isEqualTo(tree("one")).containsEntry("c/b/file", "second");
    }

    /** A client writes the same number to the first and then to the last file, over and over. */
    @Test
    void afterKillsAndTheEndOfReplicationTheDestinationShowsOneMoment() throws Exception {
        int port = NfsMounts.freePort();
        declare(port);
        for (int i = 0; i < FILES; i++) {
            Files.writeString(home.resolve("one/m" + i), "between");
        }
        AtomicBoolean enough = new AtomicBoolean();
        try (NfsFileSystem fs = NfsMounts.hard(port, "writer")) {
            FileHandle first = create(fs, "a-first");
            FileHandle last = create(fs, "z-last");
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int i = 0; !enough.get(); i++) {
                    write(fs, first, i);
                    write(fs, last, i);
                }
            });
            for (int kill = 0; kill < 3; kill++) {
                round();
                Response.Copy begun = server.client().replicate(wanted());
                assertThat(begun.state()).isEqualTo(State.RUNNING);
                server.kill();
                server = FileServerChild.start(home, "--lease", "5");
            }
            done(() -> server.client().endReplication(new Request.EndReplication("fs-two", stage())));
            enough.set(true);
            writer.join(PATIENCE);
        }
        int first =
                Integer.parseInt(Files.readString(home.resolve("two/a-first")).strip());
        int last = Integer.parseInt(Files.readString(home.resolve("two/z-last")).strip());
        assertThat(first - last).isBetween(0, 1);
        assertThat(home.resolve("replicas/fs-two.json")).doesNotExist();
        try (Stream<Path> paths = Files.list(home.resolve("two"))) {
            assertThat(paths).hasSize(FILES + 2);
        }
    }

    /** EFS User Guide: the destination is read-only; deleting the replication configuration makes it writable. */
    @Test
    void nobodyElseChangesTheDestinationUntilReplicationEnds() throws Exception {
        Files.writeString(home.resolve("two/file"), "content");
        int port = NfsMounts.freePort();
        Export export = new Export(
                "fsmt-2", null, "127.0.0.1", port, "fs-two", home.resolve("two").toString());
        server.client().declare(List.of(export), List.of(terms("two")));
        try (NfsFileSystem fs = NfsMounts.hard(port, "client")) {
            FileHandle file = fs.lookup(Caller.ROOT, fs.root(), "file").handle();
            assertReadOnly(() -> create(fs, "new"));
            assertReadOnly(() -> fs.remove(Caller.ROOT, fs.root(), "file"));
            assertReadOnly(() -> fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE));
            fs.open(Caller.ROOT, file, OpenIntent.READ).close();
            server.client().declare(List.of(export), List.of());
            write(fs, file, 7);
        }
        assertThat(home.resolve("two/file")).hasContent("         7");
    }

    private static void assertReadOnly(ThrowingCallable change) {
        assertThatThrownBy(change)
                .asInstanceOf(type(VfsException.class))
                .extracting(VfsException::error)
                .isEqualTo(VfsError.ROFS);
    }

    private static FileHandle create(NfsFileSystem fs, String name) throws IOException {
        FileHandle file = fs.createFile(Caller.ROOT, fs.root(), name, new CreateMode.Guarded(), AttributeChange.NONE)
                .entry()
                .handle();
        write(fs, file, 0);
        return file;
    }

    private static void write(NfsFileSystem fs, FileHandle file, int number) {
        try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
            byte[] text = "%10d".formatted(number).getBytes(StandardCharsets.US_ASCII);
            fs.write(open, 0, ByteBuffer.wrap(text), Stability.FILE_SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Asked {
        Response.Copy ask() throws Exception;
    }

    private void round() {
        done(() -> server.client().replicate(wanted()));
    }

    private static void done(Asked asked) {
        Response.Copy ended =
                await("the round").atMost(PATIENCE).until(asked::ask, copy -> copy.state() != State.RUNNING);
        assertThat(ended.state()).as(ended.message()).isEqualTo(State.DONE);
    }

    private Request.Replicate wanted() {
        return new Request.Replicate("fs-one", "fs-two", stage());
    }

    private String stage() {
        return home.resolve("replicas/fs-two").toString();
    }

    /** @param port of the source's mount target; 0: there is none */
    private void declare(int port) throws Exception {
        Export export = new Export(
                "fsmt-1", null, "127.0.0.1", port, "fs-one", home.resolve("one").toString());
        server.client().declare(port == 0 ? List.of() : List.of(export), List.of(terms("one"), terms("two")));
    }

    private FileSystemTerms terms(String name) {
        return new FileSystemTerms(
                "fs-" + name,
                home.resolve(name).toString(),
                "arn:" + name,
                name.equals("two"),
                null,
                "elastic",
                null,
                false,
                null,
                List.of());
    }

    private Map<String, String> tree(String name) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        Path root = home.resolve(name);
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                boolean file = Files.isRegularFile(path);
                if (!path.equals(root)) {
                    tree.put(root.relativize(path).toString(), file ? Files.readString(path) : "directory");
                }
            }
        }
        return tree;
    }
}
