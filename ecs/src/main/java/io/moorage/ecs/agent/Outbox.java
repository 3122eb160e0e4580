package io.moorage.ecs.agent;

import io.moorage.agentwire.CloseCodes;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.awsapi.WebSocketConnection;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Sends to one agent from a virtual thread of its own, so that a slow agent delays nobody. */
final class Outbox implements Transport {
    /** An agent so far behind is as good as gone: it connects anew and is told what still matters. */
    private static final int MOST_WAITING = 10_000;

    private final EnvelopeCodec<AcsMessage> codec;
    private final WebSocketConnection connection;
    private final BlockingQueue<AcsMessage> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread sender;

    Outbox(EnvelopeCodec<AcsMessage> codec, WebSocketConnection connection, String name) {
        this.codec = codec;
        this.connection = connection;
        this.sender = Thread.ofVirtual().name("acs-outbox-" + name).unstarted(this::run);
    }

    void start() {
        sender.start();
    }

    @Override
    public void send(AcsMessage message) {
        if (!waiting.offer(message)) {
            Thread.ofVirtual().start(() -> connection.close(CloseCodes.SERVER_ERROR, "The agent reads too slowly"));
        }
    }

    @Override
    public void close(int code, String reason) {
        // Not by the sender: it may be stuck in a send.
        Thread.ofVirtual().start(() -> {
            connection.close(code, reason);
            sender.interrupt();
        });
    }

    /** The connection is gone. */
    void stop() {
        sender.interrupt();
    }

    private void run() {
        try {
            while (connection.isOpen()) {
                connection.send(codec.encode(waiting.take()));
            }
        } catch (IOException e) {
            connection.close(CloseCodes.SERVER_ERROR, "Sending failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
