package io.moorage.console.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.Tabs;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Stacks: what they are made of, what happens to them, and how they are made, changed and deleted. */
public final class StackPages {
    private static final String SERVICE = "cloudformation";
    private static final String STATUS = "ResourceStatus";
    private static final List<String> TOPICS = List.of("cfn");

    private static final Listing<JsonNode> EVENTS = new Listing<>(
            "events",
            "Events",
            List.of(
                    Columns.time("When", "Timestamp"),
                    Columns.text("Logical id", "LogicalResourceId"),
                    Columns.text("Type", "ResourceType"),
                    Columns.status("Status", each -> each.path(STATUS).asText()),
                    Columns.text("Reason", "ResourceStatusReason")),
            Parts.empty("Nothing happened yet.", "Events appear here by themselves.", Html.NOTHING));

    private static final Listing<JsonNode> VALUES = new Listing<>(
            "parameters",
            "Parameters",
            List.of(Columns.text("Parameter", "ParameterKey"), Columns.id("Value", "ParameterValue")),
            Html.of("<p class=\"hint\">The template has no parameters.</p>"));

    private static final Listing<JsonNode> OUTPUTS = new Listing<>(
            "outputs",
            "Outputs",
            List.of(
                    Columns.text("Output", "OutputKey"),
                    Columns.id("Value", "OutputValue"),
                    Columns.text("Description", "Description"),
                    Columns.text("Exported as", "ExportName")),
            Html.of("<p class=\"hint\">It has no outputs.</p>"));

    private StackPages() {}

    public static List<Route> routes() {
        return Stream.of(
                        List.of(
                                Route.get("stacks", StackPages::list),
                                Route.get("stacks/{stack}", StackPages::stack),
                                Route.post(
                                        "stacks/{stack}/delete",
                                        ask -> Need.call(
                                                SERVICE, "DeleteStack", in -> in.put("StackName", ask.path("stack"))),
                                        StackPages::delete),
                                Route.post(
                                        "stacks/{stack}/protect",
                                        ask -> Need.filledIn(SERVICE, "UpdateTerminationProtection", in -> in.put(
                                                        "StackName", ask.path("stack"))
                                                .put("EnableTerminationProtection", true)),
                                        StackPages::protect),
                                Route.post(
                                        "stacks/{stack}/detect-drift",
                                        ask -> Need.call(
                                                SERVICE,
                                                "DetectStackDrift",
                                                in -> in.put("StackName", ask.path("stack"))),
                                        DriftPages::detect)),
                        StackForm.routes(),
                        ChangeSetPages.routes())
                .flatMap(List::stream)
                .toList();
    }

    static JsonNode describe(Ask ask) {
        return ask.aws()
                .call(SERVICE, "DescribeStacks", in -> in.put("StackName", ask.path("stack")))
                .path("Stacks")
                .path(0);
    }

    private static View.Page list(Ask ask) {
        Rows<JsonNode> all = ask.aws().all(SERVICE, "DescribeStacks", "Stacks", "NextToken", in -> {});
        return new View.Page(
                "Stacks",
                List.of(),
                ask.leads(Links.to("create-stack"), "Create stack", all.all().isEmpty() ? "" : "primary"),
                Parts.live("stacks", stacks(ask).render(all, ask.query())),
                TOPICS);
    }

    private static Listing<JsonNode> stacks(Ask ask) {
        return new Listing<>(
                "stacks",
                "Stacks",
                List.of(
                        Columns.linked("Stack", "StackName", name -> Links.to("stacks", name)),
                        Columns.status("Status", "StackStatus"),
                        Columns.text("Description", "Description"),
                        Columns.time("Created", "CreationTime")),
                Parts.empty(
                        "There is no stack.",
                        "A stack is all that a template describes, made and kept together: networks, instances, file systems, services.",
                        ask.leads(Links.to("create-stack"), "Create stack", "primary")));
    }

    private static View.Page stack(Ask ask) {
        String name = ask.path("stack");
        JsonNode stack = describe(ask);
        Html tabs = new Tabs("Of this stack")
                .with("resources", "Resources", () -> resources(ask))
                .with(
                        "events",
                        "Events",
                        () -> EVENTS.render(
                                ask.aws()
                                        .all(
                                                SERVICE,
                                                "DescribeStackEvents",
                                                "StackEvents",
                                                "NextToken",
                                                in -> in.put("StackName", name)),
                                ask.query()))
                .with("values", "Parameters and outputs", () -> values(ask, stack))
                .with("template", "Template", () -> template(ask))
                .with("change-sets", "Change sets", () -> ChangeSetPages.table(ask))
                .with("drift", "Drift", () -> DriftPages.table(ask))
                .render(ask);
        Html body = Html.of(
                "{}{}",
                Parts.live("facts", "The stack is " + stack.path("StackStatus").asText(), facts(stack)),
                Parts.live("shown", Html.of("<div class=\"stack\">{}</div>", tabs)));
        return new View.Page(
                name, List.of(new Crumb(Links.to("stacks"), "Stacks")), actions(ask, name, stack), body, TOPICS);
    }

    /** DescribeStackResources tells all of them at once. */
    private static List<JsonNode> made(Ask ask) {
        return Aws.list(ask.aws()
                .call(SERVICE, "DescribeStackResources", in -> in.put("StackName", ask.path("stack")))
                .path("StackResources"));
    }

    private static Html actions(Ask ask, String name, JsonNode stack) {
        boolean guarded = stack.path("EnableTerminationProtection").asBoolean();
        String href = Links.to("stacks", name);
        return Html.of(
                "{}{}{}",
                ask.act(href + "/protect", guarded ? "Take protection off" : "Protect from deletion", "quiet"),
                ask.destroy("delete", href + "/delete", "Delete", "Delete the stack " + name + "?", lost(ask)),
                ask.leads(href + "/update", "Update", "primary"));
    }

    /** By name: what a person would miss. */
    private static List<String> lost(Ask ask) {
        List<String> made;
        try {
            made = made(ask).stream()
                    .filter(each -> !each.path("PhysicalResourceId").asText().isEmpty())
                    .map(each -> each.path("LogicalResourceId").asText() + " ("
                            + each.path("ResourceType").asText().replaceFirst("^AWS::", "") + ")")
                    .toList();
        } catch (AwsException e) {
            made = List.of();
        }
        return List.of(
                made.isEmpty() ? "It holds no resource." : "These go: " + String.join(", ", made) + ".",
                "File systems go with their data, unless the template retains them.");
    }

    private static Html resources(Ask ask) {
        List<JsonNode> all = made(ask);
        Listing<JsonNode> listing = listing(ask);
        if (all.isEmpty()) {
            return listing.render(all, ask.query());
        }
        Map<String, Set<String>> needs = needs(ask, all);
        String selected = ask.query().get("resource");
        return Html.of(
                "<section class=\"card stack\"><h2>How they depend on one another</h2>{}{}</section>{}",
                new ResourceGraph(all, needs, selected, ask.at()).draw(),
                ResourceGraph.joined(needs, selected, ask.at()).when(needs.containsKey(selected)),
                listing.render(all, ask.query()));
    }

    private static Map<String, Set<String>> needs(Ask ask, List<JsonNode> resources) {
        List<String> names = resources.stream()
                .map(each -> each.path("LogicalResourceId").asText())
                .toList();
        try {
            String template = ask.aws()
                    .call(SERVICE, "GetTemplate", in -> in.put("StackName", ask.path("stack")))
                    .path("TemplateBody")
                    .asText();
            return Dependencies.of(template, names);
        } catch (AwsException e) {
            return Dependencies.of("", names);
        }
    }

    private static Listing<JsonNode> listing(Ask ask) {
        return new Listing<>(
                "resources",
                "Resources",
                List.of(
                        Column.of(
                                "Logical id",
                                each -> each.path("LogicalResourceId").asText(),
                                each -> Html.of(
                                        "<a href=\"{}?resource={}\">{}</a>",
                                        ask.at(),
                                        each.path("LogicalResourceId").asText(),
                                        each.path("LogicalResourceId").asText())),
                        Columns.text("Type", "ResourceType"),
                        Column.of(
                                "Physical id",
                                each -> each.path("PhysicalResourceId").asText(),
                                PhysicalLinks::of),
                        Columns.status("Status", each -> each.path(STATUS).asText()),
                        Columns.text("Reason", "ResourceStatusReason")),
                Parts.empty("It has no resource yet.", "They appear as they are made.", Html.NOTHING));
    }

    private static Html values(Ask ask, JsonNode stack) {
        return Html.of(
                "{}{}",
                OUTPUTS.render(Aws.list(stack.path("Outputs")), ask.query()),
                VALUES.render(Aws.list(stack.path("Parameters")), ask.query()));
    }

    private static Html template(Ask ask) {
        return Html.of(
                "<pre tabindex=\"0\"><code>{}</code></pre>",
                ask.aws()
                        .call(SERVICE, "GetTemplate", in -> in.put("StackName", ask.path("stack")))
                        .path("TemplateBody")
                        .asText());
    }

    private static Html facts(JsonNode stack) {
        return Parts.facts(List.of(
                Map.entry("Status", Parts.status(stack.path("StackStatus").asText())),
                Map.entry("Reason", Html.text(Parts.text(stack.path("StackStatusReason")))),
                Map.entry("Description", Html.text(Parts.text(stack.path("Description")))),
                Map.entry("Created", Parts.time(stack.path("CreationTime"))),
                Map.entry("Updated", Parts.time(stack.path("LastUpdatedTime"))),
                Map.entry(
                        "Termination protection",
                        Html.text(stack.path("EnableTerminationProtection").asBoolean() ? "on" : "off")),
                Map.entry(
                        "Drift",
                        Html.text(Parts.text(stack.path("DriftInformation").path("StackDriftStatus")))),
                Map.entry(
                        "Tags",
                        Html.text(
                                Tags.lines(stack.path("Tags")).isEmpty()
                                        ? "–"
                                        : Tags.lines(stack.path("Tags")).replace("\n", ", "))),
                Map.entry("Id", Parts.id(stack.path("StackId").asText()))));
    }

    private static View protect(Ask ask) {
        boolean guarded = describe(ask).path("EnableTerminationProtection").asBoolean();
        ask.aws().call(SERVICE, "UpdateTerminationProtection", in -> in.put("StackName", ask.path("stack"))
                .put("EnableTerminationProtection", !guarded));
        return new View.GoTo(
                Links.to("stacks", ask.path("stack")),
                guarded ? "The stack may be deleted again." : "Nobody deletes the stack until this is taken off.");
    }

    private static View delete(Ask ask) {
        String name = ask.path("stack");
        ask.aws().call(SERVICE, "DeleteStack", in -> in.put("StackName", name));
        return new View.GoTo(Links.to("stacks"), "The stack " + name + " is being deleted.");
    }
}
