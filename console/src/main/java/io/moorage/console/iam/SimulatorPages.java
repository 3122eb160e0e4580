package io.moorage.console.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why a call is allowed or denied: asked of the policy simulator, with the statements that decide. */
public final class SimulatorPages {
    private SimulatorPages() {}

    public static List<Route> routes() {
        return List.of(Route.get("iam/simulator", SimulatorPages::page), Decoding.route());
    }

    private static View.Page page(Ask ask) {
        Html answer = ask.query().get("principal").isEmpty()
                        || ask.query().get("actions").isEmpty()
                ? Html.NOTHING
                : Advice.orRefusal(() -> answer(ask));
        return page(ask, answer);
    }

    static View.Page page(Ask ask, Html answer) {
        Html body = Html.of("{}{}{}", form(ask), Parts.live("answer", answer), Decoding.form(ask));
        return new View.Page(
                "Why allowed or denied?",
                List.of(new Crumb(Links.to("iam", "users"), "IAM")),
                Html.NOTHING,
                body,
                List.of("iam"));
    }

    private static Html form(Ask ask) {
        Parameters query = ask.query();
        return Html.of(
                """
                <form method="get" class="card stack narrow"><datalist id="principals">{}</datalist>
                <label>Who <span class="hint">the ARN of a user, role or group</span><input name="principal" list="principals" value="{}" required spellcheck="false" autocomplete="off"></label>
                <label>Actions <span class="hint">each on a line: ecs:RunTask</span><textarea name="actions" rows="3" required spellcheck="false">{}</textarea></label>
                <label>Resources <span class="hint">ARNs, each on a line; empty for any</span><textarea name="resources" rows="2" spellcheck="false">{}</textarea></label>
                <label>Condition keys <span class="hint">each on a line: aws:RequestTag/team=data</span><textarea name="context" rows="2" spellcheck="false">{}</textarea></label>
                <div class="row"><button class="primary">Ask</button></div></form>""",
                principals(ask),
                query.get("principal"),
                query.get("actions"),
                query.get("resources"),
                query.get("context"));
    }

    private static List<Html> principals(Ask ask) {
        List<Html> found = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            try {
                Iam.all(ask.aws(), "List" + kind.title(), kind.title(), in -> {})
                        .all()
                        .forEach(each -> found.add(Html.of(
                                "<option value=\"{}\">{}</option>",
                                each.path("Arn").asText(),
                                each.path(kind.member()).asText())));
            } catch (AwsException e) {
                found.add(Html.NOTHING);
            }
        }
        return found;
    }

    private static List<String> lines(String text) {
        return Arrays.stream(text.split("[\\s,]+", -1))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static Html answer(Ask ask) {
        String principal = ask.query().get("principal");
        Rows<JsonNode> results =
                Iam.all(ask.aws(), "SimulatePrincipalPolicy", "EvaluationResults", in -> put(in, ask.query()));
        Map<String, String> documents = new HeldDocuments(ask.aws()).of(principal);
        return Html.of(
                "<div class=\"stack\">{}{}</div>",
                results.all().stream().map(each -> result(each, documents)).toList(),
                Iam.cut(results));
    }

    private static void put(ObjectNode in, Parameters query) {
        in.put("PolicySourceArn", query.get("principal"));
        lines(query.get("actions")).forEach(in.putArray("ActionNames")::add);
        lines(query.get("resources"))
                .forEach(each -> in.withArray("ResourceArns").add(each));
        for (String each : lines(query.get("context"))) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                in.withArray("ContextEntries")
                        .addObject()
                        .put("ContextKeyName", each.substring(0, equals))
                        .put("ContextKeyType", "string")
                        .putArray("ContextKeyValues")
                        .add(each.substring(equals + 1));
            }
        }
    }

    private static Html result(JsonNode result, Map<String, String> documents) {
        String decision = result.path("EvalDecision").asText();
        List<JsonNode> matched = Aws.list(result.path("MatchedStatements"));
        String missing = Aws.list(result.path("MissingContextValues")).stream()
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return Html.of(
                "<section class=\"card stack\"><h2>{} on {}</h2><p>{} {}</p>{}{}{}</section>",
                result.path("EvalActionName").asText(),
                result.path("EvalResourceName").asText(),
                Parts.status(decision),
                why(decision, matched.isEmpty()),
                Html.of("<p class=\"hint\">The permissions boundary does not allow it.</p>")
                        .when(result.path("PermissionsBoundaryDecisionDetail").has("AllowedByPermissionsBoundary")
                                && !result.path("PermissionsBoundaryDecisionDetail")
                                        .path("AllowedByPermissionsBoundary")
                                        .asBoolean()),
                Html.of("<p class=\"hint\">Its policies ask for condition keys that were not given: {}</p>", missing)
                        .when(!missing.isEmpty()),
                matched.stream().map(each -> statement(each, documents)).toList());
    }

    private static String why(String decision, boolean none) {
        return switch (decision) {
            case "allowed" -> "These statements allow it, and none denies it.";
            case "explicitDeny" -> "A statement denies it; no other can allow it then.";
            default ->
                none
                        ? "No statement allows it, and what is not allowed is denied."
                        : "It is not allowed by every kind of policy that must allow it.";
        };
    }

    private static Html statement(JsonNode statement, Map<String, String> documents) {
        String source = statement.path("SourcePolicyId").asText();
        return Html.of(
                "<div><h3>{} <span class=\"hint\">{}</span></h3><pre tabindex=\"0\"><code>{}</code></pre></div>",
                source,
                statement.path("SourcePolicyType").asText(),
                Excerpt.of(
                        documents.getOrDefault(source, ""),
                        statement.path("StartPosition"),
                        statement.path("EndPosition")));
    }
}
