package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Parameters;
import io.moorage.console.html.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** On which instances a service's tasks go: the placement templates of AWS's console, and constraints. */
final class Placement {
    private static final String STRATEGY = "placement";
    private static final String DISTINCT = "distinct";
    private static final String MEMBERS = "members";

    /** A strategy that is none of the templates stays as it is unless another is chosen. */
    private static final String KEPT = "kept";

    private static final Strategy ZONES = new Strategy("spread", "attribute:ecs.availability-zone");
    private static final List<Template> TEMPLATES = List.of(
            new Template("", "ECS's default: spread over zones", List.of()),
            new Template("spread", "AZ balanced spread", List.of(ZONES, new Strategy("spread", "instanceId"))),
            new Template("az-binpack", "AZ balanced BinPack", List.of(ZONES, new Strategy("binpack", "memory"))),
            new Template(
                    "binpack",
                    "BinPack: as few instances as have the memory",
                    List.of(new Strategy("binpack", "memory"))),
            new Template("random", "Random", List.of(new Strategy("random", ""))));

    private Placement() {}

    private record Strategy(String type, String field) {
        static Strategy of(JsonNode each) {
            return new Strategy(each.path("type").asText(), each.path("field").asText(""));
        }

        String words() {
            return field.isEmpty() ? type : type + "(" + field + ")";
        }
    }

    private record Template(String name, String label, List<Strategy> strategies) {}

    static Html fields(Parameters given) {
        String chosen = given.get(STRATEGY);
        return Html.of(
                """
                <fieldset class="stack"><legend>Task placement</legend>\
                <label>Placement template<select name="placement">{}{}</select></label>\
                <label class="check"><input type="checkbox" name="distinct" value="yes"{}>One task per host <span class="hint">distinctInstance</span></label>\
                <label>Only on instances that match <span class="hint">optional; cluster query language</span>\
                <input name="members" value="{}" placeholder="attribute:ecs.instance-type == t3.small" spellcheck="false"></label></fieldset>""",
                Html.of("<option value=\"kept\" selected>As it is</option>").when(chosen.equals(KEPT)),
                TEMPLATES.stream()
                        .map(each -> Html.of(
                                "<option value=\"{}\"{}>{}</option>",
                                each.name(),
                                Html.of(" selected").when(each.name().equals(chosen)),
                                each.label()))
                        .toList(),
                Html.of(" checked").when(given.find(DISTINCT).isPresent()),
                given.get(MEMBERS));
    }

    /** What the form says otherwise than {@code before} said. */
    static void put(ObjectNode in, Parameters form, Parameters before) {
        if (!form.get(STRATEGY).equals(before.get(STRATEGY))) {
            ArrayNode strategies = in.putArray("placementStrategy");
            TEMPLATES.stream()
                    .filter(each -> each.name().equals(form.get(STRATEGY)))
                    .flatMap(each -> each.strategies().stream())
                    .forEach(each -> {
                        ObjectNode strategy = strategies.addObject().put("type", each.type());
                        if (!each.field().isEmpty()) {
                            strategy.put("field", each.field());
                        }
                    });
        }
        if (!form.get(MEMBERS).equals(before.get(MEMBERS))
                || !form.get(DISTINCT).equals(before.get(DISTINCT))) {
            ArrayNode constraints = in.putArray("placementConstraints");
            form.find(DISTINCT).ifPresent(any -> constraints.addObject().put("type", "distinctInstance"));
            form.find(MEMBERS)
                    .ifPresent(expression ->
                            constraints.addObject().put("type", "memberOf").put("expression", expression));
        }
    }

    /** As the form would say it. */
    static Parameters of(JsonNode service, Parameters others) {
        List<Strategy> strategies = Aws.list(service.path("placementStrategy")).stream()
                .map(Strategy::of)
                .toList();
        List<JsonNode> constraints = Aws.list(service.path("placementConstraints"));
        boolean distinct = constraints.stream().anyMatch(each -> type(each).equals("distinctInstance"));
        List<String> expressions = expressions(constraints);
        return others.with(
                        STRATEGY,
                        TEMPLATES.stream()
                                .filter(each -> each.strategies().equals(strategies))
                                .findFirst()
                                .map(Template::name)
                                .orElse(KEPT))
                .with(DISTINCT, distinct ? "yes" : "")
                .with(MEMBERS, expressions.size() == 1 ? expressions.getFirst() : joined(expressions));
    }

    private static String joined(List<String> expressions) {
        return expressions.stream().map(each -> "(" + each + ")").collect(Collectors.joining(" and "));
    }

    static String words(JsonNode service) {
        List<String> all = new ArrayList<>();
        service.path("placementStrategy")
                .forEach(each -> all.add(Strategy.of(each).words()));
        List<JsonNode> constraints = Aws.list(service.path("placementConstraints"));
        Optional.of("one task per host")
                .filter(any -> constraints.stream().anyMatch(each -> type(each).equals("distinctInstance")))
                .ifPresent(all::add);
        all.addAll(expressions(constraints));
        return all.isEmpty() ? "spread over zones" : String.join(", ", all);
    }

    private static List<String> expressions(List<JsonNode> constraints) {
        return constraints.stream()
                .map(each -> each.path("expression").asText(""))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static String type(JsonNode constraint) {
        return constraint.path("type").asText();
    }
}
