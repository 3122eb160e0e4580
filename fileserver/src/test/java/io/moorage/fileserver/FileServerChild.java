package io.moorage.fileserver;

import static org.awaitility.Awaitility.await;

import io.moorage.fileserver.control.FileServerClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file server in a process of its own; whoever starts it kills it. */
final class FileServerChild {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final FileServerClient client;

    private FileServerChild(Process process, FileServerClient client) {
        this.process = process;
        this.client = client;
    }

    /** Returns when it answers. */
    static FileServerChild start(Path home, String... more) throws IOException {
        Path socket = home.resolve("control.sock");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.moorage.fileserver.Main",
                "--control",
                socket.toString(),
                "--state",
                home.resolve("state").toString()));
        command.addAll(List.of(more));
        File log = home.resolve("fileserver.log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        FileServerClient client = new FileServerClient(socket, PATIENCE);
        try {
            await("the file server to answer, log in " + log)
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> process.isAlive() && client.ping().processId() == process.pid());
        } catch (RuntimeException | Error failed) {
            process.destroyForcibly();
            throw failed;
        }
        return new FileServerChild(process, client);
    }

    FileServerClient client() {
        return client;
    }

    /** SIGKILL; returns when it is dead. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("process " + process.pid() + " does not die");
        }
    }
}
