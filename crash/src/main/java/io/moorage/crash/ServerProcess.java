package io.moorage.crash;

import io.moorage.fileserver.control.FileServerClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A file server in a process of its own. */
final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ProcessHandle process;
    private final FileServerClient client;

    private ServerProcess(ProcessHandle process, FileServerClient client) {
        this.process = process;
        this.client = client;
    }

    /** Returns at once. */
    static ServerProcess start(Shell shell, Path home, Path state, int leaseSeconds) throws IOException {
        Path socket = home.resolve("control.sock");
        List<String> command = Commands.java(
                "io.moorage.fileserver.Main",
                "--control",
                socket.toString(),
                "--state",
                state.toString(),
                "--lease",
                Integer.toString(leaseSeconds));
        return new ServerProcess(
                shell.start(command, home.resolve("fileserver.log")), new FileServerClient(socket, PATIENCE));
    }

    /** Returns when it answers. */
    ServerProcess await() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (client.ping().processId() == process.pid()) {
                    return this;
                }
            } catch (IOException | FileServerClient.RefusedException notYet) {
                if (!process.isAlive()) {
                    throw new IOException("the file server ended", notYet);
                }
                if (System.nanoTime() - until > 0) {
                    throw new IOException("the file server does not answer", notYet);
                }
            }
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    FileServerClient client() {
        return client;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; what waits for a disk in the kernel dies when that answers, and says nothing more. */
    void beginToKill() {
        boolean ignored = process.destroyForcibly();
    }

    /** SIGKILL; returns when it is dead. */
    void kill() throws IOException {
        Commands.kill(process);
    }
}
