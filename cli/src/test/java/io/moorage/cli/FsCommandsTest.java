package io.moorage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.fileserver.control.FileServerClient;
import io.moorage.fileserver.control.FileSystemTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code moorage fs} as people type it, against a file server's process. */
class FsCommandsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Path socket;
    private final Process server;

    FsCommandsTest(@TempDir Path home) throws IOException {
        this.home = home;
        this.socket = Files.createDirectory(home.resolve("run")).resolve("fileserver.sock");
        List<String> command = java("io.moorage.fileserver.Main");
        command.addAll(List.of(
                "--control", socket.toString(), "--state", home.resolve("state").toString()));
        this.server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("fileserver.log").toFile())
                .start();
    }

    @BeforeEach
    void declareFileSystem() throws IOException {
        Path files = Files.createDirectories(home.resolve("efs/fs-01"));
        FileServerClient client = new FileServerClient(socket, PATIENCE);
        Awaitility.await("the file server")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> client.declare(
                                List.of(),
                                List.of(new FileSystemTerms(
                                        "fs-01",
                                        files.toString(),
                                        "arn:fs-01",
                                        false,
                                        null,
                                        "elastic",
                                        null,
                                        false,
                                        null,
                                        List.of())))
                        != null);
    }

    @AfterEach
    void kill() throws InterruptedException {
        server.destroyForcibly();
        assertThat(server.waitFor()).isNotZero();
    }

    @Test
    void whatIsCopiedInIsListedSummedReadAndCopiedOut() throws Exception {
        Path tree = Files.createDirectory(home.resolve("tree"));
        Files.createDirectory(tree.resolve("sub"));
        Files.write(tree.resolve("big"), new byte[3 << 20]);
        Files.writeString(tree.resolve("sub/small"), "hello");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("big"));

        assertThat(ok("fs", "cp", "-r", tree.toString(), "fs-01:/").errors()).contains("passed over");
        assertThat(ok("fs", "ls", "fs-01:/tree").output()).isEqualTo("big\nsub/\n");
        assertThat(ok("fs", "ls", "-l", "fs-01:tree").output())
                .contains("-rw-r--r--  1")
                .contains("3145728");
        assertThat(ok("fs", "cat", "fs-01:/tree/sub/small").output()).isEqualTo("hello");
        assertThat(ok("fs", "du", "-b", "fs-01:/tree").output())
                .isEqualTo("12288\t/tree/sub\n" + ((3 << 20) + 2048 + 12288 + 6144) + "\t/tree\n");
        ok("fs", "cp", "-r", "fs-01:/tree", home.resolve("out").toString());
        assertThat(home.resolve("out/big")).hasSameBinaryContentAs(tree.resolve("big"));
        assertThat(home.resolve("out/sub/small")).hasContent("hello");
        assertThat(ok("fs", "top", "-d", "0.1").output()).isEqualTo("No client is connected.\n");
        assertThat(ok("fs", "top", "-o").output()).isEqualTo("No file is open.\n");
    }

    @Test
    void mistakesAreToldInWords() throws Exception {
        assertThat(refused("fs", "cat", "fs-01:/nothing")).contains("/nothing: there is no such file or directory");
        assertThat(refused("fs", "ls", "/tmp")).contains("no place in a file system; write it as fs-");
        assertThat(refused("fs", "ls", "fs-02")).contains("there is no file system fs-02");
        assertThat(refused("fs", "cp", "a", "b")).contains("one of the two must be a place in a file system");
        assertThat(refused("fs", "cp", "fs-01:/", home.toString())).contains("copy it with -r");
        assertThat(refused("fs", "usage")).contains("no Moorage answers at").contains("moorage up");
        server.destroyForcibly();
        assertThat(server.waitFor()).isNotZero();
        assertThat(refused("fs", "ls", "fs-01:/")).contains("cannot be asked");
    }

    private Commands.Result ok(String... arguments) {
        Commands.Result result = run(arguments);
        assertThat(result.errors()).doesNotContain("Exception");
        assertThat(result.status()).as(result.errors()).isZero();
        return result;
    }

    private String refused(String... arguments) {
        Commands.Result result = run(arguments);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errors()).startsWith("moorage: ").doesNotContain("\tat ");
        return result.errors();
    }

    private Commands.Result run(String... arguments) {
        List<String> command = java("io.moorage.cli.Main");
        command.addAll(List.of(arguments));
        return Commands.run(PATIENCE, Map.of("MOORAGE_HOME", home.toString(), "MOORAGE_PORT", "1"), command);
    }

    private static List<String> java(String main) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    }
}
