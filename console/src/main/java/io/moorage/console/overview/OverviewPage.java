package io.moorage.console.overview;

import io.moorage.console.cloudwatch.MetricPages;
import io.moorage.console.ecs.Inventory;
import io.moorage.console.efs.Storage;
import io.moorage.console.failover.Failovers;
import io.moorage.console.firstrun.FirstRunPages;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;

/** The first page: a map of everything, how it fares, and what happened last. */
public final class OverviewPage {
    /** What CloudWatch measures comes once a minute, and is no row whose change one is told of. */
    private static final int TRAFFIC_SECONDS = 60;

    /** What changes when something happens that it shows. */
    private static final List<String> TOPICS =
            List.of("ecs", "ec2", "efs", "elb", "failover", "cfn", "cloudwatch", "autoscaling");

    private final Storage storage;
    private final Failovers failovers;

    public OverviewPage(Storage storage, Failovers failovers) {
        this.storage = storage;
        this.failovers = failovers;
    }

    public List<Route> routes() {
        return List.of(Route.get("", this::page));
    }

    private View.Page page(Ask ask) {
        Inventory inventory = Inventory.of(ask.aws());
        Surveyor surveyor = new Surveyor(ask.aws(), storage);
        Landscape landscape = surveyor.survey(inventory);
        Traffic traffic = surveyor.traffic(landscape, ask.now());
        Html map = landscape.isEmpty()
                        && inventory.isEmpty()
                        && surveyor.refusals().isEmpty()
                ? firstRun()
                : Html.of(
                        "{}{}{}",
                        health(inventory),
                        Parts.card(
                                "Where everything is",
                                Html.of(
                                        "{}{}{}",
                                        LandscapeMap.draw(landscape, traffic),
                                        unused(landscape.unusedSubnets()),
                                        Html.of(
                                                        "<p class=\"hint\">Of {} container instances some are drawn.</p>",
                                                        inventory.count("registeredContainerInstancesCount"))
                                                .when(inventory.isMuch()))),
                        Parts.card("Recent events", new RecentEvents(ask.aws(), failovers).draw(inventory.services())));
        List<Html> refused = surveyor.refusals().stream().map(Advice::of).toList();
        Html refusedEcs = inventory.refusal().map(Advice::of).orElse(Html.NOTHING);
        return new View.Page(
                "Overview",
                List.of(),
                Parts.button(Links.to("failovers"), "Failovers", ""),
                Html.of(
                        "{}{}",
                        Parts.live(
                                "overview",
                                landscape.said(),
                                Html.of("<div class=\"stack\">{}{}{}</div>", refusedEcs, refused, map)),
                        MetricPages.every(TRAFFIC_SECONDS)),
                TOPICS);
    }

    private static Html unused(long subnets) {
        return Html.of(
                        "<p class=\"hint\">Not drawn: {} of Availability Zones where nothing is. {}</p>",
                        Landscape.counted(subnets, "subnet"),
                        Parts.link(Links.to("ec2", "vpcs"), "All VPCs"))
                .when(subnets > 0);
    }

    private static Html health(Inventory inventory) {
        long wanted = sum(inventory, "desiredCount");
        long running = sum(inventory, "runningCount");
        long behind = inventory.services().stream()
                .filter(each -> each.path("runningCount").asLong()
                        < each.path("desiredCount").asLong())
                .count();
        return Parts.figures(List.of(
                figure("Clusters", inventory.clusters().size()),
                figure("Container instances", inventory.count("registeredContainerInstancesCount")),
                figure("Tasks running", inventory.count("runningTasksCount")),
                Map.entry("Tasks of services", Html.of("{} <small>of {}</small>", running, wanted)),
                Map.entry(
                        "Services",
                        behind == 0
                                ? Parts.status("HEALTHY")
                                : Html.of("{} <small>behind</small> {}", behind, Parts.status("PENDING")))));
    }

    private static long sum(Inventory inventory, String member) {
        return inventory.services().stream()
                .mapToLong(each -> each.path(member).asLong())
                .sum();
    }

    private static Map.Entry<String, Html> figure(String name, long value) {
        return Map.entry(name, Html.text(Long.toString(value)));
    }

    private static Html firstRun() {
        return Html.of(
                """
                <section class="card stack"><h2>Nothing runs yet</h2><p>Moorage keeps the data of containers on a file system that outlives every machine. \
                See it happen, from an empty system to a database whose machine dies:</p>
                <div class="row">{}</div><p>The same from a shell:</p>
                <pre tabindex="0">./moorage quickstart</pre><p>Or go step by step, as on AWS:</p>
                <ol class="steps">{}{}{}</ol></section>""",
                Parts.button(FirstRunPages.HREF, "See it happen", "primary"),
                step("Create a cluster", "Its name is what instances join by.", Links.to("ecs", "clusters")),
                step(
                        "Describe what runs, and where its data is",
                        "A task definition names containers and volumes.",
                        Links.to("ecs", "new-task-definition")),
                step(
                        "Keep it running",
                        "A service starts tasks anew when an instance fails.",
                        Links.to("ecs", "task-definitions")));
    }

    private static Html step(String title, String what, String href) {
        return Html.of("<li><a href=\"{}\">{}</a><span class=\"hint\"> {}</span></li>", href, title, what);
    }
}
