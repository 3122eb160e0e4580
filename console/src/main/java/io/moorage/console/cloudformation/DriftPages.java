package io.moorage.console.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;

/** What was changed behind CloudFormation's back. */
final class DriftPages {
    private static final String SERVICE = "cloudformation";

    private static final Listing<JsonNode> DRIFTS = new Listing<>(
            "drifts",
            "Drift of resources",
            List.of(
                    Columns.text("Logical id", "LogicalResourceId"),
                    Columns.text("Type", "ResourceType"),
                    Columns.status("Drift", "StackResourceDriftStatus"),
                    Column.of(
                            "Differences",
                            each -> each.path("PropertyDifferences").toString(),
                            DriftPages::differences),
                    Columns.time("Looked at", "Timestamp")),
            Parts.empty(
                    "Nobody has looked yet.",
                    "Detect drift compares each resource with what its template says.",
                    Html.NOTHING));

    private DriftPages() {}

    static Html table(Ask ask) {
        Rows<JsonNode> drifts = ask.aws()
                .all(
                        SERVICE,
                        "DescribeStackResourceDrifts",
                        "StackResourceDrifts",
                        "NextToken",
                        in -> in.put("StackName", ask.path("stack")));
        return Html.of(
                "<div class=\"stack\"><div>{}</div>{}</div>",
                ask.act(Links.to("stacks", ask.path("stack")) + "/detect-drift", "Detect drift", ""),
                DRIFTS.render(drifts, ask.query()));
    }

    static View detect(Ask ask) {
        ask.aws().call(SERVICE, "DetectStackDrift", in -> in.put("StackName", ask.path("stack")));
        return new View.GoTo(Links.to("stacks", ask.path("stack")) + "?tab=drift", "Every resource was looked at.");
    }

    private static Html differences(JsonNode drift) {
        List<JsonNode> all = Aws.list(drift.path("PropertyDifferences"));
        return all.isEmpty()
                ? Html.text("–")
                : Html.all(all.stream()
                        .map(each -> Html.of(
                                "<div><code>{}</code> {} <del>{}</del> <ins>{}</ins></div>",
                                each.path("PropertyPath").asText(),
                                each.path("DifferenceType").asText(),
                                each.path("ExpectedValue").asText(),
                                each.path("ActualValue").asText()))
                        .toList());
    }
}
