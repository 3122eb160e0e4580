package io.moorage.mounthelper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 8881 section 2.4: one owner string names one client at a time. */
final class ClientNameTest {
    @TempDir
    Path directory;

    @Test
    void aNameIsTakenOverOnlyFromTheDead() throws Exception {
        Path lock = directory.resolve("Moorage-host--mnt.lock");
        Process living = new ProcessBuilder(
                        "python3",
                        "-c",
                        "import fcntl, sys\nf = open(sys.argv[1], 'w')\nfcntl.lockf(f, fcntl.LOCK_EX)\nprint(1, flush=True)\n"
                                + "sys.stdin.read()",
                        lock.toString())
                .start();
        try {
            assertThat(living.inputReader().readLine()).isEqualTo("1");
            try (ClientName second = ClientName.take(directory, "Moorage host /mnt")) {
                assertThat(second).hasToString("Moorage host /mnt #1");
            }
            living.destroyForcibly();
            assertThat(living.waitFor(20, TimeUnit.SECONDS)).isTrue();
            try (ClientName heir = ClientName.take(directory, "Moorage host /mnt")) {
                assertThat(heir).hasToString("Moorage host /mnt");
            }
        } finally {
            living.destroyForcibly();
        }
    }
}
