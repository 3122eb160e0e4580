package io.moorage.console.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.cloudformation.Layers.Cell;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A stack's resources as boxes that are coloured by their state, each right of what it needs. */
final class ResourceGraph {
    private static final int WIDTH = 208;
    private static final int HEIGHT = 46;
    private static final int ACROSS = 56;
    private static final int GAP = 14;
    private static final int POINT = 10;
    private static final int LONGEST = 25;

    private final Map<String, JsonNode> resources = new LinkedHashMap<>();
    private final Layers layers;
    private final String selected;
    private final String href;
    private final Map<Cell, Double> tops = new HashMap<>();

    /** @param selected the resource whose lines stand out; may be none's name */
    ResourceGraph(List<JsonNode> resources, Map<String, Set<String>> needs, String selected, String href) {
        resources.forEach(each -> this.resources.put(name(each), each));
        this.layers = Layers.of(needs);
        this.selected = selected;
        this.href = href;
    }

    Html draw() {
        settle();
        double bottom = layers.layers().stream()
                .flatMap(List::stream)
                .mapToDouble(each -> top(each) + height(each))
                .max()
                .orElse(0);
        int width = layers.layers().size() * (WIDTH + ACROSS) - ACROSS + 2;
        return Html.of(
                """
                <div class="wide plain" tabindex="0" role="region" aria-label="Graph of resources"><svg class="graph" width="{}" height="{}" viewBox="-1 -1 {} {}" role="group" aria-label="{}">{}{}</svg></div>""",
                width,
                (int) bottom + 2,
                width,
                (int) bottom + 2,
                resources.size() + " resources; each is right of what it needs",
                layers.lines().stream().map(this::line).toList(),
                boxes());
    }

    /** Each thing near the middle of what it is joined to, none over another. */
    private void settle() {
        for (List<Cell> layer : layers.layers()) {
            double y = 0;
            for (Cell each : layer) {
                tops.put(each, y);
                y += height(each) + GAP;
            }
        }
        for (int i = 0; i < 24; i++) {
            for (List<Cell> layer : layers.layers()) {
                pull(layer, i % 2 == 0);
            }
        }
        double least = tops.values().stream().mapToDouble(each -> each).min().orElse(0);
        tops.replaceAll((cell, top) -> top - least);
    }

    private void pull(List<Cell> layer, boolean down) {
        List<Double> wanted = layer.stream().map(this::wanted).toList();
        if (down) {
            double edge = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < layer.size(); i++) {
                double top = Math.max(wanted.get(i), edge);
                tops.put(layer.get(i), top);
                edge = top + height(layer.get(i)) + GAP;
            }
        } else {
            double edge = Double.POSITIVE_INFINITY;
            for (int i = layer.size() - 1; i >= 0; i--) {
                double top = Math.min(wanted.get(i), edge - height(layer.get(i)) - GAP);
                tops.put(layer.get(i), top);
                edge = top;
            }
        }
    }

    private double wanted(Cell cell) {
        List<Cell> joined = new ArrayList<>(layers.leftOf(cell));
        joined.addAll(layers.rightOf(cell));
        return joined.stream().mapToDouble(this::middle).average().orElse(middle(cell)) - height(cell) / 2.0;
    }

    private double top(Cell cell) {
        return tops.getOrDefault(cell, 0.0);
    }

    private double middle(Cell cell) {
        return top(cell) + height(cell) / 2.0;
    }

    private static int height(Cell cell) {
        return cell.isPoint() ? POINT : HEIGHT;
    }

    private int x(Cell cell) {
        for (int i = 0; i < layers.layers().size(); i++) {
            if (layers.layers().get(i).contains(cell)) {
                return i * (WIDTH + ACROSS);
            }
        }
        return 0;
    }

    private Html line(Layers.Line line) {
        StringBuilder path = new StringBuilder();
        for (int i = 1; i < line.way().size(); i++) {
            Cell from = line.way().get(i - 1);
            Cell to = line.way().get(i);
            int start = x(from);
            int end = x(to) + WIDTH;
            int half = (start + end) / 2;
            path.append("%s%d %d C%d %d %d %d %d %d"
                    .formatted(
                            i == 1 ? "M" : "L",
                            start,
                            (int) middle(from),
                            half,
                            (int) middle(from),
                            half,
                            (int) middle(to),
                            end,
                            (int) middle(to)));
            if (to.isPoint()) {
                path.append("H").append(x(to));
            }
        }
        boolean mine = line.from().equals(selected) || line.to().equals(selected);
        return Html.of("<path class=\"line{}\" d=\"{}\"/>", mine ? " mine" : "", path);
    }

    private List<Html> boxes() {
        return layers.layers().stream()
                .flatMap(List::stream)
                .filter(each -> !each.isPoint())
                .map(this::box)
                .toList();
    }

    private Html box(Cell cell) {
        JsonNode resource = resources.get(cell.name());
        String status = resource == null ? "" : resource.path("ResourceStatus").asText();
        String type =
                resource == null ? "" : resource.path("ResourceType").asText().replaceFirst("^AWS::", "");
        int x = x(cell);
        int y = (int) top(cell);
        return Html.of(
                "<a href=\"{}?resource={}\" class=\"box {}{}\" aria-label=\"{}\"{}><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"7\"/><path d=\"M{} {}v{}\"/>"
                        + "<text x=\"{}\" y=\"{}\">{}</text><text class=\"sub\" x=\"{}\" y=\"{}\">{}</text></a>",
                href,
                cell.name(),
                Parts.kind(status),
                cell.name().equals(selected) ? " selected" : "",
                cell.name() + ", " + type + ", " + status,
                Html.of(" aria-current=\"true\"").when(cell.name().equals(selected)),
                cell.name() + "\n" + type + "\n" + status,
                x,
                y,
                WIDTH,
                HEIGHT,
                x + 3,
                y + 8,
                HEIGHT - 16,
                x + 14,
                y + 20,
                shortened(cell.name()),
                x + 14,
                y + 36,
                shortened(type));
    }

    /** Beside the graph, in words: what the selected resource needs and what needs it. */
    static Html joined(Map<String, Set<String>> needs, String name, String href) {
        List<String> by = needs.entrySet().stream()
                .filter(each -> each.getValue().contains(name))
                .map(Map.Entry::getKey)
                .toList();
        return Parts.facts(List.of(
                Map.entry("Needs", links(List.copyOf(needs.getOrDefault(name, Set.of())), href)),
                Map.entry("Is needed by", links(by, href))));
    }

    private static Html links(List<String> names, String href) {
        return names.isEmpty()
                ? Html.text("–")
                : Html.all(names.stream()
                        .map(each -> Html.of("<a href=\"{}?resource={}\">{}</a> ", href, each, each))
                        .collect(Collectors.toList()));
    }

    private static String name(JsonNode resource) {
        return resource.path("LogicalResourceId").asText();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
