package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** ECS's lists, which tell ARNs, followed by its descriptions, which tell what they mean. */
final class Ecs {
    static final String NAME = "ecs";
    static final List<String> TOPICS = List.of("ecs");

    private Ecs() {}

    static JsonNode call(Aws aws, String operation, Consumer<ObjectNode> input) {
        return aws.call(NAME, operation, input);
    }

    /** The ARNs a list operation tells, page after page. */
    static Rows<String> arns(Aws aws, String operation, String member, Consumer<ObjectNode> input) {
        return aws.all(NAME, operation, member, "nextToken", input).map(JsonNode::asText);
    }

    /** Descriptions of all of {@code arns}, asked for so many at a time as the operation takes. */
    static List<JsonNode> described(
            Aws aws, String operation, String member, List<String> arns, int atOnce, Consumer<ObjectNode> input) {
        List<JsonNode> all = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += atOnce) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + atOnce));
            JsonNode answer = call(aws, operation, in -> {
                input.accept(in);
                put(in, member, some);
            });
            answer.path(member).forEach(all::add);
        }
        return all;
    }

    static List<JsonNode> tasks(Aws aws, String cluster, List<String> arns) {
        return described(aws, "DescribeTasks", "tasks", arns, 100, in -> in.put("cluster", cluster));
    }

    /**
     * A piece of a list.
     *
     * @param next the token of the one after it; empty at the end
     */
    record Piece(List<String> arns, String next) {
        boolean isLast() {
            return next.isEmpty();
        }
    }

    /** At most {@code pieces} hundred ARNs from {@code token} on. */
    static Piece piece(Aws aws, String operation, String member, String token, int pieces, Consumer<ObjectNode> input) {
        List<String> arns = new ArrayList<>();
        String next = token;
        for (int i = 0; i < pieces && (i == 0 || !next.isEmpty()); i++) {
            String from = next;
            Consumer<ObjectNode> asked = in -> {
                input.accept(in);
                if (!from.isEmpty()) {
                    in.put("nextToken", from);
                }
            };
            JsonNode answer = i == 0 ? call(aws, operation, asked) : aws.callUntold(NAME, operation, asked);
            answer.path(member).forEach(arn -> arns.add(arn.asText()));
            next = answer.path("nextToken").asText("");
        }
        return new Piece(arns, next);
    }

    static ObjectNode input(Consumer<ObjectNode> filled) {
        ObjectNode in = JsonNodeFactory.instance.objectNode();
        filled.accept(in);
        return in;
    }

    static void put(ObjectNode node, String member, List<String> values) {
        ArrayNode array = node.putArray(member);
        values.forEach(array::add);
    }

    static String clusterHref(String cluster) {
        return Links.to(NAME, "clusters", cluster);
    }

    static String taskHref(String cluster, String taskArn) {
        return Links.to(NAME, "clusters", cluster, "tasks", Links.nameOf(taskArn));
    }

    static String serviceHref(String cluster, String service) {
        return Links.to(NAME, "clusters", cluster, "services", service);
    }

    static String instanceHref(String cluster, String instanceArn) {
        return Links.to(NAME, "clusters", cluster, "instances", Links.nameOf(instanceArn));
    }

    /** @param definition ARN or {@code family:revision} */
    static String definitionHref(String definition) {
        String name = Links.nameOf(definition);
        int colon = name.lastIndexOf(':');
        return colon < 0
                ? Links.to(NAME, "task-definitions", name)
                : Links.to(NAME, "task-definitions", name.substring(0, colon), name.substring(colon + 1));
    }

    /**
     * The column of the revision that something is of.
     *
     * @param member that holds the revision's ARN
     */
    static Column<JsonNode> definition(String member) {
        return Column.of(
                "Task definition",
                each -> Links.nameOf(each.path(member).asText()),
                each -> revision(each.path(member).asText()));
    }

    /** The way to a revision; a dash where there is none, as of a service whose task sets have their own. */
    static Html revision(String arn) {
        return arn.isEmpty() ? Html.text("–") : Parts.link(definitionHref(arn), Links.nameOf(arn));
    }

    /** What it is tagged with; empty when with nothing. */
    static Optional<Html> tags(JsonNode tagged) {
        List<Html> tags = Aws.list(tagged.path("tags")).stream()
                .map(each -> Html.of(
                        "<code>{}={}</code> ",
                        each.path("key").asText(),
                        each.path("value").asText()))
                .toList();
        return tags.isEmpty() ? Optional.empty() : Optional.of(Html.all(tags));
    }

    static List<Crumb> inCluster(String cluster) {
        return List.of(new Crumb(Links.to(NAME, "clusters"), "Clusters"), new Crumb(clusterHref(cluster), cluster));
    }
}
