package io.moorage.fuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.vfs.memory.MemoryFileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real mounts, used by other processes: this one must not wait for itself. Needs root and /dev/fuse. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FuseMountTest {
    @TempDir
    Path directory;

    private MemoryFileSystem fileSystem;
    private FuseMount mount;
    private Path target;

    @BeforeEach
    void mount() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/dev/fuse")), "/dev/fuse");
        assumeTrue(System.getProperty("user.name").equals("root"), "root");
        fileSystem = new MemoryFileSystem(InstantSource.system(), 1);
        target = Files.createDirectory(directory.resolve("target"));
        mount = FuseMount.mount(fileSystem, target, MountOptions.of("host:/path", "nfs4"));
    }

    @AfterEach
    void unmount() throws IOException {
        if (mount != null) {
            mount.close();
            fileSystem.close();
        }
    }

    /** The checks stand in {@code posix_checks.py}: POSIX.1-2017 XSH, each as a program meets it. */
    @Test
    void programsFindAPosixFileSystem() throws Exception {
        Path checks = directory.resolve("posix_checks.py");
        try (InputStream script = FuseMountTest.class.getResourceAsStream("/posix_checks.py")) {
            Files.copy(script, checks, StandardCopyOption.REPLACE_EXISTING);
        }
        Run run = run("python3", checks.toString(), target.toString());
        assertThat(run.status).as(run.output).isZero();
        assertThat(run.output.lines().filter(line -> line.startsWith("ok"))).hasSize(8);
    }

    @Test
    void ordinaryToolsCopyATreeFaithfully() throws Exception {
        Run run = shell("""
                cd "$0" && mkdir -p tree/a/b && head -c 3000000 /dev/urandom > tree/a/b/data && ln -s b/data tree/a/link
                ln tree/a/b/data tree/hard && touch -d '2001-02-03 04:05:06' tree/a/b/data && chmod 2750 tree/a
                cp -a tree copy && diff -r tree copy && [ "$(stat -c %h copy/hard)" = 2 ] && [ "$(stat -c %a copy/a)" = 2750 ]
                [ "$(stat -c %y copy/a/b/data | cut -c1-19)" = '2001-02-03 04:05:06' ] && tar cf - tree | tar tf - | wc -l
                mv copy elsewhere && rm -r tree elsewhere && [ -z "$(ls -A)" ] && echo all well""");
        assertThat(run.output).endsWith("all well\n");
    }

    @Test
    void theMountIsListedAsNfsMountsAre() throws Exception {
        assertThat(Files.readAllLines(Path.of("/proc/self/mounts")))
                .anyMatch(line -> line.startsWith("host:/path " + target + " fuse.nfs4 rw,"));
        assertThat(shell("df -P \"$0\" | tail -1").output).startsWith("host:/path");
    }

    @Test
    void serviceEndsWithUmount() throws Exception {
        assertThat(shell("umount \"$0\"").status).isZero();
        mount.awaitEnd();
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(target.toString());
    }

    /** Close-to-open (RFC 8881 section 10.3.1): what another client changed is seen by the next open. */
    @Test
    void anOpenSeesWhatAnotherClientClosed() throws Exception {
        Path second = Files.createDirectory(directory.resolve("second"));
        try (FuseMount other = FuseMount.mount(fileSystem, second, MountOptions.of("host:/path", "nfs4"))) {
            assertThat(other.target()).isEqualTo(second);
            Run run = shell("""
                    cd "$0" && echo one > file && cat file ../second/file && stat file > /dev/null
                    echo twenty-two > ../second/file && cat file
                    echo three > ../second/new && mv ../second/new ../second/file && cat file
                    rm ../second/file && cat file 2>&1""");
            assertThat(run.output).isEqualTo("one\none\ntwenty-two\nthree\ncat: file: No such file or directory\n");
        }
    }

    @Test
    void aReadOnlyMountRefusesWrites() throws Exception {
        Path second = Files.createDirectory(directory.resolve("second"));
        MountOptions options = MountOptions.of("host:/path", "nfs4").readOnly();
        try (FuseMount other = FuseMount.mount(fileSystem, second, options)) {
            assertThat(other.target()).isEqualTo(second);
            assertThat(shell("touch \"$0\"/../second/file 2>&1").output).contains("Read-only file system");
        }
    }

    private record Run(int status, String output) {}

    private Run shell(String script) throws Exception {
        return run("sh", "-c", script, target.toString());
    }

    private Run run(String... command) throws Exception {
        Path output = Files.createTempFile(directory, "output", "");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("hangs: " + String.join(" ", command));
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
