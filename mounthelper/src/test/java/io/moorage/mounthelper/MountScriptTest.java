package io.moorage.mounthelper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.nfsserver.LeaseConfig;
import io.moorage.nfsserver.NfsLimits;
import io.moorage.nfsserver.NfsServer;
import io.moorage.vfs.memory.MemoryFileSystem;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a mount: the script, the process behind it, FUSE, NFS and a server. Needs root and /dev/fuse. */
@Timeout(value = 150, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MountScriptTest {
    @TempDir
    Path directory;

    private MemoryFileSystem files;
    private NfsServer server;
    private int port;
    private Path one;
    private Path two;

    @BeforeEach
    void serve() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/dev/fuse")), "/dev/fuse");
        assumeTrue(System.getProperty("user.name").equals("root"), "root");
        files = new MemoryFileSystem(InstantSource.system(), 1);
        server = new NfsServer(InstantSource.system(), new SecureRandom(), NfsLimits.DEFAULT);
        ServerSocketChannel socket = ServerSocketChannel.open();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        LeaseConfig lease = new LeaseConfig(Duration.ofSeconds(5), Duration.ofSeconds(5));
        Path recovery = Files.createDirectory(directory.resolve("recovery"));
        server.serve("fs-1", files, lease, recovery).listen(socket, "test");
        one = Files.createDirectory(directory.resolve("one"));
        two = Files.createDirectory(directory.resolve("two"));
    }

    @AfterEach
    void putAway() throws Exception {
        for (Path target : Arrays.asList(one, two)) {
            if (target != null) {
                run("umount", "-l", target.toString());
                awaitNoProcess(target);
            }
        }
        if (server != null) {
            server.close();
            files.close();
        }
    }

    @Test
    void programsFindAPosixFileSystem() throws Exception {
        assertMounted(one);
        Path checks = directory.resolve("posix_checks.py");
        try (InputStream script = MountScriptTest.class.getResourceAsStream("/posix_checks.py")) {
            Files.copy(script, checks);
        }
        Run run = run("python3", checks.toString(), one.toString());
        assertThat(run.status).as(run.output).isZero();
    }

    /** fcntl(2), flock(2) over NFS (nfs(5), local_lock=none): two mounts are two clients. */
    @Test
    void locksOfTwoMountsExcludeEachOther() throws Exception {
        assertMounted(one);
        assertMounted(two);
        Path checks = directory.resolve("lock_checks.py");
        try (InputStream script = MountScriptTest.class.getResourceAsStream("/lock_checks.py")) {
            Files.copy(script, checks);
        }
        Run run = run("python3", checks.toString(), one.toString(), two.toString());
        assertThat(run.status).as(run.output).isZero();
    }

    @Test
    void aMountWhoseProcessDiedIsReplaced() throws Exception {
        assertMounted(one);
        run("sh", "-c", "echo kept > " + one + "/file");
        ProcessHandle process = process(one);
        assertThat(process.destroyForcibly()).isTrue();
        await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
        assertThat(run("stat", one.toString()).status).isNotZero();
        assertMounted(one);
        assertThat(run("cat", one + "/file").output).isEqualTo("kept\n");
    }

    @Test
    void aPoliteSignalUnmounts() throws Exception {
        assertMounted(one);
        ProcessHandle process = process(one);
        assertThat(process.destroy()).isTrue();
        await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(one.toString());
    }

    @Test
    void failuresSpeakAsMountNfsDoes() throws Exception {
        assertRefused(
                "mounting 127.0.0.1:/none failed, reason given by server: No such file or directory",
                "127.0.0.1:/none",
                one.toString(),
                "-o",
                "port=" + port);
        assertRefused("an incorrect mount option was specified: bogus", "127.0.0.1:/", one.toString(), "-o", "bogus");
        assertRefused(
                "mount point " + one + "/none does not exist", "127.0.0.1:/", one + "/none", "-o", "port=" + port);
        assertRefused("Connection refused", "127.0.0.1:/", one.toString(), "-o", "port=1,retry=0");
        assertMounted(two);
        assertRefused(two + " is busy or already mounted", "127.0.0.1:/", two.toString(), "-o", "port=" + port);
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(" " + one + " ");
    }

    private void assertMounted(Path target) throws Exception {
        Run run = mount("127.0.0.1:/", target.toString(), "-o", "rw,hard,nfsvers=4.1,noresvport,port=" + port);
        assertThat(run.status).as(run.output).isZero();
        assertThat(Files.readAllLines(Path.of("/proc/self/mounts")))
                .anyMatch(line -> line.startsWith("127.0.0.1:/ " + target + " fuse.nfs4 "));
    }

    private void assertRefused(String message, String... arguments) throws Exception {
        Run run = mount(arguments);
        assertThat(run.status).as(run.output).isEqualTo(32);
        assertThat(run.output).isEqualTo("mount.nfs4: " + message + "\n");
    }

    private static ProcessHandle process(Path target) {
        return ProcessHandle.allProcesses()
                .filter(process -> isMountOf(process, target))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isMountOf(ProcessHandle process, Path target) {
        String[] arguments = process.info().arguments().orElse(new String[0]);
        return Arrays.asList(arguments).contains("io.moorage.mounthelper.Main")
                && Arrays.asList(arguments).contains(target.toString());
    }

    private static void awaitNoProcess(Path target) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ProcessHandle.allProcesses().noneMatch(process -> isMountOf(process, target)));
    }

    private Run mount(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of("src/main/bin/mount.nfs4").toAbsolutePath().toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return run(command);
    }

    private record Run(int status, String output) {}

    private Run run(String... command) throws Exception {
        File output = Files.createTempFile(directory, "output", "").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment()
                .putAll(Map.of(
                        "MOORAGE_JAVA", ProcessHandle.current().info().command().orElseThrow(),
                        "MOORAGE_MOUNT_CLASSPATH", System.getProperty("java.class.path"),
                        "MOORAGE_MOUNT_LOG", directory.resolve("mount.log").toString(),
                        "MOORAGE_MOUNT_FUSE", "1"));
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("hangs: " + String.join(" ", command));
        }
        return new Run(process.exitValue(), Files.readString(output.toPath(), StandardCharsets.UTF_8));
    }
}
