package io.moorage.ec2.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.cgroup.CgroupUsage;
import io.moorage.ec2.instance.InstanceDriver.Traffic;
import io.moorage.ec2.instance.InstanceDriver.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** proc(5), {@code /proc/net/dev}. */
class ProcessUsageTest {
    @TempDir
    private Path root;

    @Test
    void processorTimeAndTheTrafficOfItsInterface() throws IOException {
        ProcessUsage usage = new ProcessUsage(root, new CgroupUsage(root, root.resolve("cgroup")));
        assertThat(usage.of(7)).isEmpty();
        write("7/cgroup", "0::/docker/x\n");
        write("cgroup/docker/x/cpu.stat", "usage_usec 5\n");
        write("7/net/dev", """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
                    lo:     100       1    0    0    0     0          0         0      100       1    0    0
                  eth0: 4242      17    0    0    0     0          0         0     2121       9    0    0
                """);
        assertThat(usage.of(7)).contains(new Usage(5000, new Traffic(4242, 17), new Traffic(2121, 9)));
    }

    private void write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
