package io.moorage.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** setns(2) and its errors. */
class NamespacesTest {
    private static final String NAME = "moorage-test-" + ProcessHandle.current().pid();

    @Test
    void workSeesTheOtherNamespaceAndTheCallerStaysWhereItWas() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may make network namespaces");
        String here = namespaceOfThisThread();
        run("ip", "netns", "add", NAME);
        try {
            String there = Namespaces.in(Namespaces.named(NAME), NamespacesTest::namespaceOfThisThread);

            assertThat(there).isNotEqualTo(here);
            assertThat(namespaceOfThisThread()).isEqualTo(here);
        } finally {
            run("ip", "netns", "del", NAME);
        }
    }

    @Test
    void whatTheWorkThrowsIsThrown() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may enter network namespaces");
        assertThatThrownBy(() -> Namespaces.in(Path.of("/proc/self/ns/net"), () -> {
                    throw new IOException("mine");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("mine");
    }

    @Test
    void aMissingNamespaceIsToldByErrno() {
        assertThatThrownBy(() -> Namespaces.in(Path.of("/run/netns/there-is-none"), () -> 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there-is-none")
                .hasMessageContaining("errno 2");
    }

    @Test
    void aFileThatIsNoNamespaceIsRefused() {
        assertThatThrownBy(() -> Namespaces.in(Path.of("/proc/self/status"), () -> 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("setns")
                .hasMessageContaining("errno 22");
    }

    private static String namespaceOfThisThread() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
