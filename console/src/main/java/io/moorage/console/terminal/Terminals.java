package io.moorage.console.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.WebSocketConnection;
import io.moorage.awsapi.WebSocketListener;
import io.moorage.awsapi.dispatch.JsonCalls;
import io.moorage.awsapi.dispatch.LocalSockets;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Parameters;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Between a browser's terminal and a session of ExecuteCommand or StartSession: the session is asked for as whoever is signed in, and from then on what
 * one side says is handed to the other as it is, in the words of the session's own channel.
 */
public final class Terminals {
    /** Where a browser asks for one. */
    public static final String PATH = Links.to("terminal");

    private static final String OF_TASKS = "/exec/ws";
    private static final String OF_INSTANCES = "/session/ws";
    private static final int NORMAL = 1000;

    private final JsonCalls calls;
    private final LocalSockets sockets;
    private final Set<Bridge> open = ConcurrentHashMap.newKeySet();

    public Terminals(JsonCalls calls, LocalSockets sockets) {
        this.calls = calls;
        this.sockets = sockets;
    }

    /**
     * What becomes of a browser's connection.
     *
     * @param asked {@code instance}, or {@code cluster}, {@code task}, {@code container} and {@code command}
     * @param who is signed in, now; empty as soon as nobody is
     */
    public WebSocketListener open(Parameters asked, Supplier<Optional<JsonCalls.From>> who) {
        return new Bridge(asked, who);
    }

    /** Somebody may have been signed out: their terminals end, whatever runs in them. */
    public void endThoseOfNobody() {
        open.forEach(Bridge::endIfOfNobody);
    }

    /** A session, and the channel that one connects to it by. */
    private record Opened(String channel, String id, String token) {}

    private final class Bridge implements WebSocketListener {
        private final Parameters asked;
        private final Supplier<Optional<JsonCalls.From>> who;
        private volatile @Nullable WebSocketConnection browser;
        private @Nullable WebSocketListener session;

        Bridge(Parameters asked, Supplier<Optional<JsonCalls.From>> who) {
            this.asked = asked;
            this.who = who;
        }

        @Override
        public void onOpen(WebSocketConnection browser) {
            this.browser = browser;
            open.add(this);
            try {
                JsonCalls.From from = who.get().orElseThrow(Terminals::nobody);
                Opened opened = open(from);
                WebSocketListener far =
                        sockets.open(opened.channel(), Map.of("sessionId", opened.id(), "token", opened.token()), from);
                browser.send(message("Session", said -> said.put("sessionId", opened.id())));
                session = far;
                far.onOpen(browser);
            } catch (AwsException e) {
                refuse(browser, e);
            } catch (IOException e) {
                browser.close(NORMAL, "The browser is gone");
            }
        }

        void endIfOfNobody() {
            WebSocketConnection connection = browser;
            if (connection != null && who.get().isEmpty()) {
                refuse(connection, nobody());
            }
        }

        private Opened open(JsonCalls.From from) {
            Aws aws = new Aws(calls, from);
            return asked.find("instance").map(instance -> shell(aws, instance)).orElseGet(() -> execute(aws));
        }

        private Opened shell(Aws aws, String instance) {
            JsonNode opened = aws.call("ssm", "StartSession", in -> in.put("Target", instance));
            return new Opened(
                    OF_INSTANCES,
                    opened.path("SessionId").asText(),
                    opened.path("TokenValue").asText());
        }

        private Opened execute(Aws aws) {
            JsonNode opened = aws.call("ecs", "ExecuteCommand", in -> in.put("cluster", asked.get("cluster"))
                            .put("task", asked.get("task"))
                            .put("container", asked.get("container"))
                            .put("command", asked.get("command"))
                            .put("interactive", true))
                    .path("session");
            return new Opened(
                    OF_TASKS,
                    opened.path("sessionId").asText(),
                    opened.path("tokenValue").asText());
        }

        /** Whoever was signed out, or lost the key, types no further. */
        @Override
        public void onText(WebSocketConnection browser, String text) {
            WebSocketListener far = session;
            if (far == null) {
                return;
            }
            if (who.get().isEmpty()) {
                refuse(browser, nobody());
                return;
            }
            far.onText(browser, text);
        }

        @Override
        public void onClose(int code, String reason) {
            open.remove(this);
            WebSocketListener far = session;
            if (far != null) {
                far.onClose(code, reason);
            }
        }
    }

    private static void refuse(WebSocketConnection browser, AwsException refusal) {
        try {
            browser.send(message("Refused", said -> said.put("code", refusal.code())
                    .put("message", refusal.getMessage())
                    .put("advice", Advice.sentence(refusal))));
        } catch (IOException e) {
            // It is gone, and need not be told.
        }
        browser.close(NORMAL, "Refused");
    }

    private static AwsException nobody() {
        return new AwsException("ExpiredTokenException", 403, "The security token included in the request is expired.");
    }

    /** In the form of the channel's own messages. */
    private static String message(String type, Consumer<ObjectNode> content) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("type", type);
        content.accept(envelope.putObject("message"));
        return envelope.toString();
    }
}
