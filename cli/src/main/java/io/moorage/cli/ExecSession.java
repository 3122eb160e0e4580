package io.moorage.cli;

import io.moorage.agentwire.Decoded;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.exec.ExecMessage;
import io.moorage.agentwire.exec.ExecMessage.ExecEnd;
import io.moorage.agentwire.exec.ExecMessage.ExecInput;
import io.moorage.agentwire.exec.ExecMessage.ExecInputEnd;
import io.moorage.agentwire.exec.ExecMessage.ExecOutput;
import io.moorage.agentwire.exec.ExecMessage.ExecReady;
import io.moorage.agentwire.exec.ExecMessage.ExecResize;
import io.moorage.agentwire.exec.ExecMessage.ExecStart;
import io.moorage.cli.TerminalMode.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The side of who asked in a session of ExecuteCommand. */
final class ExecSession {
    private static final int BUFFER = 8192;
    private static final Duration LOOK_AT_SIZE = Duration.ofMillis(500);
    /** Who is silent for minutes is cut off by the server. */
    private static final int LOOKS_PER_SIGN = 60;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream errors;
    private final TerminalMode mode;
    private final boolean interactive;
    private final EnvelopeCodec<ExecMessage> codec = ExecMessage.codec();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    /** @param interactive what comes from {@code in} is handed on */
    ExecSession(InputStream in, PrintStream out, PrintStream errors, TerminalMode mode, boolean interactive) {
        this.in = in;
        this.out = out;
        this.errors = errors;
        this.mode = mode;
        this.interactive = interactive;
    }

    /** Returns the command's exit code. */
    int run(SignedApi api, String sessionId, String token) throws IOException {
        WebSocket socket = api.webSocket("/exec/ws", "sessionId=" + sessionId + "&token=" + token, new Listener());
        try {
            return end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UserError told) {
                throw told;
            }
            throw new IOException("the session failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(any -> socket);
        }
    }

    private void received(WebSocket socket, String text) {
        if (!(codec.decode(text) instanceof Decoded.Message<ExecMessage>(ExecMessage message))) {
            return;
        }
        switch (message) {
            case ExecReady _ -> begin(socket);
            case ExecOutput output -> {
                PrintStream to = output.error() ? errors : out;
                to.writeBytes(output.bytes());
                to.flush();
            }
            case ExecEnd ended -> {
                if (ended.failure() == null) {
                    end.complete(ended.exitCode());
                } else {
                    end.completeExceptionally(new UserError(ended.failure()));
                }
            }
            // What this side says itself means nothing from there.
            default -> {}
        }
    }

    private void begin(WebSocket socket) {
        Size size = mode.size();
        say(socket, new ExecStart(mode.isTerminal(), size.rows(), size.columns()));
        if (interactive) {
            Thread.ofPlatform().name("exec-input").daemon().start(() -> type(socket));
        } else {
            say(socket, new ExecInputEnd());
        }
        Thread.ofPlatform().name("exec-size").daemon().start(() -> watch(socket, size));
    }

    private void type(WebSocket socket) {
        byte[] buffer = new byte[BUFFER];
        try {
            int read = in.read(buffer);
            while (read >= 0 && !end.isDone()) {
                say(socket, ExecInput.of(Arrays.copyOf(buffer, read)));
                read = in.read(buffer);
            }
        } catch (IOException e) {
            // There is no more input.
        }
        say(socket, new ExecInputEnd());
    }

    /** Tells of another size of the terminal, and now and then that somebody is there. */
    private void watch(WebSocket socket, Size first) {
        Size known = first;
        for (int looks = 1; !end.isDone(); looks++) {
            Size now = mode.size();
            if (!now.equals(known)) {
                known = now;
                say(socket, new ExecResize(now.rows(), now.columns()));
            }
            if (looks % LOOKS_PER_SIGN == 0) {
                say(socket, ExecInput.of(new byte[0]));
            }
            try {
                Thread.sleep(LOOK_AT_SIZE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** The client takes one send at a time, so sends queue here. */
    private synchronized void say(WebSocket socket, ExecMessage message) {
        String text = codec.encode(message);
        lastSend = lastSend.handle((done, failed) -> socket).thenCompose(open -> open.sendText(text, true));
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String text = partial.toString();
                partial.setLength(0);
                received(socket, text);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            end.completeExceptionally(new UserError("the session ended: " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            end.completeExceptionally(error);
        }
    }
}
