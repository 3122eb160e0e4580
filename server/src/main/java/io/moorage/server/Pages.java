package io.moorage.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.base.sigv4.Uri;
import io.moorage.server.events.EventFeed;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Moorage's own pages, beside the AWS API: {@code /_moorage/ready}, {@code status}, {@code events}, {@code resolve},
 * {@code listen}, {@code down} and, when simulating, {@code reset}, and {@link FilePages} below {@code fs/}. All that
 * tell or change more than what runs are answered on the trusting listener only.
 */
final class Pages {
    private static final String PREFIX = "/_moorage/";

    private final Supplier<Map<String, Object>> status;
    private final EventFeed events;
    private final FilePages files;
    private final Function<String, Optional<String>> names;
    private final Doors doors;
    private final Runnable down;
    private final Runnable reset;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param names the address of a VPC's name, for this host
     * @param doors where the API is to answer besides loopback
     * @param down takes everything down; returns when it is
     * @param reset empties everything; throws {@link UnsupportedOperationException} when this server keeps real things
     */
    Pages(
            Supplier<Map<String, Object>> status,
            EventFeed events,
            FilePages files,
            Function<String, Optional<String>> names,
            Doors doors,
            Runnable down,
            Runnable reset) {
        this.status = status;
        this.events = events;
        this.files = files;
        this.names = names;
        this.doors = doors;
        this.down = down;
        this.reset = reset;
    }

    PlainRoute route() {
        return new PlainRoute(PREFIX, this::answer);
    }

    private HttpAnswer answer(HttpRequest request) {
        String page = request.rawPath().substring(PREFIX.length());
        boolean post = request.method().equals("POST");
        return switch (page) {
            case "ready" -> text(200, "ready");
            case "status" -> body(status.get());
            case "events" -> events(request);
            case "resolve" -> resolve(request);
            case "listen" -> post ? listen(request) : text(405, "use POST");
            case "down" -> post ? order(request, down) : text(405, "use POST");
            case "reset" -> post ? order(request, reset) : text(405, "use POST");
            default -> page.startsWith(FilePages.PREFIX) ? files(page, request) : absent();
        };
    }

    private static HttpAnswer absent() {
        return text(
                404,
                "no such page; there are ready, status, events, ecs/events, ecs/failovers, resolve, " + FilePages.NAMES
                        + ", listen, down and reset");
    }

    private HttpAnswer files(String page, HttpRequest request) {
        if (!request.trusting()) {
            return text(403, "only on the loopback listener");
        }
        String name = page.substring(FilePages.PREFIX.length());
        try {
            Optional<Object> found =
                    request.method().equals("POST") ? files.post(name, parameters(request)) : files.get(name);
            return found.map(this::body).orElseGet(Pages::absent);
        } catch (IllegalArgumentException e) {
            return text(400, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> parameters(HttpRequest request) {
        Map<String, String> parameters = new HashMap<>();
        Uri.parameters(request.rawQuery())
                .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
        return parameters;
    }

    private HttpAnswer order(HttpRequest request, Runnable work) {
        if (!request.trusting()) {
            return text(403, "only on the loopback listener");
        }
        try {
            work.run();
            return text(200, "done");
        } catch (UnsupportedOperationException e) {
            return text(400, String.valueOf(e.getMessage()));
        }
    }

    private HttpAnswer resolve(HttpRequest request) {
        if (!request.trusting()) {
            return text(403, "only on the loopback listener");
        }
        String name = parameters(request).getOrDefault("name", "");
        return names.apply(name.replaceFirst("\\.$", ""))
                .map(address -> body(new TreeMap<>(Map.of("name", name, "address", address))))
                .orElseGet(() -> text(404, "no VPC has the name " + name));
    }

    private HttpAnswer listen(HttpRequest request) {
        if (!request.trusting()) {
            return text(403, "only on the loopback listener");
        }
        try {
            doors.open(parameters(request).getOrDefault("address", ""));
            return body(doors.list());
        } catch (IllegalArgumentException | IOException e) {
            return text(400, String.valueOf(e.getMessage()));
        }
    }

    private HttpAnswer events(HttpRequest request) {
        if (!request.trusting()) {
            return text(403, "only on the loopback listener");
        }
        try {
            long since = Uri.parameters(request.rawQuery()).stream()
                    .filter(parameter -> parameter.getKey().equals("since"))
                    .mapToLong(parameter -> Long.parseLong(parameter.getValue()))
                    .findFirst()
                    .orElse(0);
            return body(events.since(since));
        } catch (IllegalArgumentException e) {
            return text(400, "since must be milliseconds since the epoch");
        }
    }

    private HttpAnswer body(Object value) {
        try {
            return HttpAnswer.of(
                    200,
                    "application/json",
                    json.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a page of plain values is always JSON", e);
        }
    }

    private static HttpAnswer text(int status, String text) {
        return HttpAnswer.of(status, "text/plain; charset=utf-8", text + "\n");
    }
}
