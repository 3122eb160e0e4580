package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Live;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.Shell;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** File systems: all of them, and what one is, holds and costs. */
public final class FileSystemPages {
    private final Costs costs;

    private FileSystemPages(Storage storage) {
        this.costs = new Costs(storage);
    }

    public static List<Route> routes(Shell shell, Storage storage, Live live) {
        FileSystemPages pages = new FileSystemPages(storage);
        return Stream.of(
                        List.of(
                                Route.get("efs", FileSystemPages::list),
                                Route.get("efs/{id}", pages::fileSystem),
                                Route.post(
                                        "efs/{id}/delete",
                                        ask -> Efs.need(ask, "DeleteFileSystem"),
                                        FileSystemPages::delete)),
                        new CreateFileSystemPage(live).routes(),
                        NetworkPages.routes(),
                        AccessPointPages.routes(),
                        PolicyPages.routes(),
                        SettingsPages.routes(),
                        ReplicationSettings.routes(),
                        new SnapshotPages(storage).routes(),
                        new ClientPages(storage).routes(),
                        new FilePages(storage, shell.script("files.js")).routes())
                .flatMap(List::stream)
                .toList();
    }

    private static View.Page list(Ask ask) {
        Rows<JsonNode> all = Efs.all(ask.aws(), "DescribeFileSystems", "FileSystems", in -> {});
        return new View.Page(
                "File systems",
                List.of(),
                ask.leads(
                        CreateFileSystemPage.HREF,
                        "Create file system",
                        all.all().isEmpty() ? "" : "primary"),
                Parts.live("file-systems", listing(ask).render(all, ask.query())),
                Efs.TOPICS);
    }

    private static Listing<JsonNode> listing(Ask ask) {
        return new Listing<>(
                "file-systems",
                "File systems",
                List.of(
                        Column.of(
                                "Name",
                                each -> each.path("Name").asText(),
                                each -> Html.text(Parts.text(each.path("Name")))),
                        Column.of("File system", Efs::id, each -> Parts.linkedId(Efs.href(Efs.id(each)), Efs.id(each))),
                        Column.of(
                                "State",
                                each -> each.path("LifeCycleState").asText(),
                                each -> Parts.status(each.path("LifeCycleState").asText())),
                        new Column<>(
                                "Size",
                                each -> String.format(Locale.ROOT, "%019d", Efs.size(each)),
                                each -> Html.text(Efs.bytes(Efs.size(each))),
                                true),
                        Column.number("Mount targets", each -> each.path("NumberOfMountTargets")
                                .asLong()),
                        Column.of(
                                "Throughput",
                                each -> each.path("ThroughputMode").asText(),
                                each -> Html.text(Parts.text(each.path("ThroughputMode")))),
                        Column.of(
                                "Created",
                                each -> each.path("CreationTime").asText(),
                                each -> Parts.time(each.path("CreationTime")))),
                Parts.empty(
                        "There is no file system yet.",
                        "A file system keeps what tasks write, whichever instance they run on.",
                        ask.leads(CreateFileSystemPage.HREF, "Create file system", "primary")));
    }

    private View.Page fileSystem(Ask ask) {
        JsonNode found = Efs.described(ask);
        Html body = Html.of(
                "{}{}{}{}",
                Parts.live("figures", costs.figures(found)),
                Parts.card("Size over time", Parts.live("size", Advice.orRefusal(() -> SizeChart.of(ask, found)))),
                Parts.live("facts", facts(found, ask.region())),
                Parts.card("What it costs", Parts.live("costs", Advice.orRefusal(() -> costs.table(ask, found)))));
        return Efs.page(ask, found, "", actions(ask, found), body, Efs.TOPICS);
    }

    private static Html actions(Ask ask, JsonNode found) {
        return ask.destroy(
                "delete",
                Efs.href(Efs.id(found), "delete"),
                "Delete",
                "Delete the file system " + Efs.id(found) + "?",
                List.of(
                        Efs.bytes(Efs.size(found)) + " of data in " + Efs.name(found) + " are lost for good.",
                        "Its access points and its policy go with it; its snapshots stay.",
                        "It must have no mount target and no replication."));
    }

    private static Html facts(JsonNode fileSystem, String region) {
        return Parts.facts(List.of(
                Map.entry(
                        "State", Parts.status(fileSystem.path("LifeCycleState").asText())),
                Map.entry("DNS name", Parts.id(Efs.id(fileSystem) + ".efs." + region + ".amazonaws.com")),
                Map.entry("Throughput", Html.text(throughput(fileSystem))),
                Map.entry("Performance", Html.text(Parts.text(fileSystem.path("PerformanceMode")))),
                Map.entry(
                        "Zones",
                        Html.text(
                                fileSystem
                                                .path("AvailabilityZoneName")
                                                .asText("")
                                                .isEmpty()
                                        ? "Regional"
                                        : fileSystem
                                                .path("AvailabilityZoneName")
                                                .asText())),
                Map.entry(
                        "Encrypted at rest",
                        Html.text(fileSystem.path("Encrypted").asBoolean() ? "yes" : "no")),
                Map.entry("Created", Parts.time(fileSystem.path("CreationTime"))),
                Map.entry("ARN", Parts.id(fileSystem.path("FileSystemArn").asText())),
                Map.entry("Mount it", Parts.id("mount -t efs -o tls " + Efs.id(fileSystem) + ":/ /mnt/efs"))));
    }

    private static String throughput(JsonNode fileSystem) {
        String mode = Parts.text(fileSystem.path("ThroughputMode"));
        String provisioned = fileSystem.path("ProvisionedThroughputInMibps").asText("");
        return provisioned.isEmpty() ? mode : mode + ", " + provisioned + " MiB/s";
    }

    private static View delete(Ask ask) {
        String id = ask.path("id");
        Efs.call(ask.aws(), "DeleteFileSystem", in -> in.put("FileSystemId", id));
        return new View.GoTo(Links.to("efs"), "The file system " + id + " is being deleted.");
    }
}
