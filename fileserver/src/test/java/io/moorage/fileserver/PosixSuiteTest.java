package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.fileserver.FuseMounts.Run;
import io.moorage.fileserver.control.Export;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What programs may expect of a file system, as the scripts of {@code posix} have it, of two mounts of our FUSE client and of a
 * directory of this machine's own file system, which is the judge of the scripts. {@link StockClientTest} has Linux's clients.
 * Needs root and /dev/fuse.
 */
class PosixSuiteTest {
    static final Path SUITE = Path.of("src/test/resources/posix/suite.py").toAbsolutePath();

    /** The suite's last line. */
    static final String PASSED = "suite: \\d\\d+ ok, 0 failed, \\d+ differ";

    /** Names are asked about at every look, or the two would see each other's only after a while (nfs(5), acdirmin). */
    private static final String OPTIONS = "acdirmin=0,acdirmax=0";

    private final Path home;
    private final FuseMounts mounts;

    PosixSuiteTest(@TempDir Path home) {
        this.home = home;
        this.mounts = new FuseMounts(home);
    }

    /** How many entries the largest directory gets: {@code -Dposix.entries=100000} for a long run. */
    static String entries(int few) {
        return System.getProperty("posix.entries", Integer.toString(few));
    }

    @BeforeEach
    void check() throws IOException {
        FuseMounts.assumePossible();
        letEverybodyIn(home);
    }

    /** The suite works as other users too, and temporary directories are their maker's alone. */
    static void letEverybodyIn(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void unmount() throws Exception {
        mounts.close();
    }

    @Test
    void thisMachinesOwnFileSystemIsTheJudge() throws Exception {
        Path directory = Files.createDirectory(home.resolve("local"));
        assertThat(suite("local", directory, directory)).endsWith(" 0 differ");
    }

    @Test
    void ourClientIsAPosixFileSystemForTwoMounts() throws Exception {
        int port = FuseMounts.freePort();
        FileServerChild server = FileServerChild.start(home, "--lease", "10");
        try {
            String served = Files.createDirectory(home.resolve("served")).toString();
            server.client().declare(List.of(new Export("fsmt-1", null, "127.0.0.1", port, "fs-1", served)));
            Path one = mounts.mount("one", port, OPTIONS);
            Path two = mounts.mount("two", port, OPTIONS);
            assertThat(suite("fuse", one, two)).isNotEmpty();
            aDeadClientsLockIsFreeAfterItsLease(one, two);
        } finally {
            mounts.close();
            server.kill();
        }
    }

    /** RFC 8881 section 8.3: what a client held is others' once its lease is over, and not before. */
    private void aDeadClientsLockIsFreeAfterItsLease(Path one, Path two) throws Exception {
        String held = Files.writeString(one.resolve("held"), "x").toString();
        Process holder = new ProcessBuilder("flock", two + "/held", "sh", "-c", "echo held && exec sleep 600").start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");
            mounts.process(two).destroyForcibly();
            assertThat(mounts.run("flock", "-n", held, "true").status()).isEqualTo(1);
            assertThat(mounts.run("flock", "-w", "100", held, "true").status()).isZero();
        } finally {
            holder.descendants().forEach(ProcessHandle::destroyForcibly);
            holder.destroyForcibly();
        }
    }

    /** Runs it to its last line. */
    private String suite(String kind, Path first, Path second) throws IOException, InterruptedException {
        Run run = mounts.run(
                "python3",
                "-B",
                SUITE.toString(),
                kind,
                first.toString(),
                second.toString(),
                "--entries",
                entries(1000));
        List<String> said = run.output().lines().toList();
        said.stream().filter(line -> line.startsWith("differs ")).forEach(System.out::println);
        assertThat(said.getLast()).as(run.output()).matches(PASSED);
        return said.getLast();
    }
}
