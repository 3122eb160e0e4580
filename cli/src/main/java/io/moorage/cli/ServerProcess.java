package io.moorage.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The Moorage server as a process of its own: started detached, found again by its pid file. */
public final class ServerProcess {
    private static final Duration READY_BOUND = Duration.ofSeconds(60);
    private static final Duration DOWN_BOUND = Duration.ofMinutes(2);
    private static final Duration CONNECT_BOUND = Duration.ofSeconds(2);
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(5);
    private static final byte[] NOTHING = {};

    private final MoorageHome home;

    /** What the server answered. */
    public record Answer(int status, String body) {}

    public ServerProcess(MoorageHome home) {
        this.home = home;
    }

    /** The running server, if its process is alive. */
    public Optional<ProcessHandle> find() {
        return pid(pidFile()).filter(ServerProcess::isMoorage);
    }

    public Path logFile() {
        return home.log().resolve("server.log");
    }

    public Path pidFile() {
        return home.run().resolve("server.pid");
    }

    /** Reads a pid file; a process that is gone or was never there is empty. */
    public static Optional<ProcessHandle> pid(Path file) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A pid may have been given to another program since; ours shows its main class. */
    private static boolean isMoorage(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .contains("io.moorage.");
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts the server detached from this terminal; returns when it answers, or says why it does not. */
    public void start(List<String> options) {
        try {
            Files.createDirectories(home.log());
            Files.createDirectories(
                    home.run(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            List<String> all =
                    new ArrayList<>(List.of("--home", home.directory().toString(), "--name", home.name()));
            all.addAll(List.of("--port", Integer.toString(home.port()), "--region", home.region()));
            all.addAll(options);
            List<String> command = new ArrayList<>(List.of("setsid", "--fork"));
            command.addAll(home.serverCommand(all));
            new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the server: " + e.getMessage(), e);
        }
        awaitReady();
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + READY_BOUND.toNanos();
        while (System.nanoTime() < deadline) {
            if (answers()) {
                return;
            }
            pause();
        }
        throw new UserError("the server did not answer at " + home.endpoint() + " within " + READY_BOUND.toSeconds()
                + " s; its log is " + logFile());
    }

    /** True when the endpoint answers as a ready Moorage. */
    public boolean answers() {
        return get("/_moorage/ready").filter(answer -> answer.status() == 200).isPresent();
    }

    public Optional<Answer> get(String path) {
        return send("GET", path, Map.of(), NOTHING, ANSWER_BOUND);
    }

    public Optional<Answer> get(String path, Map<String, String> headers) {
        return send("GET", path, headers, NOTHING, ANSWER_BOUND);
    }

    public Optional<Answer> post(String path, Map<String, String> headers, byte[] body) {
        return send("POST", path, headers, body, ANSWER_BOUND);
    }

    /**
     * Hands each line of a page to {@code line} as it comes.
     *
     * @return false when no server answers; true when the page ended
     */
    public boolean lines(String path, Map<String, String> headers, Consumer<String> line) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(home.endpoint() + path).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) CONNECT_BOUND.toMillis());
            headers.forEach(connection::setRequestProperty);
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                reader.lines().forEach(line);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** Not with java.net.http: its client reads all the JDK's certificate authorities before it asks anything in clear. */
    private Optional<Answer> send(
            String method, String path, Map<String, String> headers, byte[] content, Duration bound) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(home.endpoint() + path).toURL().openConnection(Proxy.NO_PROXY);
            connection.setRequestMethod(method);
            connection.setConnectTimeout((int) CONNECT_BOUND.toMillis());
            connection.setReadTimeout((int) bound.toMillis());
            headers.forEach(connection::setRequestProperty);
            if (content.length > 0) {
                connection.setDoOutput(true);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(content);
                }
            }
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return Optional.of(new Answer(
                        status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Asks the server to take everything down and end; false when it did not end within the bound. */
    public boolean takeDown(ProcessHandle process) {
        send("POST", "/_moorage/down", Map.of(), NOTHING, DOWN_BOUND);
        long deadline = System.nanoTime() + DOWN_BOUND.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            pause();
        }
        return !process.isAlive();
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }
}
