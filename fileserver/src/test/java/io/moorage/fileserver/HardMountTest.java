package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.fileserver.control.Export;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mount of our FUSE client as nfs(5) has a hard one: a server that is away is waited for. Needs root and /dev/fuse. */
class HardMountTest {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final int ROUNDS = 200;

    /** Long enough for a client on a busy machine to come back in time. */
    private static final String LEASE_SECONDS = "20";

    /** Every round changes data through a file that stays open, and names; says how far it has come. */
    private static final String WRITER = """
            import fcntl, os, sys
            os.chdir(sys.argv[1])
            log = os.open("log", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
            fcntl.lockf(log, fcntl.LOCK_EX)
            for i in range(%d):
                os.write(log, b"line %%d\\n" %% i)
                os.fsync(log)
                with open("new", "w") as new:
                    new.write("round %%d" %% i)
                os.rename("new", "current")
                assert open("current").read() == "round %%d" %% i
                print(i, flush=True)
            """.formatted(ROUNDS);

    private final Path home;
    private final FuseMounts mounts;

    HardMountTest(@TempDir Path home) {
        this.home = home;
        this.mounts = new FuseMounts(home);
    }

    @BeforeEach
    void check() {
        FuseMounts.assumePossible();
    }

    @AfterEach
    void unmount() throws Exception {
        mounts.close();
    }

    /** nfs(5), hard: requests are tried again for ever. No program is told of a server's restart. */
    @Test
    void aServersRestartIsAWaitAndNoError() throws Exception {
        int port = FuseMounts.freePort();
        FileServerChild server = FileServerChild.start(home, "--lease", LEASE_SECONDS);
        try {
            Path served = Files.createDirectory(home.resolve("served"));
            server.client().declare(List.of(new Export("fsmt-1", null, "127.0.0.1", port, "fs-1", served.toString())));
            Path mount = mounts.mount("mount", port, "hard");
            Path progress = home.resolve("progress");
            Process writer = mounts.start(progress, "python3", "-c", WRITER, mount.toString());
            for (int kill = 1; kill <= 3; kill++) {
                int rounds = kill * ROUNDS / 4;
                await("round " + rounds).atMost(BOUND).until(() -> {
                    assertThat(writer.isAlive()).as(Files.readString(progress)).isTrue();
                    return Files.readAllLines(progress).size() >= rounds;
                });
                server.kill();
                server = FileServerChild.start(home, "--lease", LEASE_SECONDS);
            }
            assertThat(writer.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(writer.exitValue()).as(Files.readString(progress)).isZero();
            assertThat(Files.readAllLines(served.resolve("log")))
                    .isEqualTo(IntStream.range(0, ROUNDS)
                            .mapToObj(i -> "line " + i)
                            .toList());
            assertThat(served.resolve("current")).hasContent("round " + (ROUNDS - 1));
            mounts.close();
        } finally {
            server.kill();
        }
    }

    /** umount(8): a mount in use is busy; -l takes it out of the tree, and it ends with its last user. */
    @Test
    void aMountInUseIsBusy() throws Exception {
        int port = FuseMounts.freePort();
        FileServerChild server = FileServerChild.start(home, "--lease", LEASE_SECONDS);
        try {
            Path served = Files.createDirectory(home.resolve("served"));
            server.client().declare(List.of(new Export("fsmt-1", null, "127.0.0.1", port, "fs-1", served.toString())));
            Path mount = mounts.mount("mount", port, "hard");
            ProcessHandle client = mounts.process(mount);
            Process user = new ProcessBuilder(
                            "sh", "-c", "exec 3>\"$0/file\"; echo open; read go; echo late >&3", mount.toString())
                    .start();
            assertThat(user.inputReader().readLine()).isEqualTo("open");

            assertThat(mounts.run("umount", mount.toString()).output()).contains("target is busy");
            assertThat(mounts.run("umount", "-l", mount.toString()).status()).isZero();
            assertThat(client.isAlive()).isTrue();
            user.outputWriter().append('\n').close();
            assertThat(user.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
            await("the end of the client").atMost(BOUND).until(() -> !client.isAlive());
            assertThat(served.resolve("file")).hasContent("late");
        } finally {
            server.kill();
        }
    }
}
