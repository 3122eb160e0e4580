package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Confirm;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The replication of a file system, or to it. */
final class ReplicationSettings {
    private ReplicationSettings() {}

    static List<Route> routes() {
        return List.of(
                SettingsPages.sent(
                        "replicate",
                        ask -> Need.filledIn("efs", "CreateReplicationConfiguration", in -> replica(ask, in)),
                        ReplicationSettings::replicateSurely),
                SettingsPages.sent(
                        "stop-replication",
                        ReplicationSettings::toStopReplication,
                        "The replication is being deleted.",
                        ReplicationSettings::stopReplication));
    }

    static Html card(Ask ask) {
        Optional<JsonNode> found = replication(ask);
        if (found.isEmpty()) {
            return SettingsPages.form(
                    ask,
                    "replicate",
                    "Replication",
                    Html.of(
                            "<p class=\"hint\">Another file system follows this one once a minute and is read-only until the replication is deleted.</p>{}",
                            Fields.text(
                                    "Destination",
                                    "a file system whose protection is DISABLED; empty makes a new one",
                                    "destination",
                                    "")),
                    "Create replication");
        }
        JsonNode replication = found.get();
        JsonNode destination = replication.path("Destinations").path(0);
        String source = replication.path("SourceFileSystemId").asText();
        Html stop = ask.destroy(
                "stop-replication",
                Efs.href(ask.path("id"), "settings", "stop-replication"),
                "Delete replication",
                "Delete the replication of " + source + "?",
                List.of(
                        "The destination " + destination.path("FileSystemId").asText()
                                + " shows the last round's moment, becomes writable and follows no longer.",
                        "What changed in " + source + " since that moment is not in it."));
        return Parts.card("Replication", Html.of("{}<div class=\"row end\">{}</div>", facts(replication), stop));
    }

    private static Html facts(JsonNode replication) {
        JsonNode destination = replication.path("Destinations").path(0);
        return Parts.facts(List.of(
                Map.entry("Source", link(replication.path("SourceFileSystemId").asText())),
                Map.entry("Destination", link(destination.path("FileSystemId").asText())),
                Map.entry("State", Parts.status(destination.path("Status").asText())),
                Map.entry("Shows the source as of", Parts.time(destination.path("LastReplicatedTimestamp"))),
                Map.entry("Since", Parts.time(replication.path("CreationTime")))));
    }

    private static Html link(String id) {
        return Parts.linkedId(Efs.href(id), id);
    }

    private static Optional<JsonNode> replication(Ask ask) {
        try {
            return Aws.list(Efs.call(
                                    ask.aws(),
                                    "DescribeReplicationConfigurations",
                                    in -> in.put("FileSystemId", ask.path("id")))
                            .path("Replications"))
                    .stream()
                    .findFirst();
        } catch (AwsException e) {
            if (e.code().equals("ReplicationNotFound")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** EFS user guide, "Replicating EFS file systems": onto one that there is, its data is overwritten. */
    private static View replicateSurely(Ask ask) {
        Optional<String> destination = ask.form().find("destination");
        if (destination.isPresent() && !Confirm.isSure(ask)) {
            return overwritten(ask, destination.get());
        }
        replicate(ask);
        return new View.GoTo(Efs.href(ask.path("id"), "settings"), "The replication is being set up.");
    }

    private static View.Page overwritten(Ask ask, String destination) {
        JsonNode lost = Efs.call(ask.aws(), "DescribeFileSystems", in -> in.put("FileSystemId", destination))
                .path("FileSystems")
                .path(0);
        return Confirm.page(
                ask,
                new Crumb(Efs.href(ask.path("id"), "settings"), ask.path("id")),
                "Replicate " + ask.path("id") + " onto " + destination + "?",
                List.of(
                        "All that " + Efs.name(lost) + " holds, " + Efs.bytes(Efs.size(lost)) + ", is replaced by what "
                                + ask.path("id") + " holds. Its snapshots keep it.",
                        "It is read-only until the replication is deleted: tasks that write to it meet an error."),
                "Create replication");
    }

    private static void replicate(Ask ask) {
        Efs.call(ask.aws(), "CreateReplicationConfiguration", in -> {
            ObjectNode destination = replica(ask, in);
            ask.form().find("destination").ifPresent(id -> destination.put("FileSystemId", id));
        });
    }

    private static ObjectNode replica(Ask ask, ObjectNode in) {
        return in.put("SourceFileSystemId", ask.path("id"))
                .putArray("Destinations")
                .addObject()
                .put("Region", ask.region());
    }

    private static Need.Call toStopReplication(Ask ask) {
        String source = replication(ask)
                .map(each -> each.path("SourceFileSystemId").asText())
                .orElse(ask.path("id"));
        return Need.call("efs", "DeleteReplicationConfiguration", in -> in.put("SourceFileSystemId", source));
    }

    private static void stopReplication(Ask ask) {
        ask.aws().call(toStopReplication(ask));
    }
}
