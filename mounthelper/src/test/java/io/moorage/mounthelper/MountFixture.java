package io.moorage.mounthelper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.nfsserver.LeaseConfig;
import io.moorage.nfsserver.NfsFileSystemService;
import io.moorage.nfsserver.NfsLimits;
import io.moorage.nfsserver.NfsServer;
import io.moorage.vfs.memory.MemoryFileSystem;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A server in this process, and mounts of it by the script, each with a process of its own. */
final class MountFixture {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Path directory;
    private final MemoryFileSystem files = new MemoryFileSystem(InstantSource.system(), 1);
    private final NfsServer server = new NfsServer(InstantSource.system(), new SecureRandom(), NfsLimits.DEFAULT);
    private final NfsFileSystemService service;
    private final int port;
    private final List<Path> targets = new ArrayList<>();

    record Run(int status, String output) {}

    MountFixture(Path directory) throws IOException {
        this(directory, Duration.ofSeconds(5));
    }

    /** @param lease of the server's clients, who are given up when they are away for longer */
    MountFixture(Path directory, Duration lease) throws IOException {
        assumeTrue(Files.isWritable(Path.of("/dev/fuse")), "/dev/fuse");
        assumeTrue(System.getProperty("user.name").equals("root"), "root");
        this.directory = directory;
        ServerSocketChannel socket = ServerSocketChannel.open();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        LeaseConfig config = new LeaseConfig(lease, lease);
        Path recovery = Files.createDirectory(directory.resolve("recovery"));
        service = server.serve("fs-1", files, config, recovery);
        service.listen(socket, "test");
    }

    int port() {
        return port;
    }

    /** A directory to mount at. */
    Path directory(String name) throws IOException {
        Path target = Files.createDirectory(directory.resolve(name));
        targets.add(target);
        return target;
    }

    void fenceAndLift() throws Exception {
        service.fence(Set.of(InetAddress.getLoopbackAddress()), Duration.ofSeconds(10));
        service.lift(Set.of(InetAddress.getLoopbackAddress()));
    }

    void mount(Path target, int serverPort) throws Exception {
        Run run = script("127.0.0.1:/", target.toString(), "-o", "rw,hard,nfsvers=4.1,noresvport,port=" + serverPort);
        assertThat(run.status).as(run.output).isZero();
        assertThat(Files.readAllLines(Path.of("/proc/self/mounts")))
                .anyMatch(line -> line.startsWith("127.0.0.1:/ " + target + " fuse.nfs4 "));
    }

    /** Calls mount.nfs4. */
    Run script(String... arguments) throws Exception {
        return run(command(arguments));
    }

    /** Begins to mount, and does not wait. */
    Process beginMount(Path target, int serverPort) throws IOException {
        File output = Files.createTempFile(directory, "output", "").toFile();
        return start(output, command("127.0.0.1:/", target.toString(), "-o", "nfsvers=4.1,port=" + serverPort));
    }

    private static String[] command(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of("src/main/bin/mount.nfs4").toAbsolutePath().toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return command;
    }

    Run run(String... command) throws Exception {
        File output = Files.createTempFile(directory, "output", "").toFile();
        Process process = start(output, command);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("hangs: " + String.join(" ", command));
        }
        return new Run(process.exitValue(), Files.readString(output.toPath(), StandardCharsets.UTF_8));
    }

    private Process start(File output, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment()
                .putAll(Map.of(
                        "MOORAGE_JAVA", ProcessHandle.current().info().command().orElseThrow(),
                        "MOORAGE_MOUNT_CLASSPATH", System.getProperty("java.class.path"),
                        "MOORAGE_MOUNT_LOG", directory.resolve("mount.log").toString(),
                        "MOORAGE_MOUNT_FUSE", "1"));
        return builder.start();
    }

    /** The process behind a mount. */
    static ProcessHandle process(Path target) {
        return ProcessHandle.allProcesses()
                .filter(process -> isMountOf(process, target))
                .findFirst()
                .orElseThrow();
    }

    static void awaitNoProcess(Path target) {
        await().atMost(BOUND)
                .until(() -> ProcessHandle.allProcesses().noneMatch(process -> isMountOf(process, target)));
    }

    private static boolean isMountOf(ProcessHandle process, Path target) {
        // ProcessHandle tells no arguments that are longer than a page, as a class path may be.
        try {
            List<String> arguments = List.of(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .split("\0", -1));
            return arguments.contains("io.moorage.mounthelper.Main") && arguments.contains(target.toString());
        } catch (IOException gone) {
            return false;
        }
    }

    void putAway() throws Exception {
        for (Path target : targets) {
            run("umount", "-l", target.toString());
            awaitNoProcess(target);
        }
        server.close();
        files.close();
    }
}
