package io.moorage.agent.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Mounter#reachable}: "at the address it had or has"; names are served by the control plane's machine and fail with it. */
final class ServerAddressesTest {
    @TempDir
    Path home = Path.of("");

    @Test
    void theyOutliveTheAgent() throws Exception {
        Path file = home.resolve("data/file-servers");
        ServerAddresses first = new ServerAddresses(file);
        first.note("us-east-1a.fs-1.efs.us-east-1.amazonaws.com", InetAddress.ofLiteral("172.31.0.5"));
        first.note("fs-2", InetAddress.ofLiteral("2001:db8::5"));
        Files.writeString(file, Files.readString(file) + "cut sho");
        ServerAddresses second = new ServerAddresses(file);
        assertThat(second.of("us-east-1a.fs-1.efs.us-east-1.amazonaws.com"))
                .contains(InetAddress.ofLiteral("172.31.0.5"));
        assertThat(second.of("fs-2")).contains(InetAddress.ofLiteral("2001:db8::5"));
        assertThat(second.of("cut")).isEmpty();
        assertThat(second.of("fs-3")).isEmpty();
    }
}
