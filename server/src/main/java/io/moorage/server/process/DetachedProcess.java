package io.moorage.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Java process beside the server. It is started in a session of its own, so that it goes on when the server dies, and a
 * running one is adopted by its pid file.
 */
public final class DetachedProcess {
    private static final Logger LOG = System.getLogger(DetachedProcess.class.getName());
    private static final Duration KILL_BOUND = Duration.ofSeconds(10);

    private final Jvm jvm;
    private final Path home;
    private final Program program;

    public DetachedProcess(Jvm jvm, Path home, Program program) {
        this.jvm = jvm;
        this.home = home;
        this.program = program;
    }

    /**
     * What runs it.
     *
     * @param archive of the program's classes, which makes its start quicker; one that does not fit is passed over
     */
    public record Jvm(Path java, String classPath, Optional<Path> archive) {
        /** That of this process, with what was archived of the program. */
        public static Jvm own(String name) {
            return new Jvm(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path"),
                    Optional.ofNullable(System.getProperty("moorage.dist")).map(dist -> Path.of(dist, name + ".aot")));
        }
    }

    /** @param name of its files below the home, such as {@code log/NAME.log} */
    public record Program(String name, String mainClass, List<String> options, List<String> arguments) {
        public Program {
            options = List.copyOf(options);
            arguments = List.copyOf(arguments);
        }
    }

    public String name() {
        return program.name();
    }

    private Path pidFile() {
        return home.resolve("run/" + program.name() + ".pid");
    }

    /** The running process, if there is one. */
    public Optional<ProcessHandle> find() {
        try {
            long pid = Long.parseLong(Files.readString(pidFile()).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOurs);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A pid may have been given to another program since. */
    private boolean isOurs(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .contains(program.mainClass());
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts it unless it runs. */
    public synchronized void ensureRunning() {
        if (find().isPresent()) {
            return;
        }
        try {
            Files.createDirectories(home.resolve("run"));
            Files.createDirectories(home.resolve("log"));
            Process process = new ProcessBuilder(command())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolve("log/" + program.name() + ".log").toFile()))
                    .start();
            // setsid of a process that leads no group becomes the program itself, so this is the program's pid.
            Files.writeString(pidFile(), Long.toString(process.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the " + program.name() + ": " + e.getMessage(), e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("setsid", jvm.java().toString()));
        command.addAll(program.options());
        jvm.archive().ifPresent(file -> command.addAll(List.of("-XX:AOTCache=" + file, "-Xlog:aot=off,cds=off")));
        command.addAll(List.of("-cp", jvm.classPath(), program.mainClass()));
        command.addAll(program.arguments());
        return command;
    }

    /** What is asked of it. */
    public interface Call<T, E extends Exception> {
        /** @throws SocketTimeoutException when it did not answer in time */
        T run() throws IOException, E;
    }

    /** Asks it something. One that does not answer in time is killed and started again, so that no wait for it is without bound. */
    public <T, E extends Exception> T asking(Call<T, E> call) throws IOException, E {
        try {
            return call.run();
        } catch (SocketTimeoutException e) {
            LOG.log(Level.WARNING, "the {0} does not answer and is started anew: {1}", name(), e.getMessage());
            kill();
            ensureRunning();
            throw e;
        }
    }

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
                        "the %s (process %d) did not die within %s"
                                .formatted(program.name(), process.pid(), KILL_BOUND),
                        e);
            }
        });
    }
}
