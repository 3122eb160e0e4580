package io.moorage.filestore;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listing tells without asking the kernel is what a look would have found: RFC 8881 section 18.23 has no other attributes. */
class KnownFilesTest {
    private static final int FILES = 4;
    private static final int MOST = 1000;

    private final Path directory;

    /** Ahead of the files' times of birth, so that they are old enough to be remembered. */
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().plusSeconds(60));

    private final DirectoryFileSystem fs;

    KnownFilesTest(@TempDir Path temporary) throws Exception {
        directory = TestDirectories.make(temporary, "fs");
        fs = DirectoryFileSystem.open(
                directory, new DescriptorBudget(TestDirectories.FEW_FILES), now::get, new SecureRandom());
    }

    @BeforeEach
    void filesWereListedBefore() throws Exception {
        for (int i = 0; i < FILES; i++) {
            Files.writeString(directory.resolve("file" + i), "old");
        }
        assertThat(list()).hasSize(FILES);
    }

    @AfterEach
    void close() throws Exception {
        fs.close();
    }

    @Test
    void everyChangeMadeHereIsSeenByTheNextListing() throws Exception {
        FileHandle first = handle("file0");
        try (OpenFile open = fs.open(Caller.ROOT, first, OpenIntent.READ_WRITE)) {
            fs.write(open, 0, ByteBuffer.wrap(new byte[100]), Stability.UNSTABLE);
            assertThat(listed("file0").size()).isEqualTo(100);
            fs.setSize(open, 7);
            assertThat(listed("file0").size()).isEqualTo(7);
        }
        fs.setAttributes(Caller.ROOT, first, AttributeChange.ofMode(0640));
        assertThat(listed("file0").mode()).isEqualTo(0640);
        fs.link(Caller.ROOT, first, fs.root(), "another");
        assertThat(listed("file0").links()).isEqualTo(2);
        fs.remove(Caller.ROOT, fs.root(), "file0");
        assertThat(listed("another").links()).isEqualTo(1);
        assertThat(list()).isEqualTo(asked());
    }

    @Test
    void aNameThatStandsForAnotherFileTellsOfThatOne() throws Exception {
        long other = listed("file1").fileId();
        fs.rename(Caller.ROOT, fs.root(), "file1", fs.root(), "file0");
        assertThat(listed("file0").fileId()).isEqualTo(other);
        fs.remove(Caller.ROOT, fs.root(), "file2");
        fs.createFile(Caller.ROOT, fs.root(), "file2", new CreateMode.Guarded(), AttributeChange.NONE);
        assertThat(list()).isEqualTo(asked());
    }

    @Test
    void aChangeMadeBehindItsBackIsSeenASecondLater() throws Exception {
        Files.writeString(directory.resolve("file0"), "longer");
        Files.writeString(directory.resolve("new"), "new");
        assertThat(listed("file0").size()).as("told from memory").isEqualTo("old".length());
        assertThat(list())
                .as("names of a small directory are never told from memory")
                .containsKey("new");
        now.updateAndGet(before -> before.plus(KnownFiles.FRESH));
        assertThat(listed("file0").size()).isEqualTo("longer".length());
        now.updateAndGet(before -> before.minus(Duration.ofHours(1)));
        Files.writeString(directory.resolve("file0"), "longest of all");
        assertThat(listed("file0").size()).as("after the clock was set back").isEqualTo("longest of all".length());
    }

    @Test
    void aLargeDirectoryIsToldFromMemoryUntilSomethingInItChanges() throws Exception {
        int many = 150;
        for (int i = FILES; i < many; i++) {
            Files.writeString(directory.resolve("file" + i), "old");
        }
        assertThat(list()).hasSize(many);
        fs.setAttributes(Caller.ROOT, handle("file140"), AttributeChange.ofMode(0600));
        assertThat(listed("file140").mode()).isEqualTo(0600);
        fs.createFile(Caller.ROOT, fs.root(), "made", new CreateMode.Guarded(), AttributeChange.NONE);
        assertThat(list()).containsKey("made");
        fs.rename(Caller.ROOT, fs.root(), "file3", fs.root(), "moved");
        fs.remove(Caller.ROOT, fs.root(), "file4");
        assertThat(list()).isEqualTo(asked()).hasSize(many);
        Files.writeString(directory.resolve("new"), "made by hand");
        assertThat(list()).as("told from memory").hasSize(many);
        now.updateAndGet(before -> before.plus(KnownFiles.FRESH));
        assertThat(list()).hasSize(many + 1).isEqualTo(asked());
    }

    @Test
    void aListingThatBeginsAfterAWriteNeverTellsOfTheTimeBefore() throws Exception {
        FileHandle file = handle("file0");
        AtomicLong written = new AtomicLong("old".length());
        try (ExecutorService threads = Executors.newFixedThreadPool(2);
                OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
            Future<?> writing = threads.submit(() -> {
                for (long size = written.get(); size < 4000; size++) {
                    fs.write(open, size, ByteBuffer.wrap(new byte[1]), Stability.UNSTABLE);
                    written.set(size + 1);
                }
                return null;
            });
            Future<?> listing = threads.submit(() -> {
                while (!writing.isDone()) {
                    long before = written.get();
                    assertThat(listed("file0").size()).isGreaterThanOrEqualTo(before);
                }
                return null;
            });
            writing.get();
            listing.get();
        }
        assertThat(list()).isEqualTo(asked());
    }

    private FileHandle handle(String name) throws Exception {
        return fs.lookup(Caller.ROOT, fs.root(), name).handle();
    }

    private Attributes listed(String name) throws Exception {
        return Objects.requireNonNull(list().get(name), name);
    }

    private Map<String, Attributes> list() throws Exception {
        Map<String, Attributes> found = new HashMap<>();
        DirectoryPage page = fs.readDirectory(Caller.ROOT, fs.root(), 0, 0, MOST, true);
        page.items().forEach(item -> found.put(item.name(), Objects.requireNonNull(item.attributes())));
        return found;
    }

    /** The same, each file asked for by itself. */
    private Map<String, Attributes> asked() throws Exception {
        Map<String, Attributes> found = new HashMap<>();
        for (DirectoryPage.Item item :
                fs.readDirectory(Caller.ROOT, fs.root(), 0, 0, MOST, false).items()) {
            found.put(
                    item.name(), fs.lookup(Caller.ROOT, fs.root(), item.name()).attributes());
        }
        return found;
    }
}
