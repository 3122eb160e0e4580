package io.moorage.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** proc(5), /proc/pid/mountinfo; sysfs-class-bdi. */
final class ReadAheadTest {
    @TempDir
    Path directory;

    @Test
    void theTopmostMountAtTheDirectoryIsWidened() throws Exception {
        Path mountInfo = Files.writeString(directory.resolve("mountinfo"), """
                22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
                49 22 0:41 / /mnt/a\\040b rw,relatime - fuse.nfs4 host:/ rw
                50 49 0:42 / /mnt/a\\040b rw,relatime - fuse.nfs4 host:/ rw
                51 22 0:43 / /mnt/a rw,relatime - fuse.nfs4 host:/ rw
                """);
        Path devices = directory.resolve("bdi");
        for (String device : new String[] {"0:41", "0:42", "0:43"}) {
            Files.createDirectories(devices.resolve(device));
            Files.writeString(devices.resolve(device).resolve("read_ahead_kb"), "128");
        }
        new ReadAhead(mountInfo, devices, Path.of("/mnt/a b")).widen();
        assertThat(devices.resolve("0:42/read_ahead_kb")).hasContent("2048");
        assertThat(devices.resolve("0:41/read_ahead_kb")).hasContent("128");
        assertThat(devices.resolve("0:43/read_ahead_kb")).hasContent("128");
    }

    @Test
    void whereNothingCanBeSetNothingFails() {
        new ReadAhead(directory.resolve("none"), directory.resolve("none"), Path.of("/mnt")).widen();
    }
}
