package io.moorage.console.efs;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.console.efs.Storage.Entry;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilePagesTest {
    /** POSIX, "ls", option -l: the file mode's setuid, setgid and sticky bits. */
    @ParameterizedTest
    @CsvSource({
        "d, 0755, drwxr-xr-x",
        "d, 01777, drwxrwxrwt",
        "-, 0640, -rw-r-----",
        "-, 04755, -rwsr-xr-x",
        "-, 04644, -rwSr--r--",
        "-, 02644, -rw-r-Sr--",
        "d, 01770, drwxrwx--T",
    })
    void permissionsAreWrittenAsLsDoes(String type, String mode, String written) {
        Entry entry = new Entry("name", type, Integer.parseInt(mode, 8), 0, 0, 0, Instant.EPOCH, "");
        assertThat(FilePages.permissions(entry)).isEqualTo(written);
    }
}
