package io.moorage.filestore;

import io.moorage.vfs.contract.TwinMachine;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random work, judged by the file system in memory. */
class TwinTest {
    private final Path temporary;

    TwinTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void behavesAsItsTwin(long seed) throws Exception {
        try (DirectoryFileSystem fileSystem = TestDirectories.open(TestDirectories.make(temporary, "fs"))) {
            new TwinMachine(fileSystem, seed).run(3000);
        }
    }
}
