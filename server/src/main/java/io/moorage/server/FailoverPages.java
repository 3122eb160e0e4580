package io.moorage.server;

import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.base.sigv4.Uri;
import io.moorage.ecs.events.FailoverDocuments;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code /_moorage/ecs/failovers}: the story of each lost instance as JSON, oldest first. With {@code since=MILLIS} those that
 * were noticed then or later, with {@code cluster=NAME} those of one cluster. On the trusting listener only.
 */
final class FailoverPages {
    private static final String PATH = "/_moorage/ecs/failovers";

    private final Supplier<ReadView> view;

    FailoverPages(Supplier<ReadView> view) {
        this.view = view;
    }

    PlainRoute route() {
        return new PlainRoute(PATH, this::answer);
    }

    private HttpAnswer answer(HttpRequest request) {
        if (!request.trusting()) {
            return text(403, "only on the loopback listener");
        }
        try {
            Instant since = Instant.ofEpochMilli(Long.parseLong(parameter(request, "since", "0")));
            String cluster = parameter(request, "cluster", "");
            return HttpAnswer.of(
                    200,
                    "application/json",
                    FailoverDocuments.of(view.get(), since, cluster).toPrettyString() + "\n");
        } catch (IllegalArgumentException e) {
            return text(400, "since must be milliseconds since the epoch");
        }
    }

    private static String parameter(HttpRequest request, String name, String absent) {
        return Uri.parameters(request.rawQuery()).stream()
                .filter(each -> each.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(absent);
    }

    private static HttpAnswer text(int status, String text) {
        return HttpAnswer.of(status, "text/plain; charset=utf-8", text + "\n");
    }
}
