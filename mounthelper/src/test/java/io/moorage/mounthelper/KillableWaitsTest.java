package io.moorage.mounthelper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Waits for a server that is away, as nfs(5) has them on a hard mount: for ever, but a process can be killed. Whole mounts, with
 * a gate before the server. Needs root and /dev/fuse.
 */
@Timeout(value = 150, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KillableWaitsTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final List<String> WAITS = List.of("stat", "list", "create", "read", "write", "sync", "lock");

    @TempDir
    Path directory;

    private MountFixture fixture;
    private Gate gate;
    private Path mount;
    private Path script;
    private final List<Waiter> waiters = new ArrayList<>();

    private enum Away {
        SILENT,
        REFUSING
    }

    private record Waiter(Process process, BufferedReader output) {}

    @BeforeEach
    void mount() throws Exception {
        // Nobody is to be given up while others are being brought to wait.
        fixture = new MountFixture(directory, Duration.ofMinutes(1));
        gate = new Gate(fixture.port());
        mount = fixture.directory("one");
        script = directory.resolve("wait_one.py");
        try (InputStream text = KillableWaitsTest.class.getResourceAsStream("/wait_one.py")) {
            Files.copy(text, script);
        }
        fixture.mount(mount, gate.port());
        assertThat(fixture.run("sh", "-c", "echo content > " + mount + "/content")
                        .status())
                .isZero();
        // A new process of the mount knows nothing of the file yet.
        fixture.run("umount", mount.toString());
        MountFixture.awaitNoProcess(mount);
        fixture.mount(mount, gate.port());
    }

    @AfterEach
    void putAway() throws Exception {
        gate.open();
        for (Waiter waiter : waiters) {
            waiter.process.descendants().forEach(ProcessHandle::destroyForcibly);
            waiter.process.destroyForcibly();
        }
        fixture.putAway();
        gate.close();
    }

    /** nfs(5), intr and nointr: a pending operation is ended by SIGKILL, and by it alone. */
    @ParameterizedTest
    @EnumSource(Away.class)
    void aKilledProcessEndsWhateverItWaitsFor(Away away) throws Exception {
        start("held");
        List<Waiter> waiting = new ArrayList<>();
        for (String what : WAITS) {
            waiting.add(start(what));
        }
        leave(away);
        for (Waiter waiter : waiting) {
            begin(waiter);
            awaitInFuse(waiter.process.toHandle());
        }
        waiters.forEach(waiter -> waiter.process.destroyForcibly());
        waiters.forEach(KillableWaitsTest::assertEnds);

        gate.open();
        Path other = fixture.directory("other");
        fixture.mount(other, fixture.port());
        assertLocksAreFree(other);
        MountFixture.Run run = fixture.run(
                "sh", "-c", "cat " + mount + "/content && echo more > " + mount + "/more && cat " + other + "/more");
        assertThat(run.output()).isEqualTo("content\nmore\n");
        // What a killed process had written before is kept; who opens the file sees it (nfs(5), close-to-open).
        assertThat(fixture.run("sh", "-c", "wc -c < " + other + "/held").output())
                .isEqualTo("5000\n");
    }

    /** nfs(5), hard: requests are tried again for ever. */
    @Test
    void aSignalThatIsHandledEndsNoRead() throws Exception {
        Waiter reader = start("read-signalled");
        gate.fallSilent();
        begin(reader);
        awaitInFuse(reader.process.toHandle());
        signal("USR1", reader.process.pid());
        await().during(Duration.ofSeconds(1)).atMost(BOUND).until(reader.process::isAlive);
        gate.open();
        assertEnds(reader);
        assertThat(reader.output.lines()).containsExactly("signalled", "content");
    }

    /** fcntl(2), F_SETLKW: a caught signal ends the wait. */
    @Test
    void aSignalEndsAWaitForALockAndTheLockIsNotLeftBehind() throws Exception {
        Waiter locker = start("lock-signalled");
        gate.fallSilent();
        begin(locker);
        awaitInFuse(locker.process.toHandle());
        signal("USR1", locker.process.pid());
        assertThat(locker.output.readLine()).isEqualTo("interrupted");
        gate.open();
        Path other = fixture.directory("other");
        fixture.mount(other, fixture.port());
        assertThat(locker.process.isAlive()).isTrue();
        await().atMost(BOUND).until(() -> lock(other.resolve("lock-signalled")) == 0);
    }

    /** pid_namespaces(7): when its first process is killed, all in it are, and it ends when they have ended. */
    @Test
    void aContainersProcessesCanBeKilled() throws Exception {
        Waiter container = start("read", "unshare", "--pid", "--fork", "--kill-child");
        gate.fallSilent();
        begin(container);
        ProcessHandle first = container.process.children().findFirst().orElseThrow();
        awaitInFuse(first);
        first.destroyForcibly();
        assertEnds(container);
    }

    /** umount(8) -f; and a mount process that dies frees whoever waits for it. */
    @ParameterizedTest
    @EnumSource(End.class)
    void theEndOfTheMountEndsEveryWait(End end) throws Exception {
        Waiter reader = start("read");
        Waiter holder = start("held");
        Waiter writer = start("write");
        gate.fallSilent();
        for (Waiter waiter : List.of(reader, writer)) {
            begin(waiter);
            awaitInFuse(waiter.process.toHandle());
        }
        ProcessHandle process = MountFixture.process(mount);
        switch (end) {
            case FORCED_UNMOUNT -> fixture.run("umount", "-f", "-l", mount.toString());
            case TERMINATED -> process.destroy();
            case KILLED -> process.destroyForcibly();
        }
        assertEnds(reader);
        assertEnds(writer);
        holder.process.destroyForcibly();
        assertEnds(holder);
        await().atMost(BOUND).until(() -> !process.isAlive());
    }

    private enum End {
        FORCED_UNMOUNT,
        TERMINATED,
        KILLED
    }

    /** RFC 8881 section 8.4.2.4: what a client held when its state was revoked is lost, and it is told so. */
    @Test
    void afterAFenceWhatWasOpenFailsAndTheMountGoesOn() throws Exception {
        Process writer = new ProcessBuilder("python3", script.toString(), "fenced", mount.toString())
                .redirectErrorStream(true)
                .start();
        Waiter waiter = new Waiter(writer, writer.inputReader());
        waiters.add(waiter);
        assertThat(waiter.output.readLine()).isEqualTo("ready");
        fixture.fenceAndLift();
        begin(waiter);
        assertEnds(waiter);
        String output = String.join("\n", waiter.output.lines().toList());
        assertThat(output).contains("rror").endsWith("\nafter");
        assertThat(fixture.run("cat", mount + "/fenced").output()).isEqualTo("before\n");
    }

    private void leave(Away away) {
        switch (away) {
            case SILENT -> gate.fallSilent();
            case REFUSING -> gate.refuse();
        }
    }

    private Waiter start(String what, String... wrapper) throws IOException {
        List<String> command = new ArrayList<>(List.of(wrapper));
        command.addAll(List.of("python3", script.toString(), what, mount.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Waiter waiter = new Waiter(process, process.inputReader());
        waiters.add(waiter);
        assertThat(waiter.output.readLine()).isEqualTo("ready");
        return waiter;
    }

    private static void begin(Waiter waiter) throws IOException {
        waiter.process.outputWriter().append('\n').flush();
    }

    /** Until the kernel waits for an answer to a request of that process. */
    private static void awaitInFuse(ProcessHandle process) {
        Path stack = Path.of("/proc/" + process.pid() + "/stack");
        await().atMost(BOUND).until(() -> Files.readString(stack).matches("(?s).*(fuse|folio|request_wait).*"));
    }

    private static void assertEnds(Waiter waiter) {
        try {
            assertThat(waiter.process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> waiter.process.info().commandLine().orElse("?"))
                    .isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    private void assertLocksAreFree(Path other) {
        for (String file : List.of("lock", "held")) {
            await().atMost(BOUND).until(() -> lock(other.resolve(file)) == 0);
        }
    }

    private int lock(Path file) throws Exception {
        String take = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+b'), fcntl.LOCK_EX | fcntl.LOCK_NB)";
        return fixture.run("python3", "-c", take, file.toString()).status();
    }

    private void signal(String name, long pid) throws Exception {
        assertThat(fixture.run("kill", "-" + name, Long.toString(pid)).status()).isZero();
    }
}
