package io.moorage.agentwire.exec;

import io.moorage.agentwire.Decoded;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.exec.ExecMessage.ExecEnd;
import io.moorage.agentwire.exec.ExecMessage.ExecInput;
import io.moorage.agentwire.exec.ExecMessage.ExecInputEnd;
import io.moorage.agentwire.exec.ExecMessage.ExecOutput;
import io.moorage.agentwire.exec.ExecMessage.ExecReady;
import io.moorage.agentwire.exec.ExecMessage.ExecResize;
import io.moorage.agentwire.exec.ExecMessage.ExecStart;
import io.moorage.base.Execution;
import org.jspecify.annotations.Nullable;

/** The end of a session where its command runs. Says {@link ExecReady} first, runs the command when told to start, and goes between. */
public final class CommandHost implements Execution.Output {
    /** As a shell has it for a command that could not be run. */
    private static final int CANNOT_RUN = 126;

    private final Command command;
    private final Channel channel;
    private final EnvelopeCodec<ExecMessage> codec = ExecMessage.codec();
    private volatile @Nullable Execution execution;
    private volatile boolean released;

    public CommandHost(Command command, Channel channel) {
        this.command = command;
        this.channel = channel;
    }

    /** What the session is for. */
    @FunctionalInterface
    public interface Command {
        Execution run(boolean terminal, Execution.Output output) throws CannotRun;
    }

    /** The message is for whoever asked. */
    public static final class CannotRun extends Exception {
        private static final long serialVersionUID = 1;

        public CannotRun(String message) {
            super(message);
        }
    }

    /** To the other end. */
    public interface Channel {
        void say(String frame);

        /** Says it when the other end has read enough of what was said before; the command waits, as it would for a terminal. */
        void sayWhenRoom(String frame);

        /** Nothing runs that could say more. */
        void over();
    }

    public void begin() {
        channel.say(codec.encode(new ExecReady()));
    }

    /** One frame at a time. */
    public synchronized void received(String frame) {
        if (released || !(codec.decode(frame) instanceof Decoded.Message<ExecMessage>(ExecMessage message))) {
            return;
        }
        if (message instanceof ExecStart start && execution == null) {
            start(start);
            return;
        }
        Execution running = execution;
        if (running == null) {
            return;
        }
        switch (message) {
            case ExecInput input -> running.write(input.bytes());
            case ExecInputEnd _ -> running.endInput();
            case ExecResize size -> running.resize(size.rows(), size.columns());
            // What this end itself says means nothing from there.
            default -> {}
        }
    }

    private void start(ExecStart start) {
        try {
            Execution begun = command.run(start.terminal(), this);
            execution = begun;
            if (released) {
                begun.close();
            } else if (start.terminal() && start.rows() > 0) {
                begun.resize(start.rows(), start.columns());
            }
        } catch (CannotRun e) {
            channel.say(codec.encode(new ExecEnd(CANNOT_RUN, e.getMessage())));
            channel.over();
        }
    }

    /** The other end is gone: the command is let go. Waits for no input that the command does not take. */
    public void release() {
        released = true;
        Execution running = execution;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public void output(byte[] bytes) {
        channel.sayWhenRoom(codec.encode(ExecOutput.of(false, bytes)));
    }

    @Override
    public void error(byte[] bytes) {
        channel.sayWhenRoom(codec.encode(ExecOutput.of(true, bytes)));
    }

    /** Who asked closes the session when this was read. */
    @Override
    public void ended(int exitCode) {
        channel.say(codec.encode(new ExecEnd(exitCode, null)));
    }
}
