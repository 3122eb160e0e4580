package io.moorage.server.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The file server's process. It is started in a session of its own, so that NFS goes on when this server dies, and a
 * running one is adopted by its pid file.
 */
public final class FileServerProcess {
    private static final Duration KILL_BOUND = Duration.ofSeconds(10);
    private static final String MAIN_CLASS = "io.moorage.fileserver.Main";

    private final Path java;
    private final String classPath;
    private final Optional<Path> archive;
    private final Path home;

    /** @param archive of the file server's classes, which makes its start quicker; one that does not fit is passed over */
    public FileServerProcess(Path java, String classPath, Optional<Path> archive, Path home) {
        this.java = java;
        this.classPath = classPath;
        this.archive = archive;
        this.home = home;
    }

    public Path controlSocket() {
        return home.resolve("run/fileserver.sock");
    }

    /** Where file servers ask who holds an access key. */
    public Path identitySocket() {
        return home.resolve("run/identity.sock");
    }

    private Path pidFile() {
        return home.resolve("run/fileserver.pid");
    }

    /** The running process, if there is one. */
    public Optional<ProcessHandle> find() {
        try {
            long pid = Long.parseLong(Files.readString(pidFile()).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(FileServerProcess::isOurs);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A pid may have been given to another program since. */
    private static boolean isOurs(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .contains(MAIN_CLASS);
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts it unless it runs. Exports and fences it was last told are in its own state directory. */
    public synchronized void ensureRunning() {
        if (find().isPresent()) {
            return;
        }
        try {
            Files.createDirectories(home.resolve("run"));
            Files.createDirectories(home.resolve("log"));
            List<String> command = new ArrayList<>(List.of("setsid", java.toString()));
            command.addAll(JVM_OPTIONS);
            archive.ifPresent(file -> command.addAll(List.of("-XX:AOTCache=" + file, "-Xlog:aot=off,cds=off")));
            command.addAll(List.of("-cp", classPath, MAIN_CLASS));
            command.addAll(List.of("--control", controlSocket().toString()));
            command.addAll(List.of("--state", home.resolve("fileserver").toString()));
            command.addAll(List.of("--certificate", home.resolve("keys/efs.pem").toString()));
            command.addAll(List.of("--key", home.resolve("keys/efs-key.pem").toString()));
            command.addAll(List.of("--identities", identitySocket().toString()));
            Process process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolve("log/fileserver.log").toFile()))
                    .start();
            // setsid of a process that leads no group becomes the program itself, so this is the file server's pid.
            Files.writeString(pidFile(), Long.toString(process.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the file server: " + e.getMessage(), e);
        }
    }

    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms64m",
            "-Xmx256m",
            "-XX:MaxDirectMemorySize=256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED");

    /** SIGKILL, and a wait until it is gone: from then on it serves nobody. */
    public synchronized void kill() {
        find().ifPresent(process -> {
            process.destroyForcibly();
            try {
                process.onExit().get(KILL_BOUND.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                throw new IllegalStateException(
                        "the file server (process " + process.pid() + ") did not die within " + KILL_BOUND, e);
            }
        });
    }
}
