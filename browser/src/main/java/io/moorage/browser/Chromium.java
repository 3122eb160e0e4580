package io.moorage.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A headless browser with a profile of its own. */
public final class Chromium implements AutoCloseable {
    private static final String SAYS = "DevTools listening on ";
    private static final long PATIENCE_SECONDS = 20;
    private static final long ORPHAN_SECONDS = 5;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final StringBuilder message = new StringBuilder();

    /** @param profile an empty directory */
    public Chromium(Path profile) throws Exception {
        this.process = new ProcessBuilder(List.of(
                        "/usr/bin/chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-background-timer-throttling",
                        "--disable-backgrounding-occluded-windows",
                        "--disable-renderer-backgrounding",
                        "--hide-scrollbars",
                        "--force-color-profile=srgb",
                        "--lang=en-US",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        this.socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(address(process)), new Listener())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static String address(Process process) throws IOException {
        BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            if (line.startsWith(SAYS)) {
                Thread.ofVirtual().start(() -> errors.lines().forEach(ignored -> {}));
                return line.substring(SAYS.length());
            }
        }
        throw new IOException("chromium ended before it listened");
    }

    /** A tab of its own, without cookies of the others. */
    public Tab tab() throws Exception {
        String context = call("Target.createBrowserContext", null, node())
                .path("browserContextId")
                .asText();
        String target = call(
                        "Target.createTarget",
                        null,
                        node().put("url", "about:blank").put("browserContextId", context))
                .path("targetId")
                .asText();
        String session = call(
                        "Target.attachToTarget",
                        null,
                        node().put("targetId", target).put("flatten", true))
                .path("sessionId")
                .asText();
        return new Tab(this, session);
    }

    ObjectNode node() {
        return json.createObjectNode();
    }

    /** @throws IOException when the browser refuses */
    JsonNode call(String method, @Nullable String session, ObjectNode parameters) throws Exception {
        int id = lastId.incrementAndGet();
        ObjectNode request = node().put("id", id).put("method", method);
        request.set("params", parameters);
        if (session != null) {
            request.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(request.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        JsonNode got = answer.get(PATIENCE_SECONDS * 2, TimeUnit.SECONDS);
        if (got.has("error")) {
            throw new IOException(
                    method + ": " + got.path("error").path("message").asText());
        }
        return got.path("result");
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                String whole = message.toString();
                message.setLength(0);
                try {
                    JsonNode node = json.readTree(whole);
                    CompletableFuture<JsonNode> answer =
                            asked.remove(node.path("id").asInt(-1));
                    if (answer != null) {
                        answer.complete(node);
                    }
                } catch (IOException e) {
                    asked.values().forEach(each -> each.completeExceptionally(e));
                }
            }
            from.request(1);
            return null;
        }
    }

    /** Nothing of it writes into its profile afterwards, so that this can be deleted. */
    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
        List<ProcessHandle> helpers = process.descendants().toList();
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        helpers.forEach(ProcessHandle::destroyForcibly);
        // Where nobody reaps orphans one never ends, and writes nothing all the same.
        Void ignored = CompletableFuture.allOf(
                        helpers.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, ORPHAN_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
