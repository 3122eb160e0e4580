package io.moorage.bench.scale;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link ControlPlane} in a process of its own, which ends with this one. */
final class ServerProcess implements Closeable {
    private static final double TICKS_PER_SECOND = 100;
    private static final int KIBI = 1024;

    private final Path home;
    private final int port;
    private final int machines;
    private Process process;

    /** @param home a directory for its state and log */
    ServerProcess(Path home, int port, int machines) throws IOException {
        this.home = home;
        this.port = port;
        this.machines = machines;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        this.process = launch();
    }

    private Process launch() throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return new ProcessBuilder(List.of(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx1500m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ControlPlane.class.getName(),
                        home.toString(),
                        Integer.toString(port),
                        Integer.toString(machines)))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
    }

    /** Waits until it says that it serves. */
    void awaitReady() throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (!"ready".equals(line)) {
            throw new IOException("the control plane did not start: " + log());
        }
    }

    /** {@code kill -9}; returns when it is dead. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the control plane is still there 10 s after kill -9");
        }
    }

    /** The same home, another process. */
    void startAgain() throws IOException {
        process = launch();
    }

    /** EC2's word that so many more of the machines are off. */
    void lose(int count) {
        new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8).println("lose " + count);
    }

    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    int residentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")) / KIBI)
                .findFirst()
                .orElse(0);
    }

    /** The end of what it logged. */
    String log() throws IOException {
        List<String> lines = Files.readAllLines(home.resolve("log"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
