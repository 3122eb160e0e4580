package io.moorage.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.base.sigv4.Uri;
import io.moorage.ecs.events.EventDocuments;
import io.moorage.ecs.events.StateChanges;
import io.moorage.store.ReadView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * {@code /_moorage/ecs/events}: ECS's state changes as server-sent events (HTML standard, "Server-sent events"): first what is
 * remembered, or what came after {@code Last-Event-ID}, then what comes. With {@code follow=false} it ends after the first part.
 * On the trusting listener only.
 */
final class EventPages {
    private static final String PATH = "/_moorage/ecs/events";
    /** More often than a connection may stand still. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private final StateChanges changes;
    private final EventDocuments documents;
    private final Supplier<ReadView> view;

    EventPages(StateChanges changes, EventDocuments documents, Supplier<ReadView> view) {
        this.changes = changes;
        this.documents = documents;
        this.view = view;
    }

    PlainRoute route() {
        return new PlainRoute(PATH, this::answer);
    }

    private HttpAnswer answer(HttpRequest request) {
        if (!request.trusting()) {
            return HttpAnswer.of(403, "text/plain; charset=utf-8", "only on the loopback listener\n");
        }
        String cluster = parameter(request, "cluster");
        boolean follow = !parameter(request, "follow").equals("false");
        String last = Objects.requireNonNullElse(request.header("last-event-id"), "");
        return HttpAnswer.streamed("text/event-stream", out -> write(out, last, cluster, follow));
    }

    private static String parameter(HttpRequest request, String name) {
        try {
            return Uri.parameters(request.rawQuery()).stream()
                    .filter(each -> each.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void write(OutputStream out, String from, String cluster, boolean follow) throws IOException {
        String last = from;
        List<StateChanges.Noted> found = changes.after(last);
        try {
            while (true) {
                for (StateChanges.Noted each : found) {
                    last = each.id();
                    if (cluster.isEmpty() || each.change().clusterName().equals(cluster)) {
                        write(out, each);
                    }
                }
                if (!follow || changes.isClosed()) {
                    return;
                }
                out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                found = changes.await(last, KEEP_ALIVE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(OutputStream out, StateChanges.Noted noted) throws IOException {
        ObjectNode document = documents.of(noted.id(), noted.change(), view.get());
        String event = "id: " + noted.id() + "\nevent: " + noted.change().detailType() + "\ndata: " + document + "\n\n";
        out.write(event.getBytes(StandardCharsets.UTF_8));
    }
}
