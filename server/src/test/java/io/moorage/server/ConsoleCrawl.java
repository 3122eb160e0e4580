package io.moorage.server;

import io.moorage.console.frame.Route;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is come to from the console's first page by following its links: one page of each kind. */
final class ConsoleCrawl {
    private static final Pattern LINKED = Pattern.compile(" (?:href|src)=\"/console/([^\"#]*)");

    /** Buttons that send what is chosen on a page, as it is chosen already on a page of one revision. */
    private static final Pattern OFFERED = Pattern.compile(" formaction=\"/console/([^\"]+)\"");

    private static final Pattern CHOSEN = Pattern.compile("name=\"definition\" value=\"([^\"]+)\"></form>");
    private static final Pattern TAB = Pattern.compile("[?&]tab=([^&]+)");

    private final ConsoleVisitor visitor;
    private final List<Route> routes;
    private final Map<String, Stop> stops = new LinkedHashMap<>();
    private final Deque<String> ahead = new ArrayDeque<>(List.of(""));

    /**
     * Where the walk came by.
     *
     * @param route as the router has it, e.g. {@code ecs/clusters/{cluster}}
     * @param path below {@code /console/}, with its query
     */
    record Stop(String route, String path, HttpResponse<String> answer) {
        boolean isPage() {
            return answer.headers().firstValue("content-type").orElse("").startsWith("text/html");
        }

        @Override
        public String toString() {
            return path.isEmpty() ? "overview" : path;
        }
    }

    private ConsoleCrawl(ConsoleVisitor visitor, List<Route> routes) {
        this.visitor = visitor;
        this.routes =
                routes.stream().filter(each -> each.method().equals("GET")).toList();
    }

    static Collection<Stop> of(SimulatedServer server, ConsoleVisitor visitor) throws Exception {
        ConsoleCrawl walk = new ConsoleCrawl(visitor, server.consolePages());
        while (!walk.ahead.isEmpty()) {
            walk.step(walk.ahead.removeFirst());
        }
        return walk.stops.values();
    }

    private void step(String path) throws Exception {
        Optional<Route> route = routes.stream()
                .filter(each -> each.match(path.replaceFirst("\\?.*", "")).isPresent())
                .findFirst();
        String kind = route.map(Route::path).orElse(path)
                + TAB.matcher(path)
                        .results()
                        .map(each -> "?" + each.group(1))
                        .findFirst()
                        .orElse("");
        if (stops.containsKey(kind) || path.startsWith("assets/")) {
            return;
        }
        HttpResponse<String> answer = visitor.get(path);
        Stop stop = new Stop(route.map(Route::path).orElse(path.replaceFirst("\\?.*", "")), path, answer);
        stops.put(kind, stop);
        if (stop.isPage()) {
            found(LINKED, answer.body()).map(each -> each.replace("&amp;", "&")).forEach(ahead::add);
            found(CHOSEN, answer.body())
                    .flatMap(chosen -> found(OFFERED, answer.body()).map(each -> each + "?definition=" + chosen))
                    .forEach(ahead::add);
        }
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult each) -> each.group(1));
    }
}
