package io.moorage.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectExecResponse;
import io.moorage.base.Execution;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** A command that Docker runs in a container ({@code POST /containers/ID/exec}). */
public final class DockerExecution implements Execution {
    private static final Logger LOG = System.getLogger(DockerExecution.class.getName());
    /** Of a command that could not be watched to its end. */
    private static final int UNKNOWN = 255;

    private final DockerClient docker;
    private final String id;
    private final HijackedStream stream;

    private DockerExecution(DockerClient docker, String id, HijackedStream stream) {
        this.docker = docker;
        this.id = id;
        this.stream = stream;
    }

    /**
     * Starts the command; {@code output} is told from a thread of its own.
     *
     * @param engine where {@code docker} listens ({@code unix:///PATH} or {@code tcp://HOST:PORT}): the library cannot tell a command
     *     that its input has ended
     */
    public static DockerExecution start(
            DockerClient docker, URI engine, String container, List<String> command, boolean terminal, Output output)
            throws IOException {
        String id = docker.execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withTty(terminal)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        HijackedStream stream = new HijackedStream.Engine(engine)
                .post("/exec/" + id + "/start", "{\"Detach\":false,\"Tty\":" + terminal + "}");
        DockerExecution execution = new DockerExecution(docker, id, stream);
        Thread.ofPlatform().name("exec-output").daemon().start(() -> execution.read(terminal, output));
        return execution;
    }

    private void read(boolean terminal, Output output) {
        try {
            if (terminal) {
                stream.readPlain(output::output);
            } else {
                stream.readFrames(output::output, output::error);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the output of {0} ended: {1}", id, e.getMessage());
        }
        output.ended(exitCode());
    }

    private int exitCode() {
        try {
            Long code = docker.inspectExecCmd(id).exec().getExitCodeLong();
            return code == null ? UNKNOWN : code.intValue();
        } catch (RuntimeException e) {
            return UNKNOWN;
        }
    }

    @Override
    public void write(byte[] bytes) {
        try {
            stream.write(bytes);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the input of {0} is taken no more: {1}", id, e.getMessage());
        }
    }

    @Override
    public void endInput() {
        try {
            stream.endInput();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the input of {0} had ended: {1}", id, e.getMessage());
        }
    }

    @Override
    public void resize(int rows, int columns) {
        try {
            docker.resizeExecCmd(id).withSize(rows, columns).exec();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "{0} has no size any more: {1}", id, e.getMessage());
        }
    }

    /** Whoever is at a terminal is told that the line is cut (SIGHUP): Docker itself leaves the command running. */
    @Override
    public void close() {
        stream.close();
        try {
            InspectExecResponse state = docker.inspectExecCmd(id).exec();
            if (Boolean.TRUE.equals(state.isRunning())) {
                long pid = Objects.requireNonNull(state.getPidLong());
                new ProcessBuilder("/bin/sh", "-c", "kill -HUP " + pid)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "{0} was not told of the end: {1}", id, e.getMessage());
        }
    }
}
