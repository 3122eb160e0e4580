package io.moorage.crash.client;

import io.moorage.crash.Commands;
import io.moorage.crash.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The mount helper in a process of its own, as mount(8) starts it. */
final class MountProcess implements AutoCloseable {
    private final Shell shell;
    private final Process process;
    private final Path target;

    private MountProcess(Shell shell, Process process, Path target) {
        this.shell = shell;
        this.process = process;
        this.target = target;
    }

    /** Returns when the root of the server on this port is mounted at the directory, which is made. */
    static MountProcess mount(Shell shell, int port, Path target) throws IOException {
        Files.createDirectories(target);
        List<String> command = new ArrayList<>(shell.inside());
        command.addAll(
                Commands.java("io.moorage.mounthelper.Main", "127.0.0.1:/", target.toString(), "-o", "port=" + port));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        target.resolveSibling(target.getFileName() + ".log").toFile()))
                .start();
        MountProcess mount = new MountProcess(shell, process, target);
        try {
            String verdict = Commands.line(process.inputReader());
            if (!verdict.equals("0")) {
                throw new IOException("the mount helper said: " + verdict);
            }
            return mount;
        } catch (IOException failed) {
            mount.close();
            throw failed;
        }
    }

    /** As this process finds it. */
    Path root() {
        return shell.seen(target);
    }

    /** Whoever still waits on the mount gets an error. */
    @Override
    public void close() throws IOException {
        Commands.kill(process.toHandle());
        try {
            shell.run("umount", "-l", target.toString());
        } catch (IOException notMounted) {
            System.getLogger(MountProcess.class.getName())
                    .log(System.Logger.Level.DEBUG, "unmounting: {0}", notMounted.getMessage());
        }
    }
}
