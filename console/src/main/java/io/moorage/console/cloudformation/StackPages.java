package io.moorage.console.cloudformation;

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
import java.util.Map;

/** Stacks, their resources and their events. */
public final class StackPages {
    private static final String SERVICE = "cloudformation";
    private static final List<String> TOPICS = List.of("cfn");

    private static final Listing<JsonNode> STACKS = new Listing<>(
            "stacks",
            "Stacks",
            List.of(
                    Column.of(
                            "Stack", StackPages::name, each -> Parts.link(Links.to("stacks", name(each)), name(each))),
                    status("StackStatus"),
                    text("Description", "Description"),
                    time("Created", "CreationTime")),
            Parts.empty(
                    "There is no stack.",
                    "aws cloudformation create-stack --stack-name efs-docker --template-body file://examples/efs-docker.yaml",
                    Html.NOTHING));

    private static final Listing<JsonNode> RESOURCES = new Listing<>(
            "resources",
            "Resources",
            List.of(
                    text("Logical id", "LogicalResourceId"),
                    text("Type", "ResourceType"),
                    Column.of(
                            "Physical id",
                            each -> each.path("PhysicalResourceId").asText(),
                            each -> Parts.id(Parts.text(each.path("PhysicalResourceId")))),
                    status("ResourceStatus"),
                    text("Reason", "ResourceStatusReason")),
            Parts.empty("It has no resource yet.", "They appear as they are made.", Html.NOTHING));

    private static final Listing<JsonNode> EVENTS = new Listing<>(
            "events",
            "Events",
            List.of(
                    time("When", "Timestamp"),
                    text("Logical id", "LogicalResourceId"),
                    text("Type", "ResourceType"),
                    status("ResourceStatus"),
                    text("Reason", "ResourceStatusReason")),
            Parts.empty("Nothing happened yet.", "Events appear here by themselves.", Html.NOTHING));

    private StackPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("stacks", StackPages::list),
                Route.get("stacks/{stack}", StackPages::stack),
                Route.post("stacks/{stack}/delete", StackPages::delete));
    }

    private static Column<JsonNode> text(String title, String member) {
        return Column.of(title, each -> each.path(member).asText(), each -> Html.text(Parts.text(each.path(member))));
    }

    private static Column<JsonNode> status(String member) {
        return Column.of(
                "Status",
                each -> each.path(member).asText(),
                each -> Parts.status(each.path(member).asText()));
    }

    private static Column<JsonNode> time(String title, String member) {
        return Column.of(title, each -> each.path(member).asText(), each -> Parts.time(each.path(member)));
    }

    private static String name(JsonNode stack) {
        return stack.path("StackName").asText();
    }

    private static View.Page list(Ask ask) {
        List<JsonNode> all = Aws.list(ask.aws().call(SERVICE, "DescribeStacks").path("Stacks"));
        return new View.Page(
                "Stacks", List.of(), Html.NOTHING, Parts.live("stacks", STACKS.render(all, ask.query())), TOPICS);
    }

    private static View.Page stack(Ask ask) {
        String name = ask.path("stack");
        JsonNode stack = ask.aws()
                .call(SERVICE, "DescribeStacks", in -> in.put("StackName", name))
                .path("Stacks")
                .path(0);
        Html body = Html.of(
                "{}{}{}{}",
                Parts.live("facts", "The stack is " + stack.path("StackStatus").asText(), facts(stack)),
                Parts.card("Outputs", Parts.live("outputs", outputs(stack))),
                Parts.card(
                        "Resources",
                        Parts.live("resources", of(ask, "DescribeStackResources", "StackResources", RESOURCES))),
                Parts.card("Events", Parts.live("events", of(ask, "DescribeStackEvents", "StackEvents", EVENTS))));
        return new View.Page(
                name,
                List.of(new Crumb(Links.to("stacks"), "Stacks")),
                ask.destroy(
                        "delete",
                        Links.to("stacks", name) + "/delete",
                        "Delete",
                        "Delete the stack " + name + "?",
                        List.of(
                                "Everything it made goes, file systems and their data too, unless its template retains them.")),
                body,
                TOPICS);
    }

    private static Html of(Ask ask, String operation, String member, Listing<JsonNode> listing) {
        return Advice.orRefusal(() -> listing.render(
                Aws.list(ask.aws()
                        .call(SERVICE, operation, in -> in.put("StackName", ask.path("stack")))
                        .path(member)),
                Parameters.NONE));
    }

    private static Html facts(JsonNode stack) {
        return Parts.facts(List.of(
                Map.entry("Status", Parts.status(stack.path("StackStatus").asText())),
                Map.entry("Reason", Html.text(Parts.text(stack.path("StackStatusReason")))),
                Map.entry("Description", Html.text(Parts.text(stack.path("Description")))),
                Map.entry("Created", Parts.time(stack.path("CreationTime"))),
                Map.entry("Id", Parts.id(stack.path("StackId").asText()))));
    }

    private static Html outputs(JsonNode stack) {
        List<JsonNode> outputs = Aws.list(stack.path("Outputs"));
        return outputs.isEmpty()
                ? Html.of("<p class=\"hint\">It has none.</p>")
                : Parts.facts(outputs.stream()
                        .map(each -> Map.entry(
                                each.path("OutputKey").asText(),
                                Parts.id(each.path("OutputValue").asText())))
                        .toList());
    }

    private static View delete(Ask ask) {
        String name = ask.path("stack");
        ask.aws().call(SERVICE, "DeleteStack", in -> in.put("StackName", name));
        return new View.GoTo(Links.to("stacks"), "The stack " + name + " is being deleted.");
    }
}
