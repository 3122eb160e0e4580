package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Live;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A new file system, with its lifecycle and where it can be mounted. */
final class CreateFileSystemPage {
    static final String HREF = Links.to("efs-create");

    /** As a rule it is there in tens of milliseconds. */
    private static final Duration TO_BE_THERE = Duration.ofSeconds(5);

    private static final List<Map.Entry<String, String>> PERFORMANCE =
            List.of(Map.entry("generalPurpose", "General Purpose"), Map.entry("maxIO", "Max I/O"));

    private final Live live;

    CreateFileSystemPage(Live live) {
        this.live = live;
    }

    List<Route> routes() {
        return List.of(
                Route.get("efs-create", ask -> page(ask, Parameters.NONE, Html.NOTHING)),
                Route.post("efs-create", ask -> Need.onAnything("efs", "CreateFileSystem"), this::create));
    }

    private static View.Page page(Ask ask, Parameters given, Html refusal) {
        boolean fresh = given.values().isEmpty();
        ask.aws().mention("efs", "CreateFileSystem", in -> in.put("CreationToken", "TOKEN")
                .put("Encrypted", true)
                .putArray("Tags")
                .addObject()
                .put("Key", "Name")
                .put("Value", "NAME"));
        Html fields = Html.of(
                """
                <section class="card stack"><h2>File system</h2><label>Name <span class="hint">optional</span><input name="name" value="{}" maxlength="256" autofocus></label>
                <div class="fields">{}{}{}</div>{}{}{}
                <label>Tags <span class="hint">a line each: Key=Value</span><textarea name="tags" rows="2" spellcheck="false">{}</textarea></label></section>
                <section class="card stack"><h2>Lifecycle</h2><p class="hint">Files that nobody uses can move to classes that cost less. Archive needs Elastic throughput.</p><div class="fields">{}</div></section>
                <section class="card stack"><h2>Mount targets</h2>{}</section>
                <div class="row"><button class="primary">Create file system</button><a class="button quiet" href="{}">Cancel</a></div>""",
                given.get("name"),
                Fields.choice("Performance mode", "performance", PERFORMANCE, given.get("performance")),
                Fields.choice("Throughput mode", "mode", SettingsPages.MODES, given.get("mode")),
                Fields.text(
                        "Provisioned throughput", "MiB/s, with Provisioned", "provisioned", given.get("provisioned")),
                Advice.orRefusal(() -> zones(ask, given)),
                Fields.check(
                        "Encrypted at rest",
                        "kept and shown, and conditions of policies see it; data is as encrypted as the server's disk",
                        "encrypted",
                        fresh || given.find("encrypted").isPresent()),
                Fields.check(
                        "Automatic backups",
                        "one snapshot a day, kept 35 days",
                        "backup",
                        given.find("backup").isPresent()),
                given.raw("tags"),
                Lifecycle.fields(given),
                Advice.orRefusal(() -> NetworkPages.subnetFields(ask, List.of(), given)),
                Links.to("efs"));
        Html body = Html.of("{}{}", refusal, ask.form(HREF).style("stack").around(fields));
        return new View.Page(
                "Create file system",
                List.of(new Crumb(Links.to("efs"), "File systems")),
                Html.NOTHING,
                body,
                List.of());
    }

    private static Html zones(Ask ask, Parameters given) {
        List<Map.Entry<String, String>> zones = new ArrayList<>();
        zones.add(Map.entry("", "Regional, in all zones"));
        for (JsonNode each : ask.aws().call("ec2", "DescribeAvailabilityZones").path("availabilityZoneInfo")) {
            String name = each.path("zoneName").asText();
            zones.add(Map.entry(name, "One Zone, " + name));
        }
        return Fields.choice("Zones", "zone", zones, given.get("zone"));
    }

    private View create(Ask ask) {
        String id;
        try {
            id = Efs.id(made(ask));
        } catch (AwsException e) {
            return page(ask, ask.form(), Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(Efs.href(id), furnish(ask, id));
    }

    private static JsonNode made(Ask ask) {
        Parameters form = ask.form();
        Map<String, String> tags = Tags.parse(form.raw("tags"));
        form.find("name").ifPresent(name -> tags.put("Name", name));
        return Efs.call(ask.aws(), "CreateFileSystem", in -> {
            in.put("CreationToken", UUID.randomUUID().toString())
                    .put("PerformanceMode", form.get("performance"))
                    .put("ThroughputMode", form.get("mode"))
                    .put("Encrypted", form.find("encrypted").isPresent())
                    .put("Backup", form.find("backup").isPresent());
            SettingsPages.provisioned(form).ifPresent(value -> in.put("ProvisionedThroughputInMibps", value));
            form.find("zone").ifPresent(zone -> in.put("AvailabilityZoneName", zone));
            if (!tags.isEmpty()) {
                Tags.write(tags, in.putArray("Tags"));
            }
        });
    }

    /** What a file system gets once it is available. What of it is refused is told; the file system is there all the same. */
    private String furnish(Ask ask, String id) {
        try {
            awaitAvailable(ask, id);
            if (Lifecycle.isWanted(ask.form())) {
                Efs.call(
                        ask.aws(),
                        "PutLifecycleConfiguration",
                        in -> Lifecycle.write(
                                ask.form(), in.put("FileSystemId", id).putArray("LifecyclePolicies")));
            }
            int targets = NetworkPages.createChosen(ask, id);
            return targets == 0
                    ? "The file system " + id + " was created. It has no mount target yet."
                    : "The file system " + id + " was created, and " + targets + " mount targets are on their way.";
        } catch (AwsException e) {
            return "The file system " + id + " was created, but not all of the rest: " + e.getMessage();
        }
    }

    private void awaitAvailable(Ask ask, String id) {
        long end = System.nanoTime() + TO_BE_THERE.toNanos();
        long version = live.version();
        while (!isAvailable(ask, id) && System.nanoTime() < end) {
            try {
                version = live.await(version, Efs.TOPICS, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean isAvailable(Ask ask, String id) {
        return Efs.call(ask.aws(), "DescribeFileSystems", in -> in.put("FileSystemId", id))
                .path("FileSystems")
                .path(0)
                .path("LifeCycleState")
                .asText()
                .equals("available");
    }
}
