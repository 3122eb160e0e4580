package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.ec2.Network.Place;
import io.moorage.console.frame.Aws;
import io.moorage.console.html.Html;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A VPC from its subnets at the left by their route tables to what leads out of it at the right. */
final class VpcMap {
    private static final int WIDTH = 250;
    private static final int ACROSS = 70;
    private static final int GAP = 16;
    private static final int LINE = 18;
    private static final int LONGEST = 34;

    private final Network network;
    private final String vpcId;
    private final List<Html> boxes = new ArrayList<>();
    private final List<Html> lines = new ArrayList<>();
    private final Map<String, Integer> tables = new LinkedHashMap<>();
    private final Map<String, Integer> ways = new LinkedHashMap<>();

    VpcMap(Network network, String vpcId) {
        this.network = network;
        this.vpcId = vpcId;
    }

    Html draw() {
        List<JsonNode> subnets = network.subnets().stream()
                .filter(each -> each.path("vpcId").asText().equals(vpcId))
                .toList();
        int bottom = Math.max(ways(subnets), tables(subnets));
        int y = 0;
        for (JsonNode each : subnets) {
            y = subnet(each, y);
        }
        bottom = Math.max(bottom, y);
        int width = 3 * WIDTH + 2 * ACROSS + 2;
        return Html.of(
                "<div class=\"wide plain\" tabindex=\"0\" role=\"region\" aria-label=\"Map of the VPC\"><svg class=\"map\" width=\"{}\" height=\"{}\" viewBox=\"-1 -1 {} {}\" role=\"img\" aria-label=\"{}\">{}{}</svg></div>",
                width,
                bottom + 2,
                width,
                bottom + 2,
                subnets.size() + " subnets, " + tables.size() + " route tables, ways out: "
                        + (ways.isEmpty() ? "none" : String.join(", ", ways.keySet())),
                lines,
                boxes);
    }

    private JsonNode tableOf(JsonNode subnet) {
        return network.table(subnet.path("subnetId").asText(), vpcId);
    }

    private int ways(List<JsonNode> subnets) {
        Set<String> found = new LinkedHashSet<>();
        subnets.forEach(subnet -> tableOf(subnet).path("routeSet").forEach(route -> found.add(way(route))));
        found.remove("");
        int y = 0;
        for (String each : found) {
            ways.put(each, y + 20);
            box("disk", 2 * (WIDTH + ACROSS), y, 40, List.of(each));
            y += 40 + GAP;
        }
        return y;
    }

    /** Empty for the route that stays inside. */
    private static String way(JsonNode route) {
        String gateway = route.path("gatewayId").asText();
        return gateway.equals("local")
                ? ""
                : gateway + route.path("natGatewayId").asText();
    }

    private int tables(List<JsonNode> subnets) {
        int y = 0;
        for (JsonNode subnet : subnets) {
            JsonNode table = tableOf(subnet);
            String id = table.path("routeTableId").asText();
            if (id.isEmpty() || tables.containsKey(id)) {
                continue;
            }
            List<String> words = new ArrayList<>(List.of(id));
            List<JsonNode> routes = Aws.list(table.path("routeSet"));
            routes.forEach(each -> words.add(each.path("destinationCidrBlock").asText() + " → "
                    + (way(each).isEmpty() ? "local" : way(each))));
            int height = 12 + words.size() * LINE;
            tables.put(id, y + height / 2);
            box("box", WIDTH + ACROSS, y, height, words);
            for (JsonNode each : routes) {
                Integer to = ways.get(way(each));
                if (to != null) {
                    wire(2 * WIDTH + ACROSS, y + height / 2, 2 * (WIDTH + ACROSS), to);
                }
            }
            y += height + GAP;
        }
        return y;
    }

    private int subnet(JsonNode subnet, int y) {
        String id = subnet.path("subnetId").asText();
        List<String> words = new ArrayList<>(List.of(
                id,
                subnet.path("availabilityZone").asText() + " · "
                        + subnet.path("cidrBlock").asText()));
        network.places().stream()
                .filter(each -> each.subnetId().equals(id) && !each.state().equals("terminated"))
                .forEach(each -> words.add(words(each)));
        int height = 12 + words.size() * LINE;
        box("box", 0, y, height, words);
        Integer table = tables.get(tableOf(subnet).path("routeTableId").asText());
        if (table != null) {
            wire(WIDTH, y + height / 2, WIDTH + ACROSS, table);
        }
        return y + height + GAP;
    }

    private static String words(Place place) {
        return place.address() + " " + place.name();
    }

    private void box(String style, int x, int y, int height, List<String> words) {
        List<Html> texts = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            texts.add(Html.of(
                    "<text class=\"{}\" x=\"{}\" y=\"{}\"><title>{}</title>{}</text>",
                    i == 0 ? "mono" : "sub",
                    x + 12,
                    y + 20 + i * LINE,
                    words.get(i),
                    shortened(words.get(i))));
        }
        boxes.add(Html.of(
                "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"/>{}",
                style,
                x,
                y,
                WIDTH,
                height,
                texts));
    }

    private void wire(int fromX, int fromY, int toX, int toY) {
        int middle = (fromX + toX) / 2;
        lines.add(Html.of(
                "<path class=\"wire\" d=\"M{} {}C{} {} {} {} {} {}\"/>",
                fromX,
                fromY,
                middle,
                fromY,
                middle,
                toY,
                toX,
                toY));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
