package io.moorage.agent.docker;

import com.github.dockerjava.api.DockerClient;
import io.moorage.agent.runtime.Execution;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** A command that Docker runs in a container ({@code POST /containers/ID/exec}). */
final class DockerExecution implements Execution {
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

    /** @param engine where the engine listens: the library cannot tell a command that its input has ended */
    static DockerExecution start(
            DockerClient docker,
            HijackedStream.Engine engine,
            String container,
            List<String> command,
            boolean terminal,
            Output output)
            throws IOException {
        String id = docker.execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withTty(terminal)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        HijackedStream stream = engine.post("/exec/" + id + "/start", "{\"Detach\":false,\"Tty\":" + terminal + "}");
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

    @Override
    public void close() {
        stream.close();
    }
}
