package io.moorage.agent.session;

import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agent.task.TaskEngine;
import io.moorage.agentwire.acs.StartExecMessage;
import io.moorage.agentwire.exec.CommandHost;
import io.moorage.agentwire.exec.CommandLine;
import io.moorage.base.Execution;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Runs commands in containers for who connects to the same session of the control plane. */
public final class ExecSessions {
    private static final Logger LOG = System.getLogger(ExecSessions.class.getName());

    private final Connector connector;
    private final URI endpoint;
    private final String containerInstanceArn;
    private final TaskEngine engine;
    private final ContainerRuntime runtime;

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

    private final class Session implements CommandHost.Channel {
        private final StartExecMessage order;
        private final CompletableFuture<Connector.Connection> connection = new CompletableFuture<>();
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private final CommandHost host = new CommandHost(this::execute, this);

        Session(StartExecMessage order) {
            this.order = order;
        }

        void run() throws IOException {
            Connector.Connection opened = connector.open(
                    endpoint,
                    new TreeMap<>(Map.of("sessionId", order.sessionId(), "containerInstanceArn", containerInstanceArn)),
                    host::received);
            connection.complete(opened);
            host.begin();
            CompletableFuture.anyOf(opened.closed(), over).join();
            host.release();
        }

        private Execution execute(boolean terminal, Execution.Output output) throws CommandHost.CannotRun {
            try {
                String container = engine.running(order.taskArn(), order.containerName())
                        .orElseThrow(() -> new RuntimeFailure("CannotExecuteError", "the container does not run"));
                return runtime.execute(container, CommandLine.split(order.command()), terminal, output);
            } catch (RuntimeFailure e) {
                throw new CommandHost.CannotRun(e.reason());
            }
        }

        @Override
        public void say(String frame) {
            CompletableFuture<Void> ignored = connection.thenAccept(open -> open.send(frame));
        }

        @Override
        public void sayWhenRoom(String frame) {
            CompletableFuture<Void> ignored = connection.thenAccept(open -> open.sendWhenRoom(frame));
        }

        @Override
        public void over() {
            over.complete(null);
        }
    }
}
