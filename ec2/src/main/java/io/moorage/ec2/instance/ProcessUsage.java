package io.moorage.ec2.instance;

import io.moorage.base.cgroup.CgroupUsage;
import io.moorage.ec2.instance.InstanceDriver.Traffic;
import io.moorage.ec2.instance.InstanceDriver.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a container has used, from the control group and the network namespace of its first process (proc(5)).
 *
 * @param proc {@code /proc}
 */
record ProcessUsage(Path proc, CgroupUsage cgroups) {
    private static final String INTERFACE = "eth0:";
    private static final int SENT_COLUMN = 8;
    private static final Traffic NONE = new Traffic(0, 0);

    /** Empty when the process is gone, or the kernel does not count. */
    Optional<Usage> of(int pid) {
        OptionalLong cpu = cgroups.cpuNanos(pid);
        if (cpu.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<String[]> columns =
                    Files.readAllLines(proc.resolve(Integer.toString(pid)).resolve("net/dev")).stream()
                            .map(String::strip)
                            .filter(line -> line.startsWith(INTERFACE))
                            .map(line ->
                                    line.substring(INTERFACE.length()).strip().split("\\s+"))
                            .findFirst();
            Traffic received = columns.map(each -> traffic(each, 0)).orElse(NONE);
            Traffic sent = columns.map(each -> traffic(each, SENT_COLUMN)).orElse(NONE);
            return Optional.of(new Usage(cpu.getAsLong(), received, sent));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Of a direction's eight columns, the first are bytes and packets. */
    private static Traffic traffic(String[] columns, int first) {
        return new Traffic(Long.parseLong(columns[first]), Long.parseLong(columns[first + 1]));
    }
}
