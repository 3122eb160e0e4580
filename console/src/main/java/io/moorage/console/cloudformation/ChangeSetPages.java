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
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What would change, before it does. */
final class ChangeSetPages {
    private static final String SERVICE = "cloudformation";

    private static final String WHAT_HAPPENS =
            "What is replaced is made anew and empty; what is removed goes with its data, unless its policy retains it.";

    private static final Listing<JsonNode> CHANGES = new Listing<>(
            "changes",
            "Changes",
            List.of(
                    Column.of("Action", each -> each.path("Action").asText(), ChangeSetPages::action),
                    Columns.text("Logical id", "LogicalResourceId"),
                    Columns.text("Type", "ResourceType"),
                    Columns.id("Physical id", "PhysicalResourceId"),
                    Column.of("Replacement", each -> each.path("Replacement").asText(), ChangeSetPages::replacement),
                    Columns.text("Because of", ChangeSetPages::details)),
            Parts.empty("It changes no resource.", "Outputs or tags of the stack alone may change.", Html.NOTHING));

    private ChangeSetPages() {}

    static List<Route> routes() {
        return List.of(
                Route.get("stacks/{stack}/change-sets/{set}", ChangeSetPages::page),
                Route.post(
                        "stacks/{stack}/change-sets/{set}/execute",
                        ask -> ofSet(ask, "ExecuteChangeSet"),
                        ChangeSetPages::execute),
                Route.post(
                        "stacks/{stack}/change-sets/{set}/delete",
                        ask -> ofSet(ask, "DeleteChangeSet"),
                        ChangeSetPages::delete));
    }

    private static Need.Call ofSet(Ask ask, String operation) {
        return Need.call(
                SERVICE, operation, in -> in.put("StackName", ask.path("stack")).put("ChangeSetName", ask.path("set")));
    }

    /** Of a stack's change sets, also of a stack that there is not yet. */
    static String freeName(Ask ask, String stack) {
        Set<String> taken;
        try {
            taken = summaries(ask, stack).all().stream()
                    .map(each -> each.path("ChangeSetName").asText())
                    .collect(Collectors.toSet());
        } catch (AwsException e) {
            taken = Set.of();
        }
        Set<String> all = taken;
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> "review-" + i)
                .filter(each -> !all.contains(each))
                .findFirst()
                .orElseThrow();
    }

    private static Rows<JsonNode> summaries(Ask ask, String stack) {
        return ask.aws().all(SERVICE, "ListChangeSets", "Summaries", "NextToken", in -> in.put("StackName", stack));
    }

    static Html table(Ask ask) {
        Listing<JsonNode> sets = new Listing<>(
                "change-sets",
                "Change sets",
                List.of(
                        Columns.linked(
                                "Change set",
                                "ChangeSetName",
                                name -> Links.to("stacks", ask.path("stack"), "change-sets", name)),
                        Columns.status("Status", "Status"),
                        Columns.text("Execution", "ExecutionStatus"),
                        Columns.time("Created", "CreationTime"),
                        Columns.text("Reason", "StatusReason")),
                Parts.empty(
                        "There is no change set.",
                        "Update the stack and choose Review changes first: what would be replaced is told before it is.",
                        ask.leads(Links.to("stacks", ask.path("stack"), "update"), "Update", "")));
        return sets.render(summaries(ask, ask.path("stack")), ask.query());
    }

    private static View.Page page(Ask ask) {
        JsonNode set = ask.aws().call(SERVICE, "DescribeChangeSet", in -> in.put("StackName", ask.path("stack"))
                .put("ChangeSetName", ask.path("set")));
        List<JsonNode> changes = Aws.list(set.path("Changes")).stream()
                .map(each -> each.path("ResourceChange"))
                .toList();
        long lost = changes.stream().filter(ChangeSetPages::loses).count();
        Html body = Parts.live(
                "change-set",
                Html.of(
                        "<div class=\"stack\">{}{}{}</div>",
                        facts(set),
                        warning(changes).when(lost > 0),
                        CHANGES.render(changes, ask.query())));
        return new View.Page(
                ask.path("set"),
                List.of(
                        new Crumb(Links.to("stacks"), "Stacks"),
                        new Crumb(Links.to("stacks", ask.path("stack")), ask.path("stack"))),
                actions(ask, set, changes),
                body,
                List.of("cfn"));
    }

    private static Html facts(JsonNode set) {
        return Parts.facts(List.of(
                Map.entry("Status", Parts.status(set.path("Status").asText())),
                Map.entry("Execution", Html.text(Parts.text(set.path("ExecutionStatus")))),
                Map.entry("Reason", Html.text(Parts.text(set.path("StatusReason")))),
                Map.entry("Created", Parts.time(set.path("CreationTime")))));
    }

    private static Html actions(Ask ask, JsonNode set, List<JsonNode> changes) {
        String href = Links.to("stacks", ask.path("stack"), "change-sets", ask.path("set"));
        Html execute = changes.stream().noneMatch(ChangeSetPages::loses)
                ? ask.act(href + "/execute", "Execute", "primary")
                : ask.destroy(
                        "execute",
                        href + "/execute",
                        "Execute",
                        "Change " + ask.path("stack") + " although something is lost?",
                        List.of("These go: " + lost(changes) + ".", WHAT_HAPPENS));
        return Html.of(
                "{}{}",
                ask.act(href + "/delete", "Delete change set", "quiet"),
                execute.when(set.path("ExecutionStatus").asText().equals("AVAILABLE")));
    }

    private static boolean loses(JsonNode change) {
        return change.path("Action").asText().equals("Remove")
                || change.path("Replacement").asText().equals("True");
    }

    private static Html warning(List<JsonNode> changes) {
        return Html.of(
                "<div class=\"alert bad\"><p><strong>Will be lost:</strong> {}</p><p>{}</p></div>",
                lost(changes),
                WHAT_HAPPENS);
    }

    private static String lost(List<JsonNode> changes) {
        return changes.stream()
                .filter(ChangeSetPages::loses)
                .map(each -> each.path("LogicalResourceId").asText() + " ("
                        + each.path("ResourceType").asText() + ")")
                .collect(Collectors.joining(", "));
    }

    private static Html action(JsonNode change) {
        String action = change.path("Action").asText();
        String kind =
                switch (action) {
                    case "Add" -> "good";
                    case "Remove" -> "bad";
                    default -> "busy";
                };
        return Html.of("<span class=\"status {}\">{}</span>", kind, action);
    }

    private static Html replacement(JsonNode change) {
        String replaced = change.path("Replacement").asText();
        return replaced.equals("True")
                ? Html.of("<span class=\"status bad\">True</span>")
                : Html.text(Parts.text(change.path("Replacement")));
    }

    private static String details(JsonNode change) {
        return Aws.list(change.path("Details")).stream()
                .map(each -> each.path("Target").path("Attribute").asText() + " "
                        + each.path("Target").path("Name").asText())
                .map(String::strip)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static View execute(Ask ask) {
        ask.aws().call(ofSet(ask, "ExecuteChangeSet"));
        return new View.GoTo(Links.to("stacks", ask.path("stack")), "The changes are being made.");
    }

    private static View delete(Ask ask) {
        ask.aws().call(ofSet(ask, "DeleteChangeSet"));
        return new View.GoTo(
                Links.to("stacks", ask.path("stack")), "The change set " + ask.path("set") + " was deleted.");
    }
}
