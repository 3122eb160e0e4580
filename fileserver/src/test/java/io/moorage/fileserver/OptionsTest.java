package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.nfsserver.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void standaloneServesOneDirectory() {
        assertThat(Options.parse("--listen", "127.0.0.1", "--port", "2050", "--dir", "/data", "--state", "/state"))
                .isEqualTo(new Options.Standalone(
                        "127.0.0.1",
                        2050,
                        Path.of("/data"),
                        Path.of("/state"),
                        Options.DEFAULT_LEASE,
                        Dialect.EFS,
                        Options.Security.NONE));
    }

    @Test
    void standaloneHasThePortOfNfsAndAStateOfItsOwnPerDirectory() {
        var one = (Options.Standalone) Options.parse("--listen", "::1", "--dir", "/data/one");
        var two = (Options.Standalone) Options.parse("--listen", "::1", "--dir", "/data/two");
        assertThat(one.port()).isEqualTo(2049);
        assertThat(one.state()).isNotEqualTo(two.state());
    }

    @Test
    void tlsNeedsACertificateAndItsKey() {
        Options.Security security = Options.parse(
                        "--control",
                        "/run/s",
                        "--state",
                        "/state",
                        "--certificate",
                        "/c.pem",
                        "--key",
                        "/k.pem",
                        "--identities",
                        "/run/i")
                .security();
        assertThat(security.certificate()).contains(new Options.PemPair(Path.of("/c.pem"), Path.of("/k.pem")));
        assertThat(security.identities()).contains(Path.of("/run/i"));
        assertThatThrownBy(() -> Options.parse("--control", "/run/s", "--state", "/state", "--key", "/k.pem"))
                .hasMessage("--certificate is missing");
    }

    @Test
    void controlledNeedsASocketAndAState() {
        assertThat(Options.parse("--control", "/run/s", "--state", "/state", "--lease", "10", "--dialect", "rfc"))
                .isEqualTo(new Options.Controlled(
                        Path.of("/run/s"),
                        Path.of("/state"),
                        Duration.ofSeconds(10),
                        Dialect.RFC,
                        Options.Security.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--dir /data | --listen is missing",
                "--listen ::1 | --dir is missing",
                "--control /run/s | --state is missing",
                "--listen | --listen needs a value",
                "--verbose yes | unknown option --verbose",
                "--listen ::1 --dir /d --port 65536 | --port is a number from 0 to 65535, not 65536",
                "--listen ::1 --dir /d --port nfs | --port is a number from 0 to 65535, not nfs",
                "--listen ::1 --dir /d --dialect posix | --dialect is efs or rfc, not posix",
                "--listen ::1 --dir /d --lease 0 | --lease is a number from 1 to 3600, not 0",
            })
    void whatIsWrongIsSaid(String arguments, String message) {
        assertThatThrownBy(() -> Options.parse(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
