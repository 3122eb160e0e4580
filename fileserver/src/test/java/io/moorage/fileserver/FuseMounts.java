package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Mounts of a file server on this machine by our own client, each with its process, and programs that use them. */
final class FuseMounts {
    private static final Path MOUNT =
            Path.of("../mounthelper/src/main/bin/mount.nfs4").toAbsolutePath().normalize();
    private static final Duration BOUND = Duration.ofMinutes(4);

    private final Path home;
    private final List<Path> targets = new ArrayList<>();

    record Run(int status, String output) {}

    /** @param home where directories to mount at are made */
    FuseMounts(Path home) {
        this.home = home;
    }

    static void assumePossible() {
        assumeTrue("root".equals(System.getProperty("user.name")), "root");
        assumeTrue(Files.isWritable(Path.of("/dev/fuse")), "/dev/fuse");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Path mount(String name, int port, String options) throws IOException, InterruptedException {
        Path target = Files.createDirectories(home.resolve(name));
        targets.add(target);
        Run run = run(MOUNT.toString(), "127.0.0.1:/", target.toString(), "-o", options + ",port=" + port);
        assertThat(run.status()).as(run.output()).isZero();
        return target;
    }

    /** The process behind a mount. */
    ProcessHandle process(Path target) {
        return processes(target).findFirst().orElseThrow();
    }

    private static Stream<ProcessHandle> processes(Path target) {
        return ProcessHandle.allProcesses().filter(process -> isMountOf(process, target));
    }

    /** ProcessHandle tells no arguments that are longer than a page, as a class path may be. */
    private static boolean isMountOf(ProcessHandle process, Path target) {
        try {
            List<String> arguments = List.of(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .split("\0", -1));
            return arguments.contains("io.moorage.mounthelper.Main") && arguments.contains(target.toString());
        } catch (IOException gone) {
            return false;
        }
    }

    /** Waits until the process behind a mount that was taken away has ended. */
    static void awaitNoProcess(Path target) {
        await("the end of the mount at " + target)
                .atMost(BOUND)
                .until(() -> processes(target).findAny().isEmpty());
    }

    Process start(Path output, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "MOORAGE_JAVA", ProcessHandle.current().info().command().orElseThrow(),
                        "MOORAGE_MOUNT_CLASSPATH", System.getProperty("java.class.path"),
                        "MOORAGE_MOUNT_LOG", home.resolve("mount.log").toString(),
                        "MOORAGE_MOUNT_FUSE", "1"));
        return builder.start();
    }

    Run run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(home, "output", "");
        Process process = start(output, command);
        if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("still runs after %s: %s%n%s"
                    .formatted(BOUND, String.join(" ", command), Files.readString(output)));
        }
        return new Run(process.exitValue(), Files.readString(output));
    }

    void close() throws IOException, InterruptedException {
        for (Path target : targets) {
            run("umount", "-l", target.toString());
            awaitNoProcess(target);
        }
        targets.clear();
    }
}
