package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What can be changed of a file system: throughput, lifecycle, automatic backups, protection, replication, tags. */
final class SettingsPages {
    static final List<Map.Entry<String, String>> MODES = List.of(
            Map.entry("elastic", "Elastic"),
            Map.entry("bursting", "Bursting"),
            Map.entry("provisioned", "Provisioned"));

    private SettingsPages() {}

    static List<Route> routes() {
        return List.of(
                Route.get("efs/{id}/settings", ask -> page(ask, Html.NOTHING)),
                sent(
                        "throughput",
                        ask -> Efs.need(ask, "UpdateFileSystem"),
                        "The throughput mode is being changed.",
                        SettingsPages::throughput),
                sent(
                        "lifecycle",
                        ask -> Need.filledIn(
                                "efs", "PutLifecycleConfiguration", in -> in.put("FileSystemId", ask.path("id"))
                                        .putArray("LifecyclePolicies")),
                        "The lifecycle configuration is saved.",
                        SettingsPages::lifecycle),
                sent(
                        "backup",
                        ask -> Need.filledIn("efs", "PutBackupPolicy", in -> backup(ask, in, "DISABLED")),
                        "The backup policy is being changed.",
                        SettingsPages::backup),
                sent(
                        "protection",
                        ask -> Efs.need(ask, "UpdateFileSystemProtection"),
                        "The protection is changed.",
                        SettingsPages::protection),
                sent("tags", SettingsPages::toTag, "The tags are saved.", SettingsPages::tags));
    }

    /** Of a part of the settings. */
    static Route sent(String name, Function<Ask, Need> need, String done, Consumer<Ask> change) {
        return sent(name, need, ask -> {
            change.accept(ask);
            return new View.GoTo(Efs.href(ask.path("id"), "settings"), done);
        });
    }

    /** The same, where something may be asked first. A refusal is told on the settings' page. */
    static Route sent(String name, Function<Ask, Need> need, Function<Ask, View> change) {
        return Route.post("efs/{id}/settings/" + name, need, ask -> {
            try {
                return change.apply(ask);
            } catch (AwsException e) {
                return page(ask, Advice.of(e)).refused(e.httpStatus());
            }
        });
    }

    private static View.Page page(Ask ask, Html refusal) {
        JsonNode fileSystem = Efs.described(ask);
        Html body = Html.of(
                "{}{}{}{}{}{}{}",
                refusal,
                throughputForm(ask, fileSystem),
                Advice.orRefusal(() -> lifecycleForm(ask)),
                Advice.orRefusal(() -> backupForm(ask)),
                Parts.live("replication", Advice.orRefusal(() -> ReplicationSettings.card(ask))),
                protectionForm(ask, fileSystem),
                tagsForm(ask, fileSystem));
        return Efs.page(ask, fileSystem, "settings", Html.NOTHING, body, Efs.TOPICS);
    }

    static Html form(Ask ask, String name, String title, Html fields, String button) {
        return ask.form(Efs.href(ask.path("id"), "settings", name))
                .style("card stack")
                .around(Html.of("<h2>{}</h2>{}<div class=\"row\"><button>{}</button></div>", title, fields, button));
    }

    private static Html throughputForm(Ask ask, JsonNode fileSystem) {
        String provisioned =
                fileSystem.path("ProvisionedThroughputInMibps").asText("").replaceFirst("\\.0$", "");
        return form(
                ask,
                "throughput",
                "Throughput",
                Html.of(
                        "<div class=\"fields\">{}{}</div>",
                        Fields.choice(
                                "Throughput mode",
                                "mode",
                                MODES,
                                fileSystem.path("ThroughputMode").asText()),
                        Fields.text("Provisioned throughput", "MiB/s, with Provisioned", "provisioned", provisioned)),
                "Save throughput");
    }

    private static void throughput(Ask ask) {
        Efs.call(ask.aws(), "UpdateFileSystem", in -> {
            in.put("FileSystemId", ask.path("id"))
                    .put("ThroughputMode", ask.form().get("mode"));
            provisioned(ask.form()).ifPresent(value -> in.put("ProvisionedThroughputInMibps", value));
        });
    }

    static Optional<Double> provisioned(Parameters form) {
        return form.get("mode").equals("provisioned")
                ? form.find("provisioned").map(text -> (double) Fields.number(text, "Provisioned throughput"))
                : Optional.empty();
    }

    private static Html lifecycleForm(Ask ask) {
        JsonNode policies = Efs.call(
                        ask.aws(), "DescribeLifecycleConfiguration", in -> in.put("FileSystemId", ask.path("id")))
                .path("LifecyclePolicies");
        return form(
                ask,
                "lifecycle",
                "Lifecycle",
                Html.of(
                        "<p class=\"hint\">Files of at least 128 KiB that nobody reads or writes move to a colder class, and cost less there.</p><div class=\"fields\">{}</div>",
                        Lifecycle.fields(Lifecycle.of(policies))),
                "Save lifecycle");
    }

    private static void lifecycle(Ask ask) {
        Efs.call(
                ask.aws(),
                "PutLifecycleConfiguration",
                in -> Lifecycle.write(
                        ask.form(), in.put("FileSystemId", ask.path("id")).putArray("LifecyclePolicies")));
    }

    private static Html backupForm(Ask ask) {
        String status = Efs.call(ask.aws(), "DescribeBackupPolicy", in -> in.put("FileSystemId", ask.path("id")))
                .path("BackupPolicy")
                .path("Status")
                .asText();
        return form(
                ask,
                "backup",
                "Automatic backups",
                Fields.check("One snapshot a day, kept 35 days", "it is " + status, "on", status.startsWith("ENABL")),
                "Save backups");
    }

    private static void backup(Ask ask) {
        Efs.call(
                ask.aws(),
                "PutBackupPolicy",
                in -> backup(ask, in, ask.form().find("on").isPresent() ? "ENABLED" : "DISABLED"));
    }

    private static void backup(Ask ask, ObjectNode in, String status) {
        in.put("FileSystemId", ask.path("id")).putObject("BackupPolicy").put("Status", status);
    }

    private static Html protectionForm(Ask ask, JsonNode fileSystem) {
        String state = fileSystem
                .path("FileSystemProtection")
                .path("ReplicationOverwriteProtection")
                .asText("ENABLED");
        return form(
                ask,
                "protection",
                "Replication overwrite protection",
                Fields.check("No replication may overwrite it", "it is " + state, "on", state.equals("ENABLED")),
                "Save protection");
    }

    private static void protection(Ask ask) {
        Efs.call(ask.aws(), "UpdateFileSystemProtection", in -> in.put("FileSystemId", ask.path("id"))
                .put("ReplicationOverwriteProtection", ask.form().find("on").isPresent() ? "ENABLED" : "DISABLED"));
    }

    private static Html tagsForm(Ask ask, JsonNode fileSystem) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode tag : fileSystem.path("Tags")) {
            lines.append(tag.path("Key").asText())
                    .append('=')
                    .append(tag.path("Value").asText())
                    .append('\n');
        }
        return form(
                ask,
                "tags",
                "Tags",
                Html.of(
                        "<label>Tags <span class=\"hint\">a line each: Key=Value; Name is the file system's name</span><textarea name=\"tags\" rows=\"4\" spellcheck=\"false\">{}</textarea></label>",
                        lines),
                "Save tags");
    }

    private static Need toTag(Ask ask) {
        return Need.anyOf(
                Need.filledIn("efs", "TagResource", in -> in.put("ResourceId", ask.path("id"))
                        .putArray("Tags")),
                Need.filledIn("efs", "UntagResource", in -> in.put("ResourceId", ask.path("id"))
                        .putArray("tagKeys")
                        .add("-")));
    }

    /** Those that are there no longer are removed, the others set. */
    private static void tags(Ask ask) {
        JsonNode fileSystem = Efs.described(ask);
        Map<String, String> wanted = Tags.parse(ask.form().raw("tags"));
        List<String> gone = Aws.list(fileSystem.path("Tags")).stream()
                .map(each -> each.path("Key").asText())
                .filter(key -> !wanted.containsKey(key) && !key.startsWith("aws:"))
                .toList();
        if (!gone.isEmpty()) {
            Efs.call(ask.aws(), "UntagResource", in -> {
                var keys = in.put("ResourceId", ask.path("id")).putArray("tagKeys");
                gone.forEach(keys::add);
            });
        }
        if (!wanted.isEmpty()) {
            Efs.call(
                    ask.aws(),
                    "TagResource",
                    in -> Tags.write(
                            wanted, in.put("ResourceId", ask.path("id")).putArray("Tags")));
        }
    }
}
