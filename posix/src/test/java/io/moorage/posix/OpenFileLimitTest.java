package io.moorage.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenFileLimitTest {
    @Test
    void theLimitIsRaisedToTheHardOneAtLeastAndNeverLowered() throws IOException {
        long raised = OpenFileLimit.raise(1 << 20);
        assertThat(softLimit()).isEqualTo(raised);
        assertThat(OpenFileLimit.raise(16)).isEqualTo(raised);
        assertThat(softLimit()).isEqualTo(raised);
    }

    private static long softLimit() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(each -> each.startsWith("Max open files"))
                .findFirst()
                .orElseThrow();
        String soft = line.substring("Max open files".length()).strip().split("\\s+")[0];
        return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
    }
}
