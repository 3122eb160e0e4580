package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.fileserver.control.Export;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file server is killed (SIGKILL) while clients write; each new process serves again by itself. */
class KillTest {
    private static final int WRITERS = 4;
    private static final int KILLS = 2;
    private static final int RECORD = 512;
    private static final long RECORDS_BETWEEN_KILLS = 100;

    /** Of reclaiming, too: grace ends sooner when all have come back, and a busy machine may be late by some seconds. */
    private static final String LEASE_SECONDS = "20";

    private final Path home;

    KillTest(@TempDir Path home) {
        this.home = home;
    }

    /**
     * RFC 7530 section 16.36: what a FILE_SYNC write acknowledged is there. The clients' writes wait for the new process,
     * which lets them reclaim their opens (section 9.6.2), and go on.
     */
    @Test
    void whatWasAcknowledgedIsThereAndWritersGoOn() throws Exception {
        Path directory = Files.createDirectory(home.resolve("fs"));
        int port = NfsMounts.freePort();
        AtomicLong acknowledged = new AtomicLong();
        AtomicBoolean enough = new AtomicBoolean();
        FileServerChild server = FileServerChild.start(home, "--lease", LEASE_SECONDS);
        try (ExecutorService executor = Executors.newFixedThreadPool(WRITERS)) {
            server.client()
                    .declare(List.of(new Export("fsmt-1", null, "127.0.0.1", port, "fs-1", directory.toString())));
            List<Future<Long>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String name = "writer" + i;
                writers.add(executor.submit(() -> write(port, name, acknowledged, enough)));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                awaitMore(acknowledged, writers);
                server.kill();
                server = FileServerChild.start(home, "--lease", LEASE_SECONDS);
            }
            awaitMore(acknowledged, writers);
            enough.set(true);
            for (int i = 0; i < WRITERS; i++) {
                long records = writers.get(i).get(60, TimeUnit.SECONDS);
                assertRecords(directory.resolve("writer" + i), records);
            }
        } finally {
            enough.set(true);
            server.kill();
        }
    }

    /**
     * RFC 8881 section 18.16.4: a file that another client removed while it was open is there, through a restart, for the
     * client that reclaims its open, and not one moment longer.
     */
    @Test
    void aFileRemovedWhileOpenIsThereForTheClientThatReclaimsIt() throws Exception {
        Path directory = Files.createDirectory(home.resolve("fs"));
        int port = NfsMounts.freePort();
        FileServerChild server = FileServerChild.start(home, "--lease", LEASE_SECONDS);
        try {
            server.client()
                    .declare(List.of(new Export("fsmt-1", null, "127.0.0.1", port, "fs-1", directory.toString())));
            try (NfsFileSystem fs = NfsMounts.hard(port, "reader")) {
                FileHandle file = fs.createFile(
                                Caller.ROOT, fs.root(), "file", new CreateMode.Guarded(), AttributeChange.NONE)
                        .entry()
                        .handle();
                try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
                    fs.write(open, 0, record(1), Stability.FILE_SYNC);
                    try (NfsFileSystem other = NfsMounts.hard(port, "remover")) {
                        other.remove(Caller.ROOT, other.root(), "file");
                    }
                    server.kill();
                    server = FileServerChild.start(home, "--lease", LEASE_SECONDS);
                    ByteBuffer content = ByteBuffer.allocate(RECORD);
                    fs.read(open, 0, content);
                    assertThat(content.flip()).isEqualTo(record(1));
                }
                Awaitility.await("the file to be let go")
                        .atMost(60, TimeUnit.SECONDS)
                        .until(() -> filesIn(directory) == 0);
            }
        } finally {
            server.kill();
        }
    }

    private static long filesIn(Path directory) throws Exception {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static long write(int port, String name, AtomicLong acknowledged, AtomicBoolean enough) throws Exception {
        long records = 0;
        try (NfsFileSystem fs = NfsMounts.hard(port, name)) {
            FileHandle file = fs.createFile(
                            Caller.ROOT, fs.root(), name, new CreateMode.Guarded(), AttributeChange.NONE)
                    .entry()
                    .handle();
            try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
                while (!enough.get()) {
                    fs.write(open, records * RECORD, record(records), Stability.FILE_SYNC);
                    records++;
                    acknowledged.incrementAndGet();
                }
            }
        }
        return records;
    }

    private static ByteBuffer record(long number) {
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        while (record.hasRemaining()) {
            record.putLong(number);
        }
        return record.flip();
    }

    private static void assertRecords(Path file, long records) throws Exception {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
        assertThat(content.remaining()).isEqualTo(records * RECORD);
        for (long i = 0; i < records; i++) {
            assertThat(content.slice((int) i * RECORD, RECORD)).isEqualTo(record(i));
        }
    }

    /** Waits for so many acknowledgements more, or for a writer's failure. */
    private static void awaitMore(AtomicLong acknowledged, List<Future<Long>> writers) {
        long wanted = acknowledged.get() + RECORDS_BETWEEN_KILLS;
        Callable<Boolean> done = () -> {
            for (Future<Long> writer : writers) {
                assertThat(writer.isDone()).as("a writer gave up").isFalse();
            }
            return acknowledged.get() >= wanted;
        };
        Awaitility.await("writes to be acknowledged")
                .atMost(60, TimeUnit.SECONDS)
                .until(done);
    }
}
