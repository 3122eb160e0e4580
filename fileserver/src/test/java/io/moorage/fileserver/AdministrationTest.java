package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FileServerClient.RefusedException;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.ObjectListing;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileSystemStatus;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator asks a file server, of a real process with real NFS clients. */
class AdministrationTest {
    private static final String ID = "fs-1";
    private static final long KIB = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path home;
    private FileServerChild server;

    AdministrationTest(@TempDir Path home) throws IOException {
        this.home = home;
        this.server = FileServerChild.start(home, "--lease", "5");
    }

    @BeforeEach
    void makeFileSystem() throws Exception {
        Files.createDirectory(home.resolve("fs"));
    }

    @AfterEach
    void kill() throws InterruptedException {
        server.kill();
    }

    /** EFS User Guide, "Metering": the size is what is there, after a crash too, since it is counted anew. */
    @Test
    void theSizeAndDfAgreeAlsoAfterAKillAndBothShrink() throws Exception {
        int port = export();
        try (NfsFileSystem fs = NfsMounts.hard(port, "writer")) {
            FileHandle file = create(fs, "file");
            write(fs, file, 100_000);
            awaitMetered(6 * KIB + (2 + 100) * KIB);
            server.kill();
            server = FileServerChild.start(home, "--lease", "5");
            awaitMetered(6 * KIB + (2 + 100) * KIB);
            FileSystemStatus status = fs.status();
            assertThat(status.totalBytes() - status.freeBytes()).isEqualTo(6 * KIB + (2 + 100) * KIB);
            fs.remove(Caller.ROOT, fs.root(), "file");
            awaitMetered(6 * KIB);
        }
    }

    @Test
    void aFileSystemWithoutMountTargetsIsThereForItsAdministratorAlsoAfterAKill() throws Exception {
        server.client().declare(List.of(), List.of(terms()));
        server.client().makeDirectory(ID, "/etc", 0755);
        put("/etc/my.cnf", 0, "[mysqld]", false);
        assertThat(server.client().list(ID, "/etc", 0).entries())
                .extracting(ObjectListing::name)
                .as("a file takes its name when all of it is there")
                .doesNotContain("my.cnf");
        put("/etc/my.cnf", 8, "\nport=1", true);
        server.kill();
        server = FileServerChild.start(home);
        Response.Data data = server.client().read(ID, "/etc/my.cnf", 2, 100);
        assertThat(new String(data.bytes(), StandardCharsets.UTF_8)).isEqualTo("ysqld]\nport=1");
        assertThat(data.end()).isTrue();
        assertThat(server.client().look(ID, "/etc/my.cnf").metered()).isEqualTo(6 * KIB);
        assertThat(server.client().look(ID, "/").isDirectory()).isTrue();
    }

    @Test
    void refusalsAreSentences() throws Exception {
        server.client().declare(List.of(), List.of(terms()));
        assertRefused("/nothing: there is no such file or directory", () -> server.client()
                .look(ID, "/nothing"));
        assertRefused("/: this is a directory", () -> server.client().read(ID, "/", 0, 10));
        assertRefused("there is no file system fs-2", () -> server.client().look("fs-2", "/"));
    }

    @Test
    void itTellsWhoDoesWhatAndHoldsWhat() throws Exception {
        int port = export();
        try (NfsFileSystem fs = NfsMounts.hard(port, "worker")) {
            FileHandle file = create(fs, "held");
            try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
                fs.write(open, 0, ByteBuffer.allocate(5000), Stability.FILE_SYNC);
                fs.read(open, 0, ByteBuffer.allocate(3000));
                assertThat(server.client().held(10)).singleElement().satisfies(held -> {
                    assertThat(held.path()).isEqualTo("/held");
                    assertThat(held.writes()).isTrue();
                });
                fs.remove(Caller.ROOT, fs.root(), "held");
                assertThat(server.client().held(10)).singleElement().satisfies(held -> assertThat(held.path())
                        .isEmpty());
            }
            Response.Traffic.FileSystemTraffic traffic =
                    server.client().traffic().fileSystems().getFirst();
            assertThat(traffic.connections()).isPositive();
            Map<String, Response.Traffic.Work> work =
                    traffic.addresses().getFirst().work();
            assertThat(work).hasEntrySatisfying("DATA_WRITE", done -> {
                assertThat(done.bytes()).isEqualTo(5000);
                assertThat(done.nanos()).isPositive();
            });
            assertThat(work).hasEntrySatisfying("DATA_READ", done -> assertThat(done.bytes())
                    .isEqualTo(3000));
            assertThat(work).hasEntrySatisfying("METADATA", done -> assertThat(done.latencies())
                    .anyMatch(count -> count > 0));
        }
    }

    private interface Asked {
        Object ask() throws Exception;
    }

    private static void assertRefused(String words, Asked asked) {
        assertThatThrownBy(asked::ask).isInstanceOf(RefusedException.class).hasMessage(words);
    }

    private void put(String path, long offset, String text, boolean last) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        server.client().put(new Request.Put(ID, path, offset, bytes, 0644, last));
    }

    private FileSystemTerms terms() {
        String directory = home.resolve("fs").toString();
        return new FileSystemTerms(ID, directory, "arn:" + ID, false, null, "elastic", null, false, null, List.of());
    }

    private int export() throws Exception {
        int port = NfsMounts.freePort();
        Export export = new Export("fsmt-1", null, "127.0.0.1", port, ID, terms().directory());
        server.client().declare(List.of(export), List.of(terms()));
        return port;
    }

    private void awaitMetered(long bytes) {
        await("a metered size of " + bytes).atMost(PATIENCE).until(() -> Optional.ofNullable(
                        server.client().usage().fileSystems().get(ID))
                .filter(size -> size.standardBytes() == bytes)
                .isPresent());
    }

    private static FileHandle create(NfsFileSystem fs, String name) throws Exception {
        return fs.createFile(Caller.ROOT, fs.root(), name, new CreateMode.Guarded(), AttributeChange.NONE)
                .entry()
                .handle();
    }

    private static void write(NfsFileSystem fs, FileHandle file, int bytes) throws Exception {
        try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
            fs.write(open, 0, ByteBuffer.allocate(bytes), Stability.FILE_SYNC);
        }
    }
}
