package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The clusters, and what is in one. */
public final class ClusterPages {
    private static final Listing<JsonNode> CLUSTERS = new Listing<>(
            "clusters",
            "Clusters",
            List.of(
                    Columns.linked("Cluster", "clusterName", Ecs::clusterHref),
                    Columns.status("Status", "status"),
                    Columns.number("Services", "activeServicesCount"),
                    Columns.number("Running tasks", "runningTasksCount"),
                    Columns.number("Pending tasks", "pendingTasksCount"),
                    Columns.number("Container instances", "registeredContainerInstancesCount")),
            Parts.empty(
                    "There is no cluster yet.",
                    "Create one here by its name, or with a stack from a template; instances whose user data names it join it.",
                    Html.NOTHING));

    private static final Html NO_TASK = Parts.empty(
            "No task runs here.",
            "Choose a task definition and Run task, or create a service that keeps tasks running.",
            Parts.button(Links.to("ecs", "task-definitions"), "Task Definitions", ""));

    private ClusterPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("ecs/clusters", ClusterPages::list),
                Route.post("ecs/clusters", ask -> Need.onAnything(Ecs.NAME, "CreateCluster"), ClusterPages::create),
                Route.get("ecs/clusters/{cluster}", ClusterPages::cluster),
                Route.post(
                        "ecs/clusters/{cluster}/delete",
                        ask -> Need.call(Ecs.NAME, "DeleteCluster", in -> in.put("cluster", ask.path("cluster"))),
                        ClusterPages::delete));
    }

    private static View.Page list(Ask ask) {
        Rows<String> arns = Ecs.arns(ask.aws(), "ListClusters", "clusterArns", in -> {});
        Rows<JsonNode> clusters = new Rows<>(
                Ecs.described(ask.aws(), "DescribeClusters", "clusters", arns.all(), 100, in -> {}), arns.cut());
        Html fields = Html.of("""
                <label>Cluster name<input name="clusterName" required pattern="[A-Za-z0-9_\\-]{1,255}" \
                title="Letters, digits, hyphens and underscores"></label><button>Create cluster</button>""");
        return new View.Page(
                "Clusters",
                List.of(),
                Html.NOTHING,
                Html.of(
                        "{}{}",
                        Parts.live("clusters", CLUSTERS.render(clusters, ask.query())),
                        ask.form(Links.to("ecs", "clusters")).style("inline").around(fields)),
                Ecs.TOPICS);
    }

    private static View create(Ask ask) {
        String name = ask.form().get("clusterName");
        Ecs.call(ask.aws(), "CreateCluster", in -> in.put("clusterName", name));
        return new View.GoTo(Ecs.clusterHref(name), "Cluster " + name + " was created.");
    }

    private static View delete(Ask ask) {
        String name = ask.path("cluster");
        Ecs.call(ask.aws(), "DeleteCluster", in -> in.put("cluster", name));
        return new View.GoTo(Links.to("ecs", "clusters"), "Cluster " + name + " was deleted.");
    }

    private static View.Page cluster(Ask ask) {
        String name = ask.path("cluster");
        List<JsonNode> found =
                Ecs.described(ask.aws(), "DescribeClusters", "clusters", List.of(name), 1, in -> in.putArray("include")
                        .add("TAGS"));
        if (found.isEmpty() || found.getFirst().path("status").asText().equals("INACTIVE")) {
            return absent(name);
        }
        String tab = ask.query().find("tab").orElse("services");
        Html shown =
                switch (tab) {
                    case "tasks" -> Advice.orRefusal(() -> TaskPages.table(ask, name, in -> {}, NO_TASK));
                    case "instances" -> Advice.orRefusal(() -> InstancePages.table(ask, name));
                    default -> Advice.orRefusal(() -> ServicePages.table(ask, name));
                };
        Html body = Html.of(
                "{}{}{}",
                Parts.live("cluster", summary(found.getFirst())),
                tabs(name, tab),
                Parts.live("listed", shown));
        return new View.Page(
                name,
                List.of(new Crumb(Links.to("ecs", "clusters"), "Clusters")),
                actions(ask, name),
                body,
                List.of("ecs", "ec2"));
    }

    private static Html actions(Ask ask, String name) {
        return Html.of(
                "{}{}",
                ask.destroy(
                        "delete",
                        Ecs.clusterHref(name) + "/delete",
                        "Delete cluster",
                        "Delete the cluster " + name + "?",
                        List.of(
                                "It must hold no service, no running task and no container instance. Data on file systems stays.")),
                ask.leads(Links.to("ecs", "new-task-definition"), "Create new task definition", "primary"));
    }

    private static Html summary(JsonNode cluster) {
        return Html.of("{}{}", figures(cluster), capacity(cluster));
    }

    /** What services and tasks of this cluster run on unless they say otherwise, and what it is tagged with. */
    private static Html capacity(JsonNode cluster) {
        String providers = Aws.list(cluster.path("capacityProviders")).stream()
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        String strategy = ServicePages.strategy(cluster.path("defaultCapacityProviderStrategy"));
        Html told = Html.of(
                        "Capacity providers: {}. By default: {}.",
                        providers,
                        strategy.isEmpty() ? "none of them" : strategy)
                .when(!providers.isEmpty());
        Html tags = Ecs.tags(cluster).map(each -> Html.of(" Tags: {}", each)).orElse(Html.NOTHING);
        return Html.of("<p class=\"hint\">{}{}</p>", told, tags).when(!told.isEmpty() || !tags.isEmpty());
    }

    private static Html figures(JsonNode cluster) {
        return Parts.figures(List.of(
                figure("Services", cluster.path("activeServicesCount")),
                figure("Running tasks", cluster.path("runningTasksCount")),
                figure("Pending tasks", cluster.path("pendingTasksCount")),
                figure("Container instances", cluster.path("registeredContainerInstancesCount")),
                Map.entry("Status", Parts.status(cluster.path("status").asText()))));
    }

    private static Map.Entry<String, Html> figure(String name, JsonNode value) {
        return Map.entry(name, Html.text(Long.toString(value.asLong())));
    }

    private static Html tabs(String cluster, String tab) {
        return Parts.tabs(
                "In this cluster",
                tab,
                List.of(
                        tab(cluster, "services", "Services"),
                        tab(cluster, "tasks", "Tasks"),
                        tab(cluster, "instances", "Container instances")));
    }

    private static Parts.Tab tab(String cluster, String name, String label) {
        return new Parts.Tab(name, label, Ecs.clusterHref(cluster) + "?tab=" + name);
    }

    private static View.Page absent(String name) {
        return new View.Page(
                name,
                List.of(new Crumb(Links.to("ecs", "clusters"), "Clusters")),
                Html.NOTHING,
                Parts.empty(
                        "There is no cluster " + name + ".",
                        "It was deleted, or never created.",
                        Parts.button(Links.to("ecs", "clusters"), "All clusters", "")),
                Ecs.TOPICS,
                404);
    }
}
