package io.moorage.base.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's documentation, "Control Groups version 1" and "Control Group v2". */
class CgroupUsageTest {
    private static final String CONTAINER = "/docker/" + "0123456789abcdef".repeat(4);

    @TempDir
    private Path root;

    private CgroupUsage usage() {
        return new CgroupUsage(root.resolve("proc"), root.resolve("cgroup"));
    }

    @Test
    void versionOne() throws IOException {
        write("proc/7/cgroup", "4:memory:" + CONTAINER + "\n2:cpu,cpuacct:" + CONTAINER + "/below\n0::/\n");
        write("cgroup/cpu,cpuacct" + CONTAINER + "/cpuacct.usage", "123456\n");
        write("cgroup/memory" + CONTAINER + "/memory.usage_in_bytes", "1000\n");
        write("cgroup/memory" + CONTAINER + "/memory.stat", "inactive_file 1\ntotal_inactive_file 300\n");
        assertThat(usage().cpuNanos(7)).hasValue(123_456);
        assertThat(usage().memoryBytes(7)).hasValue(700);
    }

    @Test
    void versionTwo() throws IOException {
        write("proc/7/cgroup", "0::" + CONTAINER + "/init\n");
        write("cgroup" + CONTAINER + "/cpu.stat", "usage_usec 12\nuser_usec 5\n");
        write("cgroup" + CONTAINER + "/memory.current", "1000\n");
        write("cgroup" + CONTAINER + "/memory.stat", "anon 5\ninactive_file 300\n");
        assertThat(usage().cpuNanos(7)).hasValue(12_000);
        assertThat(usage().memoryBytes(7)).hasValue(700);
    }

    @Test
    void whatIsNotCounted() throws IOException {
        assertThat(usage().cpuNanos(7)).as("no such process").isEmpty();
        write("proc/7/cgroup", "1:devices:/\n");
        assertThat(usage().cpuNanos(7)).as("no such controller").isEmpty();
        write("proc/7/cgroup", "0::/x\n");
        assertThat(usage().memoryBytes(7)).as("no such group").isEmpty();
    }

    private void write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
