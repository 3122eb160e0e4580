package io.moorage.mounthelper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    private MountFixture fixture;
    private Path one;
    private Path two;

    @BeforeEach
    void serve() throws IOException {
        fixture = new MountFixture(directory);
        one = fixture.directory("one");
        two = fixture.directory("two");
    }

    @AfterEach
    void putAway() throws Exception {
        if (fixture != null) {
            fixture.putAway();
        }
    }

    @Test
    void programsFindAPosixFileSystem() throws Exception {
        assertMounted(one);
        Path checks = directory.resolve("posix_checks.py");
        try (InputStream script = MountScriptTest.class.getResourceAsStream("/posix_checks.py")) {
            Files.copy(script, checks);
        }
        MountFixture.Run run = fixture.run("python3", checks.toString(), one.toString());
        assertThat(run.status()).as(run.output()).isZero();
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
        MountFixture.Run run = fixture.run("python3", checks.toString(), one.toString(), two.toString());
        assertThat(run.status()).as(run.output()).isZero();
    }

    @Test
    void aMountWhoseProcessDiedIsReplaced() throws Exception {
        assertMounted(one);
        fixture.run("sh", "-c", "echo kept > " + one + "/file");
        ProcessHandle process = MountFixture.process(one);
        assertThat(process.destroyForcibly()).isTrue();
        await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
        assertThat(fixture.run("stat", one.toString()).status()).isNotZero();
        assertMounted(one);
        assertThat(fixture.run("cat", one + "/file").output()).isEqualTo("kept\n");
    }

    @Test
    void aPoliteSignalUnmounts() throws Exception {
        assertMounted(one);
        ProcessHandle process = MountFixture.process(one);
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
                "port=" + fixture.port());
        assertRefused("an incorrect mount option was specified: bogus", "127.0.0.1:/", one.toString(), "-o", "bogus");
        assertRefused(
                "mount point " + one + "/none does not exist",
                "127.0.0.1:/",
                one + "/none",
                "-o",
                "port=" + fixture.port());
        assertRefused("Connection refused", "127.0.0.1:/", one.toString(), "-o", "port=1,retry=0");
        assertMounted(two);
        assertRefused(
                two + " is busy or already mounted", "127.0.0.1:/", two.toString(), "-o", "port=" + fixture.port());
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(" " + one + " ");
    }

    /** timeout(1) and Ctrl-C end the command; what it left behind must not mount later, where the next mount would find it. */
    @Test
    void aMountThatWasInterruptedDoesNotComeAbout() throws Exception {
        try (Gate gate = new Gate(fixture.port())) {
            gate.refuse();
            Process command = fixture.beginMount(one, gate.port());
            await().atMost(Duration.ofSeconds(20)).until(() -> gate.accepted() > 0);
            ProcessHandle process = MountFixture.process(one);
            command.destroy();
            assertThat(command.waitFor()).isNotZero();
            gate.open();
            await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
            assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(" " + one + " ");
            assertMounted(one);
        }
    }

    private void assertMounted(Path target) throws Exception {
        fixture.mount(target, fixture.port());
    }

    private void assertRefused(String message, String... arguments) throws Exception {
        MountFixture.Run run = fixture.script(arguments);
        assertThat(run.status()).as(run.output()).isEqualTo(32);
        assertThat(run.output()).isEqualTo("mount.nfs4: " + message + "\n");
    }
}
