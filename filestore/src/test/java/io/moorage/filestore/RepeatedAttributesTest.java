package io.moorage.filestore;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Setting what is set already does what setting it did: XSH chmod and chown mark the time of the last status change. */
class RepeatedAttributesTest {
    private static final AttributeChange ROOTS = AttributeChange.NONE.withOwner(OptionalInt.of(0), OptionalInt.of(0));

    private final Path directory;
    private final DirectoryFileSystem fs;
    private FileHandle file;

    RepeatedAttributesTest(@TempDir Path temporary) throws Exception {
        directory = TestDirectories.make(temporary, "fs");
        fs = TestDirectories.open(directory);
        file = fs.root();
    }

    @BeforeEach
    void make() throws Exception {
        file = fs.createFile(Caller.ROOT, fs.root(), "file", new CreateMode.Guarded(), AttributeChange.ofMode(0644))
                .entry()
                .handle();
    }

    @AfterEach
    void close() throws Exception {
        fs.close();
    }

    @Test
    void everyRepetitionIsAChangeOfItsOwn() throws Exception {
        Attributes before = fs.setAttributes(Caller.ROOT, file, AttributeChange.ofMode(0600));
        for (AttributeChange again : new AttributeChange[] {AttributeChange.ofMode(0600), ROOTS, ROOTS}) {
            Attributes after = fs.setAttributes(Caller.ROOT, file, again);
            assertThat(after.change()).isGreaterThan(before.change());
            assertThat(after.changeTime()).isGreaterThanOrEqualTo(before.changeTime());
            assertThat(after.mode()).isEqualTo(0600);
            assertThat(fs.getAttributes(file)).isEqualTo(after);
            before = after;
        }
    }

    @Test
    void whatIsOtherwiseByNowIsSet() throws Exception {
        fs.setAttributes(Caller.ROOT, file, AttributeChange.ofMode(0600));
        fs.setAttributes(Caller.ROOT, file, AttributeChange.ofMode(0600));
        Files.setPosixFilePermissions(directory.resolve("file"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(fs.setAttributes(Caller.ROOT, file, AttributeChange.ofMode(0600))
                        .mode())
                .isEqualTo(0600);
    }
}
