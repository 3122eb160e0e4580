package io.moorage.agent.session;

import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.Execution;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agent.task.TaskEngine;
import io.moorage.agentwire.Decoded;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.acs.StartExecMessage;
import io.moorage.agentwire.exec.CommandLine;
import io.moorage.agentwire.exec.ExecMessage;
import io.moorage.agentwire.exec.ExecMessage.ExecEnd;
import io.moorage.agentwire.exec.ExecMessage.ExecInput;
import io.moorage.agentwire.exec.ExecMessage.ExecInputEnd;
import io.moorage.agentwire.exec.ExecMessage.ExecOutput;
import io.moorage.agentwire.exec.ExecMessage.ExecReady;
import io.moorage.agentwire.exec.ExecMessage.ExecResize;
import io.moorage.agentwire.exec.ExecMessage.ExecStart;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Runs commands in containers for who connects to the same session of the control plane. */
public final class ExecSessions {
    private static final Logger LOG = System.getLogger(ExecSessions.class.getName());
    /** As a shell has it for a command that could not be run. */
    private static final int CANNOT_RUN = 126;

    private final Connector connector;
    private final URI endpoint;
    private final String containerInstanceArn;
    private final TaskEngine engine;
    private final ContainerRuntime runtime;
    private final EnvelopeCodec<ExecMessage> codec = ExecMessage.codec();

    /** @param acs whose control plane has the sessions */
    public ExecSessions(
            Connector connector, URI acs, String containerInstanceArn, TaskEngine engine, ContainerRuntime runtime) {
        this.connector = connector;
        this.endpoint = URI.create(acs.toString().replaceFirst("/acs/?$", "/exec/agent"));
        this.containerInstanceArn = containerInstanceArn;
        this.engine = engine;
        this.runtime = runtime;
    }

    /** Returns at once. */
    void start(StartExecMessage order) {
        Thread.ofPlatform().name("exec").daemon().start(() -> {
            try {
                new Session(order).run();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "{0}: {1}", order.sessionId(), e.getMessage());
            }
        });
    }

    private final class Session implements Execution.Output {
        private final StartExecMessage order;
        private final CompletableFuture<Connector.Connection> connection = new CompletableFuture<>();
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private @Nullable Execution execution;

        Session(StartExecMessage order) {
            this.order = order;
        }

        void run() throws IOException {
            Connector.Connection opened = connector.open(
                    endpoint,
                    new TreeMap<>(Map.of("sessionId", order.sessionId(), "containerInstanceArn", containerInstanceArn)),
                    this::received);
            connection.complete(opened);
            say(new ExecReady());
            CompletableFuture.anyOf(opened.closed(), over).join();
            release();
        }

        private synchronized void release() {
            if (execution != null) {
                execution.close();
            }
        }

        /** On the connection's thread, one at a time. */
        private synchronized void received(String frame) {
            if (!(codec.decode(frame) instanceof Decoded.Message<ExecMessage>(ExecMessage message))) {
                return;
            }
            if (message instanceof ExecStart start && execution == null) {
                begin(start);
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
                // What the agent itself says means nothing from there.
                default -> {}
            }
        }

        private void begin(ExecStart start) {
            try {
                String container = engine.running(order.taskArn(), order.containerName())
                        .orElseThrow(() -> new RuntimeFailure("CannotExecuteError", "the container does not run"));
                Execution begun =
                        runtime.execute(container, CommandLine.split(order.command()), start.terminal(), this);
                execution = begun;
                if (start.terminal() && start.rows() > 0) {
                    begun.resize(start.rows(), start.columns());
                }
            } catch (RuntimeFailure e) {
                say(new ExecEnd(CANNOT_RUN, e.reason()));
                over.complete(null);
            }
        }

        private void say(ExecMessage message) {
            CompletableFuture<Void> ignored = connection.thenAccept(open -> open.send(codec.encode(message)));
        }

        @Override
        public void output(byte[] bytes) {
            write(ExecOutput.of(false, bytes));
        }

        @Override
        public void error(byte[] bytes) {
            write(ExecOutput.of(true, bytes));
        }

        /** A command that writes more than is read at the other end waits, as it would for a terminal. */
        private void write(ExecOutput output) {
            CompletableFuture<Void> ignored = connection.thenAccept(open -> open.sendWhenRoom(codec.encode(output)));
        }

        @Override
        public void ended(int exitCode) {
            say(new ExecEnd(exitCode, null));
            // Who asked closes the session when this was read.
        }
    }
}
