package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** File systems, and how one is reached: mount targets and access points. */
public final class FileSystemPages {
    private static final List<String> TOPICS = List.of("efs");

    private static final Listing<JsonNode> FILE_SYSTEMS = new Listing<>(
            "file-systems",
            "File systems",
            List.of(
                    Column.of(
                            "Name",
                            each -> each.path("Name").asText(),
                            each -> Html.text(Parts.text(each.path("Name")))),
                    Column.of(
                            "File system",
                            FileSystemPages::id,
                            each -> Parts.linkedId(Links.to("efs", id(each)), id(each))),
                    Column.of(
                            "State",
                            each -> each.path("LifeCycleState").asText(),
                            each -> Parts.status(each.path("LifeCycleState").asText())),
                    new Column<>(
                            "Size",
                            each -> String.format(Locale.ROOT, "%019d", size(each)),
                            each -> Html.text(bytes(size(each))),
                            true),
                    Column.number("Mount targets", each -> each.path("NumberOfMountTargets")
                            .asLong()),
                    Column.of(
                            "Created",
                            each -> each.path("CreationTime").asText(),
                            each -> Parts.time(each.path("CreationTime")))),
            Parts.empty(
                    "There is no file system yet.",
                    "Create one with a stack from a template, or: aws efs create-file-system --tags Key=Name,Value=efs-docker",
                    Html.NOTHING));

    private static final Listing<JsonNode> TARGETS = new Listing<>(
            "targets",
            "Mount targets",
            List.of(
                    id("Mount target", "MountTargetId"),
                    text("Zone", "AvailabilityZoneName"),
                    id("Subnet", "SubnetId"),
                    id("Address", "IpAddress"),
                    Column.of(
                            "State",
                            each -> each.path("LifeCycleState").asText(),
                            each -> Parts.status(each.path("LifeCycleState").asText()))),
            Parts.empty(
                    "It has no mount target.",
                    "No instance can mount it until a subnet of its VPC has one: aws efs create-mount-target.",
                    Html.NOTHING));

    private static final Listing<JsonNode> POINTS = new Listing<>(
            "points",
            "Access points",
            List.of(
                    id("Access point", "AccessPointId"),
                    text("Name", "Name"),
                    Column.of(
                            "Root directory",
                            each -> each.path("RootDirectory").path("Path").asText(),
                            each -> Parts.id(
                                    each.path("RootDirectory").path("Path").asText("/"))),
                    Column.of(
                            "User",
                            each -> each.path("PosixUser").path("Uid").asText(),
                            each -> Html.text(Parts.text(each.path("PosixUser").path("Uid")))),
                    Column.of(
                            "State",
                            each -> each.path("LifeCycleState").asText(),
                            each -> Parts.status(each.path("LifeCycleState").asText()))),
            Parts.empty(
                    "It has no access point.",
                    "An access point gives an application a directory and a user of its own.",
                    Html.NOTHING));

    private FileSystemPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("efs", FileSystemPages::list),
                Route.get("efs/{id}", FileSystemPages::fileSystem),
                Route.post("efs/{id}/delete", FileSystemPages::delete));
    }

    private static Column<JsonNode> text(String title, String member) {
        return Column.of(title, each -> each.path(member).asText(), each -> Html.text(Parts.text(each.path(member))));
    }

    private static Column<JsonNode> id(String title, String member) {
        return Column.of(title, each -> each.path(member).asText(), each -> Parts.id(Parts.text(each.path(member))));
    }

    private static String id(JsonNode fileSystem) {
        return fileSystem.path("FileSystemId").asText();
    }

    private static long size(JsonNode fileSystem) {
        return fileSystem.path("SizeInBytes").path("Value").asLong();
    }

    private static String bytes(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }

    private static View.Page list(Ask ask) {
        List<JsonNode> all =
                Aws.list(ask.aws().call("efs", "DescribeFileSystems").path("FileSystems"));
        return new View.Page(
                "File systems",
                List.of(),
                Html.NOTHING,
                Parts.live("file-systems", FILE_SYSTEMS.render(all, ask.query())),
                TOPICS);
    }

    private static View.Page fileSystem(Ask ask) {
        String id = ask.path("id");
        JsonNode found = ask.aws()
                .call("efs", "DescribeFileSystems", in -> in.put("FileSystemId", id))
                .path("FileSystems")
                .path(0);
        Html body = Html.of(
                "{}{}{}",
                Parts.live("facts", facts(found, ask.region())),
                Parts.card(
                        "Mount targets",
                        Parts.live("targets", of(ask, "DescribeMountTargets", "MountTargets", TARGETS))),
                Parts.card(
                        "Access points",
                        Parts.live("points", of(ask, "DescribeAccessPoints", "AccessPoints", POINTS))));
        return new View.Page(
                found.path("Name").asText(id),
                List.of(new Crumb(Links.to("efs"), "File systems")),
                ask.destroy(
                        "delete",
                        Links.to("efs", id) + "/delete",
                        "Delete",
                        "Delete the file system " + id + "?",
                        List.of(
                                bytes(size(found)) + " of data in "
                                        + found.path("Name").asText(id) + " are lost for good.",
                                "It must have no mount target.")),
                body,
                TOPICS);
    }

    private static Html of(Ask ask, String operation, String member, Listing<JsonNode> listing) {
        return Advice.orRefusal(() -> listing.render(
                Aws.list(ask.aws()
                        .call("efs", operation, in -> in.put("FileSystemId", ask.path("id")))
                        .path(member)),
                Parameters.NONE));
    }

    private static Html facts(JsonNode fileSystem, String region) {
        return Parts.facts(List.of(
                Map.entry(
                        "State", Parts.status(fileSystem.path("LifeCycleState").asText())),
                Map.entry("Size", Html.text(bytes(size(fileSystem)))),
                Map.entry("DNS name", Parts.id(id(fileSystem) + ".efs." + region + ".amazonaws.com")),
                Map.entry("Throughput", Html.text(Parts.text(fileSystem.path("ThroughputMode")))),
                Map.entry("Performance", Html.text(Parts.text(fileSystem.path("PerformanceMode")))),
                Map.entry(
                        "Encrypted at rest",
                        Html.text(fileSystem.path("Encrypted").asBoolean() ? "yes" : "no")),
                Map.entry("Created", Parts.time(fileSystem.path("CreationTime"))),
                Map.entry("ARN", Parts.id(fileSystem.path("FileSystemArn").asText()))));
    }

    private static View delete(Ask ask) {
        String id = ask.path("id");
        ask.aws().call("efs", "DeleteFileSystem", in -> in.put("FileSystemId", id));
        return new View.GoTo(Links.to("efs"), "The file system " + id + " is being deleted.");
    }
}
