package io.moorage.server.files;

import io.moorage.server.process.DetachedProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file server's process. Exports and fences it was last told are in its own state directory. */
public final class FileServerProcess {
    public static final String NAME = "fileserver";
    private static final String MAIN_CLASS = "io.moorage.fileserver.Main";
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms64m",
            "-Xmx256m",
            "-XX:MaxDirectMemorySize=256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED");

    private final Path home;
    private final DetachedProcess process;

    public FileServerProcess(DetachedProcess.Jvm jvm, Path home) {
        this.home = home;
        this.process = new DetachedProcess(
                jvm,
                home,
                new DetachedProcess.Program(
                        NAME,
                        MAIN_CLASS,
                        JVM_OPTIONS,
                        List.of(
                                "--control",
                                controlSocket().toString(),
                                "--state",
                                home.resolve("fileserver").toString(),
                                "--certificate",
                                home.resolve("keys/efs.pem").toString(),
                                "--key",
                                home.resolve("keys/efs-key.pem").toString(),
                                "--identities",
                                identitySocket().toString())));
    }

    public Path controlSocket() {
        return home.resolve("run/fileserver.sock");
    }

    /** Where file servers ask who holds an access key. */
    public Path identitySocket() {
        return home.resolve("run/identity.sock");
    }

    /** For whoever watches it. */
    public DetachedProcess process() {
        return process;
    }

    /** As {@link DetachedProcess#find}. */
    public Optional<ProcessHandle> find() {
        return process.find();
    }

    /** As {@link DetachedProcess#ensureRunning}. */
    public void ensureRunning() {
        process.ensureRunning();
    }

    /** As {@link DetachedProcess#kill}. */
    public void kill() {
        process.kill();
    }
}
