package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Parameters;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a container instance registered with its cluster and what of it is left. Of ports ECS tells those that are taken: at
 * registration by the instance itself, then by tasks too.
 */
record InstanceResources(JsonNode registered, JsonNode remaining) {
    private static final Listing<Row> ROWS = new Listing<>(
            "resources",
            "Resources",
            List.of(
                    Column.of("Resource", Row::name, each -> Html.text(each.name())),
                    Column.of("Registered", Row::registered, each -> Html.text(each.registered())),
                    Column.of("In use by tasks", Row::used, each -> Html.text(each.used())),
                    Column.of("Available", Row::available, each -> Html.text(each.available()))),
            Html.NOTHING);

    private record Row(String name, String registered, String used, String available) {}

    static InstanceResources of(JsonNode instance) {
        return new InstanceResources(instance.path("registeredResources"), instance.path("remainingResources"));
    }

    Html table(Parameters query) {
        return ROWS.render(
                List.of(number("CPU units", "CPU"), number("Memory (MiB)", "MEMORY"), ports("TCP"), ports("UDP")),
                query);
    }

    private Row number(String label, String name) {
        return new Row(
                label,
                Long.toString(integer(registered, name)),
                Long.toString(used(name)),
                Long.toString(integer(remaining, name)));
    }

    private Row ports(String protocol) {
        String name = protocol.equals("TCP") ? "PORTS" : "PORTS_UDP";
        List<String> own = strings(registered, name);
        return new Row(
                "Host ports, " + protocol,
                own.isEmpty() ? "all" : "all but " + String.join(", ", own),
                joined(taken(name)),
                "all others");
    }

    Html meter(String name, String unit) {
        return Parts.meter("", used(name), integer(registered, name), unit);
    }

    long used(String name) {
        return integer(registered, name) - integer(remaining, name);
    }

    /** Those that tasks have, without those that the instance itself needs. */
    String portsTaken() {
        return joined(Stream.concat(
                taken("PORTS").stream(), taken("PORTS_UDP").stream().map(each -> each + "/udp")));
    }

    private List<String> taken(String name) {
        List<String> own = strings(registered, name);
        return strings(remaining, name).stream()
                .filter(each -> !own.contains(each))
                .toList();
    }

    private static String joined(List<String> ports) {
        return joined(ports.stream());
    }

    private static String joined(Stream<String> ports) {
        String all = ports.collect(Collectors.joining(", "));
        return all.isEmpty() ? "–" : all;
    }

    private static Stream<JsonNode> named(JsonNode resources, String name) {
        return Aws.list(resources).stream()
                .filter(each -> each.path("name").asText().equals(name));
    }

    private static long integer(JsonNode resources, String name) {
        return named(resources, name)
                .mapToLong(each -> each.path("integerValue").asLong())
                .sum();
    }

    private static List<String> strings(JsonNode resources, String name) {
        return named(resources, name)
                .flatMap(each -> Aws.list(each.path("stringSetValue")).stream())
                .map(JsonNode::asText)
                .toList();
    }
}
