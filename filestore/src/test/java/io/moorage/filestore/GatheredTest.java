package io.moorage.filestore;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.Gathering;
import io.moorage.vfs.VfsError;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes whose syncs wait: to all but the disk they are as others. */
class GatheredTest {
    @TempDir
    Path temporary;

    private DirectoryFileSystem fs;

    @BeforeEach
    void open() throws IOException {
        fs = TestDirectories.open(TestDirectories.make(temporary, "fs"));
    }

    @AfterEach
    void close() throws IOException {
        fs.close();
    }

    @Test
    void changesAreSeenBeforeTheyAreSettledAndStay() throws Exception {
        FileHandle removed;
        try (Gathering gathering = fs.gather()) {
            removed = make("removed");
            fs.setAttributes(Caller.ROOT, removed, AttributeChange.ofMode(0600));
            make("old");
            fs.rename(Caller.ROOT, fs.root(), "old", fs.root(), "new");
            fs.remove(Caller.ROOT, fs.root(), "removed");
            assertThat(names()).containsExactly("new");
            gathering.settle();
        }
        assertThat(names()).containsExactly("new");
        assertRefused(VfsError.STALE, () -> fs.getAttributes(removed));
    }

    @Test
    void aThreadGathersOneAtATime() throws Exception {
        try (Gathering gathering = fs.gather()) {
            assertThatThrownBy(fs::gather).isInstanceOf(IllegalStateException.class);
            gathering.settle();
        }
        try (Gathering abandoned = fs.gather()) {
            assertThat(abandoned).isNotNull();
            make("file");
        }
        fs.gather().close();
    }

    private FileHandle make(String name) throws IOException {
        return fs.createFile(Caller.ROOT, fs.root(), name, new CreateMode.Guarded(), AttributeChange.NONE)
                .entry()
                .handle();
    }

    private Iterable<String> names() throws IOException {
        return fs.readDirectory(Caller.ROOT, fs.root(), 0, 0, 10, false).items().stream()
                .map(DirectoryPage.Item::name)
                .toList();
    }
}
