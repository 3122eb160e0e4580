package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.ArrayList;
import java.util.List;

/** A task definition's volumes, and which container finds each where. */
final class Volumes {
    private static final Listing<Mount> MOUNTS = new Listing<>(
            "mounts",
            "Volumes",
            List.of(
                    Column.of("Volume", Mount::volume, each -> Html.text(each.volume())),
                    Column.of("Where the data is", Mount::source, Volumes::place),
                    Column.of("Container", Mount::container, each -> Html.text(each.container())),
                    Column.of("Container path", Mount::path, each -> Parts.id(each.path())),
                    Column.of("Access", Mount::access, each -> Html.text(each.access()))),
            Parts.empty(
                    "No container mounts a volume.",
                    "What these containers write is gone with them. Create a new revision and add a volume to keep it.",
                    Html.NOTHING));

    private Volumes() {}

    private record Mount(String volume, String source, String container, String path, String access) {}

    /** A file system leads to its page. */
    private static Html place(Mount mount) {
        int colon = mount.source().indexOf(':');
        return mount.source().startsWith("fs-")
                ? Html.of(
                        "<div>{}<code>{}</code></div>",
                        Parts.linkedId(
                                Links.to("efs", mount.source().substring(0, colon)),
                                mount.source().substring(0, colon)),
                        mount.source().substring(colon))
                : Parts.id(mount.source());
    }

    static Html mounted(Ask ask, JsonNode definition) {
        List<Mount> mounts = new ArrayList<>();
        for (JsonNode container : definition.path("containerDefinitions")) {
            for (JsonNode mount : container.path("mountPoints")) {
                String volume = mount.path("sourceVolume").asText();
                mounts.add(new Mount(
                        volume,
                        source(definition, volume),
                        container.path("name").asText(),
                        mount.path("containerPath").asText(),
                        mount.path("readOnly").asBoolean() ? "read-only" : "read and write"));
            }
        }
        return MOUNTS.render(mounts, ask.query());
    }

    /** Whether its tasks keep data that two of them at once might spoil. */
    static boolean isStateful(JsonNode definition) {
        return Aws.list(definition.path("volumes")).stream()
                .anyMatch(each -> !source(each).isEmpty());
    }

    private static String source(JsonNode definition, String name) {
        return Aws.list(definition.path("volumes")).stream()
                .filter(each -> each.path("name").asText().equals(name))
                .map(Volumes::source)
                .findFirst()
                .filter(source -> !source.isEmpty())
                .orElse("a directory of the task's own");
    }

    private static String source(JsonNode volume) {
        JsonNode efs = volume.path("efsVolumeConfiguration");
        if (efs.isObject()) {
            String point = efs.path("authorizationConfig").path("accessPointId").asText("");
            return efs.path("fileSystemId").asText() + ":"
                    + efs.path("rootDirectory").asText("/") + (point.isEmpty() ? "" : " by " + point);
        }
        return volume.path("host").path("sourcePath").asText("");
    }
}
