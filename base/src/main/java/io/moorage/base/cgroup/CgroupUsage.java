package io.moorage.base.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Docker container has used, by the control group of its first process (the kernel's documentation of cgroups, versions
 * 1 and 2). Empty where the process is gone, or the kernel does not count.
 *
 * @param proc {@code /proc}
 * @param mounts {@code /sys/fs/cgroup}
 */
public record CgroupUsage(Path proc, Path mounts) {
    private static final int NANOS_PER_MICRO = 1000;

    /** Up to the container's own group: its first process may be in one below. */
    private static final Pattern CONTAINER = Pattern.compile("^(.*?[0-9a-f]{64}[^/]*)(/.*)?$");

    /** A container's group, and which version's. */
    private record Group(Path directory, boolean unified) {}

    /** Processor time of all its processes since it was started, in nanoseconds. */
    public OptionalLong cpuNanos(int pid) {
        try {
            Optional<Group> group = group(pid, "cpuacct");
            if (group.isEmpty()) {
                return OptionalLong.empty();
            }
            Path directory = group.get().directory();
            return group.get().unified()
                    ? OptionalLong.of(NANOS_PER_MICRO * field(directory.resolve("cpu.stat"), "usage_usec"))
                    : OptionalLong.of(number(directory.resolve("cpuacct.usage")));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Memory that cannot be taken back without harm: without the pages of files that were not used lately, in bytes. */
    public OptionalLong memoryBytes(int pid) {
        try {
            Optional<Group> group = group(pid, "memory");
            if (group.isEmpty()) {
                return OptionalLong.empty();
            }
            Path directory = group.get().directory();
            boolean unified = group.get().unified();
            long all = number(directory.resolve(unified ? "memory.current" : "memory.usage_in_bytes"));
            long idle = field(directory.resolve("memory.stat"), unified ? "inactive_file" : "total_inactive_file");
            return OptionalLong.of(Math.max(0, all - idle));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** A line of the process's file is {@code NUMBER:CONTROLLERS:PATH}; version 2's is {@code 0::PATH}. */
    private Optional<Group> group(int pid, String controller) throws IOException {
        List<String> lines =
                Files.readAllLines(proc.resolve(Integer.toString(pid)).resolve("cgroup"));
        for (String line : lines) {
            String[] fields = line.split(":", 3);
            if (List.of(fields[1].split(",")).contains(controller)) {
                return Optional.of(new Group(mounts.resolve(fields[1]).resolve(container(fields[2])), false));
            }
        }
        return lines.stream()
                .filter(line -> line.startsWith("0::"))
                .map(line -> new Group(mounts.resolve(container(line.substring(3))), true))
                .findFirst();
    }

    /** Relative to where groups are mounted. */
    private static String container(String path) {
        Matcher matcher = CONTAINER.matcher(path);
        return (matcher.matches() ? matcher.group(1) : path).replaceFirst("^/+", "");
    }

    private static long number(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    private static long field(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
                .findFirst()
                .orElse(0);
    }
}
