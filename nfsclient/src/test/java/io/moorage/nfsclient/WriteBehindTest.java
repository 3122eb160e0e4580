package io.moorage.nfsclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.DirectoryPage.Item;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.memory.MemoryFileSystem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small writes are kept back for a moment; nobody of this client may notice, and no one may lose them. */
@Timeout(60)
final class WriteBehindTest {
    @TempDir
    Path directory;

    private MemoryFileSystem files;
    private ServerFixture server;
    private NfsFileSystem client;
    private OpenFile file;

    @BeforeEach
    void start() throws Exception {
        files = new MemoryFileSystem(InstantSource.system(), 1);
        server = new ServerFixture(files, directory);
        client = server.connect();
        FileHandle handle = client.createFile(
                        Caller.ROOT, client.root(), "file", new CreateMode.Guarded(), AttributeChange.NONE)
                .entry()
                .handle();
        file = client.openGranted(Caller.ROOT, handle, OpenIntent.READ_WRITE);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        files.close();
    }

    @Test
    void whoReadsTheFileSeesThem() throws Exception {
        write(0, "one ");
        write(4, "two");
        try (OpenFile other = client.open(Caller.ROOT, file.handle(), OpenIntent.READ)) {
            assertThat(read(client, other)).isEqualTo("one two");
            write(7, " three");
            assertThat(read(client, other)).isEqualTo("one two three");
        }
    }

    @Test
    void everyQuestionForTheSizeCountsThem() throws Exception {
        write(0, "1");
        assertThat(client.getAttributes(file).size()).isEqualTo(1);
        write(1, "2");
        assertThat(client.getAttributes(file.handle()).size()).isEqualTo(2);
        write(2, "3");
        assertThat(entry().attributes().size()).isEqualTo(3);
        write(3, "4");
        Item listed = client.readDirectory(Caller.ROOT, client.root(), 0, 0, 10, true)
                .items()
                .getFirst();
        assertThat(listed.attributes() == null ? 4 : listed.attributes().size()).isEqualTo(4);
        write(4, "5");
        try (OpenFile other = client.open(Caller.ROOT, file.handle(), OpenIntent.READ)) {
            assertThat(client.getAttributes(other).size()).isEqualTo(5);
        }
        write(5, "6");
        assertThat(client.setSize(file, 3).size()).isEqualTo(3);
        assertThat(read(client, file)).isEqualTo("123");
    }

    /** RFC 8881 section 10.3.1: close-to-open. */
    @Test
    void anotherClientSeesThemAfterACommitAPushAndACloseAndSoonAnyway() throws Exception {
        try (NfsFileSystem other = server.connect();
                OpenFile there = other.open(Caller.ROOT, file.handle(), OpenIntent.READ)) {
            write(0, "committed");
            client.commit(file);
            assertThat(read(other, there)).isEqualTo("committed");
            write(9, ", pushed");
            client.push(file);
            assertThat(read(other, there)).isEqualTo("committed, pushed");
            write(17, ", kept");
            await().until(() -> read(other, there).equals("committed, pushed, kept"));
            write(23, ", closed");
            file.close();
            assertThat(read(other, there)).isEqualTo("committed, pushed, kept, closed");
        }
    }

    /** Overlapping, apart and backwards: what was written last is there. */
    @Test
    void theOrderOfWritesIsKept() throws Exception {
        write(10, "later");
        write(0, "0123456789");
        write(8, "over");
        write(0, "start");
        assertThat(read(client, file)).isEqualTo("start567overter");
        write(2, "X");
        client.write(file, 3, bytes("Y"), Stability.FILE_SYNC);
        assertThat(read(client, file)).startsWith("stXYt");
    }

    /** What was acknowledged and cannot be written is told once, to who makes sure of it (close(2), NOTES). */
    @Test
    void aFailureIsToldByTheCommit() throws Exception {
        write(0, "lost");
        server.fenceAndLift();
        assertThatThrownBy(() -> client.commit(file)).isInstanceOf(VfsException.class);
        assertThat(client.getAttributes(file.handle()).size()).isZero();
    }

    private Entry entry() throws VfsException {
        return client.lookup(Caller.ROOT, client.root(), "file");
    }

    private void write(long offset, String text) throws VfsException {
        assertThat(client.write(file, offset, bytes(text), Stability.UNSTABLE)).isEqualTo(Stability.UNSTABLE);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(NfsFileSystem of, OpenFile from) throws VfsException {
        ByteBuffer target = ByteBuffer.allocate(100);
        of.read(from, 0, target);
        return new String(target.array(), 0, target.position(), StandardCharsets.UTF_8);
    }
}
