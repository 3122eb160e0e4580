package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.console.ecs.Ecs.Piece;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.html.Html;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Tasks of a cluster, or of a part of it. So few that they can be had at a glance are had whole, and filter and sort by
 * every column; of more, ECS is asked for a piece at a time, narrowed by what {@code ListTasks} narrows by.
 */
final class TaskList {
    /** So many hundreds are had whole. */
    private static final int WHOLE = 2;

    /** Members of {@code ListTasks} by fields of the form. */
    private static final Map<String, String> NARROWED = Map.of(
            "by", "family",
            "service", "serviceName",
            "started", "startedBy",
            "instance", "containerInstance");

    private final Ask ask;
    private final String cluster;
    private final Consumer<ObjectNode> narrowed;

    /** @param narrowed members of {@code ListTasks} that say of which part */
    TaskList(Ask ask, String cluster, Consumer<ObjectNode> narrowed) {
        this.ask = ask;
        this.cluster = cluster;
        this.narrowed = narrowed;
    }

    /** @param listing with the column that says where each is; none in the list of one instance's tasks */
    Html render(Function<List<Column<JsonNode>>, Listing<JsonNode>> listing) {
        boolean pieces = Stream.of("status", "by", "service", "started", "instance", "token")
                .anyMatch(each -> ask.query().find("tasks-" + each).isPresent());
        if (!pieces) {
            Piece running = piece("RUNNING", "", WHOLE);
            Piece stopped = running.isLast() ? piece("STOPPED", "", WHOLE) : running;
            if (stopped.isLast()) {
                List<String> all = Stream.concat(running.arns().stream(), stopped.arns().stream())
                        .toList();
                List<JsonNode> tasks = Ecs.tasks(ask.aws(), cluster, all);
                return at(tasks, listing).render(tasks, ask.query());
            }
        }
        Piece piece = piece(status(), ask.query().get("tasks-token"), 1);
        List<JsonNode> tasks = Ecs.tasks(ask.aws(), cluster, piece.arns());
        return at(tasks, listing).renderPiece(tasks, ask.query(), narrowing(), piece.next(), total(piece));
    }

    private Listing<JsonNode> at(List<JsonNode> tasks, Function<List<Column<JsonNode>>, Listing<JsonNode>> listing) {
        return listing.apply(
                fixed().has(NARROWED.get("instance"))
                        ? List.of()
                        : List.of(Places.of(ask.aws(), cluster, tasks).column()));
    }

    private ObjectNode fixed() {
        ObjectNode fixed = JsonNodeFactory.instance.objectNode();
        narrowed.accept(fixed);
        return fixed;
    }

    private Piece piece(String status, String token, int pieces) {
        return Ecs.piece(ask.aws(), "ListTasks", "taskArns", token, pieces, in -> {
            in.put("cluster", cluster).put("desiredStatus", status);
            NARROWED.forEach(
                    (field, member) -> ask.query().find("tasks-" + field).ifPresent(value -> in.put(member, value)));
            narrowed.accept(in);
        });
    }

    private String status() {
        return ask.query().get("tasks-status").equals("STOPPED") ? "STOPPED" : "RUNNING";
    }

    private String total(Piece piece) {
        boolean whole = piece.isLast() && ask.query().get("tasks-token").isEmpty();
        return whole ? Integer.toString(piece.arns().size()) : piece.arns().size() + " at a time";
    }

    private Html narrowing() {
        ObjectNode fixed = fixed();
        return Html.of(
                """
                <label>Desired status<select name="tasks-status">{}{}</select></label>{}{}{}{}""",
                option("RUNNING"),
                option("STOPPED"),
                field("Family", "by"),
                field("Service", "service").when(fixed.isEmpty()),
                field("Container instance", "instance").when(!fixed.has(NARROWED.get("instance"))),
                field("Started by", "started").when(fixed.isEmpty()));
    }

    private Html field(String label, String name) {
        return Html.of(
                "<label>{}<input name=\"tasks-{}\" value=\"{}\" spellcheck=\"false\"></label>",
                label,
                name,
                ask.query().get("tasks-" + name));
    }

    private Html option(String status) {
        return Html.of("<option{}>{}</option>", Html.of(" selected").when(status.equals(status())), status);
    }
}
