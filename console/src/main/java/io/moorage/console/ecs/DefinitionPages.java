package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Task definitions: the families, their revisions, and what one holds. */
public final class DefinitionPages {
    /** What ECS adds to what was registered. */
    private static final Set<String> ADDED = Set.of(
            "taskDefinitionArn",
            "revision",
            "status",
            "requiresAttributes",
            "compatibilities",
            "registeredAt",
            "registeredBy",
            "deregisteredAt");

    private static final Html CHOSEN = Html.of(" aria-current=\"true\"");

    private static final Column<String> CHOICE = Column.of(
            "Choose",
            family -> "",
            family -> Html.of(
                    "<input type=\"radio\" name=\"definition\" value=\"{}\" form=\"chosen\" required aria-label=\"Choose {}\">",
                    family,
                    family));

    private static final Column<String> FAMILY = Column.of(
            "Task definition",
            family -> family,
            family -> Parts.link(Links.to("ecs", "task-definitions", family), family));

    private DefinitionPages() {}

    /** @param status {@code ACTIVE}, or {@code INACTIVE} once it is deregistered */
    private record Revision(String arn, String status) {
        String name() {
            return Links.nameOf(arn);
        }
    }

    /** @param wizardScript the wizard's part in the browser */
    public static List<Route> routes(Html wizardScript) {
        Wizard wizard = new Wizard(wizardScript);
        return Stream.concat(
                        Stream.of(
                                Route.get("ecs/task-definitions", DefinitionPages::families),
                                Route.get("ecs/task-definitions/{family}", DefinitionPages::revisions),
                                Route.get("ecs/task-definitions/{family}/{revision}", DefinitionPages::revision),
                                Route.post(
                                        "ecs/task-definitions/{family}/{revision}/deregister",
                                        DefinitionPages::toDeregister,
                                        DefinitionPages::deregister),
                                Route.get("ecs/new-task-definition", wizard::page),
                                Route.post(
                                        "ecs/new-task-definition",
                                        ask -> Need.onAnything(Ecs.NAME, "RegisterTaskDefinition"),
                                        wizard::register)),
                        StartPages.routes().stream())
                .toList();
    }

    static JsonNode describe(Ask ask, String definition) {
        return Ecs.call(ask.aws(), "DescribeTaskDefinition", in -> in.put("taskDefinition", definition))
                .path("taskDefinition");
    }

    /** What to register to get the same again. */
    static JsonNode registrable(JsonNode definition) {
        ObjectNode copy = definition.deepCopy();
        copy.remove(ADDED);
        return copy;
    }

    private static View.Page families(Ask ask) {
        boolean inactive = ask.query().get("status").equals("INACTIVE");
        Rows<String> families = Ecs.arns(
                ask.aws(),
                "ListTaskDefinitionFamilies",
                "families",
                in -> in.put("status", inactive ? "INACTIVE" : "ACTIVE"));
        Listing<String> listing = new Listing<>(
                "definitions",
                "Task definitions",
                inactive ? List.of(FAMILY) : List.of(CHOICE, FAMILY),
                noFamily(ask, inactive));
        Html actions = Html.of(
                "{}{}",
                menu(ask).when(!inactive && !families.all().isEmpty()),
                ask.leads(
                        Wizard.HREF,
                        "Create new task definition",
                        !inactive && families.all().isEmpty() ? "" : "primary"));
        return new View.Page(
                "Task Definitions",
                List.of(),
                actions,
                Html.of(
                        "<form id=\"chosen\" method=\"get\"></form>{}{}",
                        choice(inactive),
                        Parts.live("definitions", listing.render(families, ask.query()))),
                Ecs.TOPICS);
    }

    private static Html choice(boolean inactive) {
        String href = Links.to("ecs", "task-definitions");
        return Html.of(
                "<nav class=\"choice\" aria-label=\"Which task definitions\"><a href=\"{}\"{}>Active</a><a href=\"{}?status=INACTIVE\"{}>Deregistered</a></nav>",
                href,
                CHOSEN.when(!inactive),
                href,
                CHOSEN.when(inactive));
    }

    private static Html noFamily(Ask ask, boolean inactive) {
        return inactive
                ? Parts.empty(
                        "No task definition is deregistered.",
                        "A family is here when all of its revisions are deregistered.",
                        Html.NOTHING)
                : Parts.empty(
                        "There is no task definition yet.",
                        "A task definition says which containers run together and where their data is. Begin with one.",
                        ask.leads(Wizard.HREF, "Create new task definition", "primary"));
    }

    /** What can be done with what is chosen. */
    private static Html menu(Ask ask) {
        return Html.of(
                """
                <button type="button" popovertarget="actions" class="menu">Actions</button>\
                <div popover id="actions" class="menu-list">{}{}</div>""",
                ask.leadsWithChosen("chosen", Links.to("ecs", "run-task"), "Run task", ""),
                ask.leadsWithChosen("chosen", Links.to("ecs", "create-service"), "Create Service", ""));
    }

    private static View.Page revisions(Ask ask) {
        String family = ask.path("family");
        Rows<Revision> active = revisions(ask, family, "ACTIVE");
        Rows<Revision> inactive = revisions(ask, family, "INACTIVE");
        Rows<Revision> all = new Rows<>(
                Stream.concat(active.all().stream(), inactive.all().stream()).toList(), active.cut() || inactive.cut());
        Listing<Revision> listing = new Listing<>(
                "revisions",
                "Revisions of " + family,
                List.of(
                        Column.of(
                                "Revision",
                                Revision::name,
                                each -> Parts.link(Ecs.definitionHref(each.arn()), each.name())),
                        Column.of("Status", Revision::status, each -> Parts.status(each.status())),
                        Column.of("ARN", Revision::arn, each -> Parts.id(each.arn()))),
                Parts.empty(
                        "There is no task definition " + family + ".",
                        "Create it, or choose another.",
                        Parts.button(Links.to("ecs", "task-definitions"), "Task Definitions", "")));
        Html newest = active.all().isEmpty()
                ? Html.NOTHING
                : ask.leads(Wizard.HREF + "?from=" + active.all().getFirst().name(), "Create new revision", "");
        return new View.Page(
                family, crumbs(), newest, Parts.live("revisions", listing.render(all, ask.query())), Ecs.TOPICS);
    }

    private static Rows<Revision> revisions(Ask ask, String family, String status) {
        return Ecs.arns(ask.aws(), "ListTaskDefinitions", "taskDefinitionArns", in -> in.put("familyPrefix", family)
                        .put("status", status)
                        .put("sort", "DESC"))
                .map(arn -> new Revision(arn, status));
    }

    private static List<Crumb> crumbs() {
        return List.of(new Crumb(Links.to("ecs", "task-definitions"), "Task Definitions"));
    }

    private static View.Page revision(Ask ask) {
        String family = ask.path("family");
        String name = named(ask);
        JsonNode definition = describe(ask, name);
        Html body = Html.of(
                "<form id=\"chosen\" method=\"get\"><input type=\"hidden\" name=\"definition\" value=\"{}\"></form>{}{}{}{}{}{}",
                name,
                deregistered(definition),
                Parts.live("facts", facts(definition)),
                Parts.card("Containers", Containers.cards(definition)),
                Parts.card("Volumes", Volumes.mounted(ask, definition)),
                difference(ask, family, definition),
                Html.of(
                        "<details class=\"card\"><summary>JSON</summary><pre tabindex=\"0\">{}</pre></details>",
                        Aws.pretty(registrable(definition))));
        return new View.Page(
                name,
                List.of(crumbs().getFirst(), new Crumb(Links.to("ecs", "task-definitions", family), family)),
                actions(ask, name, definition),
                body,
                Ecs.TOPICS);
    }

    private static Html deregistered(JsonNode definition) {
        return Html.of(
                        "<div class=\"alert\"><p><strong>This revision is deregistered.</strong> What runs by it goes on; nothing new is started by it. Create new revision makes an active one of it.</p></div>")
                .when(definition.path("status").asText().equals("INACTIVE"));
    }

    private static Html actions(Ask ask, String name, JsonNode definition) {
        boolean active = definition.path("status").asText().equals("ACTIVE");
        return Html.of(
                "{}{}{}{}",
                ask.destroy(
                                "deregister",
                                Ecs.definitionHref(name) + "/deregister",
                                "Deregister",
                                "Deregister " + name + "?",
                                List.of("No new task or service can use it. What runs by it goes on."))
                        .when(active),
                ask.leads(Wizard.HREF + "?from=" + name, "Create new revision", ""),
                menu(ask).when(active),
                ask.leadsWithChosen("chosen", Links.to("ecs", "create-service"), "Create Service", "primary")
                        .when(active));
    }

    private static Html facts(JsonNode definition) {
        return Parts.facts(List.of(
                Map.entry("Status", Parts.status(definition.path("status").asText())),
                Map.entry(
                        "Network mode", Html.text(definition.path("networkMode").asText("bridge"))),
                Map.entry("Task role", role(definition.path("taskRoleArn").asText(""))),
                Map.entry(
                        "Execution role",
                        role(definition.path("executionRoleArn").asText(""))),
                Map.entry("Registered", Parts.time(definition.path("registeredAt"))),
                Map.entry("ARN", Parts.id(definition.path("taskDefinitionArn").asText()))));
    }

    private static Html role(String arn) {
        return arn.isEmpty()
                ? Html.text("–")
                : Parts.link(Links.to("iam", "roles", Links.nameOf(arn)), Links.nameOf(arn));
    }

    private static Html difference(Ask ask, String family, JsonNode definition) {
        int revision = definition.path("revision").asInt();
        String against = ask.query().find("against").orElse(Integer.toString(revision - 1));
        if (revision < 2 && ask.query().find("against").isEmpty()) {
            return Html.NOTHING;
        }
        Html lines;
        try {
            lines = Difference.render(
                    Aws.pretty(registrable(describe(ask, family + ":" + against))),
                    Aws.pretty(registrable(definition)));
        } catch (AwsException e) {
            lines = Html.of("<p class=\"hint\">{}</p>", e.getMessage());
        }
        return Parts.card(
                "What changed since revision " + against,
                Html.of(
                        "<form method=\"get\" class=\"inline\"><label>Compare with revision<input type=\"number\" name=\"against\" min=\"1\" value=\"{}\"></label><button>Compare</button></form>{}",
                        against,
                        lines));
    }

    private static String named(Ask ask) {
        return ask.path("family") + ":" + ask.path("revision");
    }

    private static Need.Call toDeregister(Ask ask) {
        return Need.call(Ecs.NAME, "DeregisterTaskDefinition", in -> in.put("taskDefinition", named(ask)));
    }

    private static View deregister(Ask ask) {
        String name = named(ask);
        ask.aws().call(toDeregister(ask));
        return new View.GoTo(Ecs.definitionHref(name), name + " was deregistered.");
    }
}
