package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.frame.View.Page;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What the pages about file systems share. */
final class Efs {
    static final List<String> TOPICS = List.of("efs");
    static final String SIGNING_NAME = "elasticfilesystem";

    private static final List<Map.Entry<String, String>> TABS = List.of(
            Map.entry("", "Overview"),
            Map.entry("files", "Files"),
            Map.entry("clients", "Clients"),
            Map.entry("network", "Network"),
            Map.entry("access-points", "Access points"),
            Map.entry("policy", "Policy"),
            Map.entry("snapshots", "Snapshots"),
            Map.entry("settings", "Settings"));

    private Efs() {}

    static String href(String id, String... more) {
        String base = Links.to("efs", id);
        return more.length == 0 ? base : base + "/" + String.join("/", more);
    }

    static JsonNode call(Aws aws, String operation, Consumer<ObjectNode> input) {
        return aws.call("efs", operation, input);
    }

    /** Of a call that says nothing but which file system it is about, or nothing else that decides. */
    static Need need(Ask ask, String operation) {
        return Need.filledIn("efs", operation, in -> in.put("FileSystemId", ask.path("id")));
    }

    /** The file system of the address. */
    static JsonNode described(Ask ask) {
        return call(ask.aws(), "DescribeFileSystems", in -> in.put("FileSystemId", ask.path("id")))
                .path("FileSystems")
                .path(0);
    }

    /** All of a list that comes in pages. */
    static Rows<JsonNode> all(Aws aws, String operation, String member, Consumer<ObjectNode> input) {
        return operation.equals("DescribeAccessPoints")
                ? aws.all("efs", operation, member, "NextToken", input)
                : aws.all("efs", operation, member, "Marker", "NextMarker", input);
    }

    static String id(JsonNode fileSystem) {
        return fileSystem.path("FileSystemId").asText();
    }

    static String name(JsonNode fileSystem) {
        String name = fileSystem.path("Name").asText("");
        return name.isEmpty() ? id(fileSystem) : name;
    }

    static long size(JsonNode fileSystem) {
        return fileSystem.path("SizeInBytes").path("Value").asLong();
    }

    static String bytes(long bytes) {
        return bytes((double) bytes);
    }

    static String bytes(double bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }

    /** A page of one file system, with the tabs of all of them. */
    static Page page(Ask ask, JsonNode fileSystem, String tab, Html actions, Html body, List<String> topics) {
        String label = TABS.stream()
                .filter(each -> each.getKey().equals(tab))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        return new Page(
                name(fileSystem),
                List.of(new Crumb(Links.to("efs"), "File systems")),
                actions,
                Html.of("{}<h2 class=\"hidden\">{}</h2>{}", tabs(id(fileSystem), tab), label, body),
                topics);
    }

    private static Html tabs(String id, String current) {
        return Html.of(
                "<nav class=\"tabs\" aria-label=\"File system\">{}</nav>",
                TABS.stream()
                        .map(each -> Html.of(
                                "<a href=\"{}\"{}>{}</a>",
                                each.getKey().isEmpty() ? href(id) : href(id, each.getKey()),
                                Html.of(" aria-current=\"page\"")
                                        .when(each.getKey().equals(current)),
                                each.getValue()))
                        .toList());
    }

    /** An id that can be missing. */
    static Html idOf(JsonNode node, String member) {
        String id = node.path(member).asText("");
        return id.isEmpty() ? Html.text("–") : Parts.id(id);
    }
}
