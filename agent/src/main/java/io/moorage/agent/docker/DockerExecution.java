package io.moorage.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.moorage.agent.runtime.Execution;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** A command that Docker runs in a container ({@code POST /containers/ID/exec}). */
final class DockerExecution implements Execution {
    private static final byte[] END = new byte[0];
    /** Of a command that could not be watched to its end. */
    private static final int UNKNOWN = 255;

    private final DockerClient docker;
    private final String id;
    private final LinkedBlockingQueue<byte[]> input = new LinkedBlockingQueue<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Streams streams;

    private DockerExecution(DockerClient docker, String id, Output output) {
        this.docker = docker;
        this.id = id;
        this.streams = new Streams(output);
    }

    /** @param attached a client that waits for as long as the command runs */
    static DockerExecution start(
            DockerClient docker,
            DockerClient attached,
            String container,
            List<String> command,
            boolean terminal,
            Output output) {
        String id = docker.execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withTty(terminal)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        DockerExecution execution = new DockerExecution(docker, id, output);
        attached.execStartCmd(id)
                .withTty(terminal)
                .withStdIn(execution.new Input())
                .exec(execution.streams);
        return execution;
    }

    @Override
    public void write(byte[] bytes) {
        if (bytes.length > 0) {
            input.add(bytes);
        }
    }

    @Override
    public void endInput() {
        input.add(END);
    }

    @Override
    public void resize(int rows, int columns) {
        docker.resizeExecCmd(id).withSize(rows, columns).exec();
    }

    @Override
    public void close() {
        endInput();
        try {
            streams.close();
        } catch (IOException e) {
            // It is let go either way.
        }
    }

    private final class Streams extends ResultCallback.Adapter<Frame> {
        private final Output output;

        Streams(Output output) {
            this.output = output;
        }

        @Override
        public void onNext(Frame frame) {
            if (frame.getStreamType() == StreamType.STDERR) {
                output.error(frame.getPayload());
            } else {
                output.output(frame.getPayload());
            }
        }

        @Override
        public void onComplete() {
            end();
            super.onComplete();
        }

        @Override
        public void onError(Throwable cause) {
            end();
            super.onError(cause);
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                output.ended(exitCode());
            }
        }
    }

    private int exitCode() {
        try {
            Long code = docker.inspectExecCmd(id).exec().getExitCodeLong();
            return code == null ? UNKNOWN : code.intValue();
        } catch (RuntimeException e) {
            return UNKNOWN;
        }
    }

    /** What {@link #write} was given, as a stream. */
    private final class Input extends InputStream {
        private byte[] current = END;
        private int at;
        private boolean over;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (over) {
                return -1;
            }
            if (at == current.length) {
                try {
                    current = input.take();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
                at = 0;
                if (current.length == 0) {
                    over = true;
                    return -1;
                }
            }
            int count = Math.min(length, current.length - at);
            System.arraycopy(current, at, into, offset, count);
            at += count;
            return count;
        }
    }
}
