package io.moorage.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Other processes. None is waited for without a bound: a disk without power may keep one for ever. */
public final class Commands {
    private static final long SECONDS = 300;

    private Commands() {}

    /** This program's Java with this program's classes. */
    public static List<String> java(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The next line that a process says; empty at its end. */
    public static String line(BufferedReader said) throws IOException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                String text = said.readLine();
                return text == null ? "" : text;
            } catch (IOException broken) {
                return "";
            }
        });
        try {
            return line.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("a process says nothing", failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process was listened to", stop);
        }
    }

    /** SIGKILL; returns when it is dead. */
    public static void kill(ProcessHandle process) throws IOException {
        process.destroyForcibly();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (process.isAlive()) {
            if (System.nanoTime() - until > 0) {
                throw new IOException("process " + process.pid() + " does not die");
            }
            LockSupport.parkNanos(process, TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
