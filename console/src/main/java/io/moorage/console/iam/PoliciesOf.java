package io.moorage.console.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.function.Consumer;

/** The policies that a user, role or group holds: attached, written inline, and taken off again. */
final class PoliciesOf {
    private PoliciesOf() {}

    static List<Route> routes(Kind kind) {
        return List.of(
                Route.post("iam/" + kind.path() + "/{name}", ask -> toAdd(ask, kind), ask -> added(ask, kind)),
                Route.post(
                        "iam/" + kind.path() + "/{name}/{go}/{policy}",
                        ask -> toTakeOff(ask, kind),
                        ask -> takenOff(ask, kind)));
    }

    static Html tab(Ask ask, Kind kind) {
        return Html.of(
                "<section class=\"card stack\"><h2>Attached policies</h2>{}</section><section class=\"card stack\"><h2>Inline policies</h2>{}</section>{}",
                Advice.orRefusal(() -> attached(ask, kind)),
                Advice.orRefusal(() -> inline(ask, kind)),
                inlineForm(ask, kind));
    }

    private static Html attached(Ask ask, Kind kind) {
        Rows<JsonNode> all = Iam.all(
                ask.aws(),
                "ListAttached" + kind.noun() + "Policies",
                "AttachedPolicies",
                in -> in.put(kind.member(), ask.path("name")));
        List<Html> rows = all.all().stream()
                .map(each -> Html.of(
                        "<li><span>{} <code class=\"hint\">{}</code></span>{}</li>",
                        Parts.link(
                                PolicyPages.href(each.path("PolicyArn").asText()),
                                each.path("PolicyName").asText()),
                        each.path("PolicyArn").asText(),
                        button(
                                ask,
                                kind,
                                "detach",
                                each.path("PolicyArn").asText(),
                                "Detach " + each.path("PolicyName").asText())))
                .toList();
        return Html.of(
                "{}{}{}",
                rows.isEmpty()
                        ? Html.of("<p class=\"hint\">None is attached.</p>")
                        : Html.of("<ul class=\"events\">{}</ul>", rows),
                Iam.cut(all),
                attachForm(ask, kind));
    }

    private static Html attachForm(Ask ask, Kind kind) {
        Rows<JsonNode> policies = attachable(ask);
        Html fields = Html.of(
                "<label>Policy<select name=\"policy\" required><option value=\"\">Choose</option>{}</select></label><button>Attach</button>{}",
                policies.all().stream()
                        .map(each -> Html.of(
                                "<option value=\"{}\">{}</option>",
                                each.path("Arn").asText(),
                                each.path("PolicyName").asText()))
                        .toList(),
                Iam.cut(policies));
        return ask.form(kind.href(ask.path("name")))
                .style("inline")
                .with("go", "attach")
                .around(fields);
    }

    /** Of what there is to attach; none where it may not be seen. */
    private static Rows<JsonNode> attachable(Ask ask) {
        try {
            return Iam.all(ask.aws(), "ListPolicies", "Policies", in -> in.put("Scope", "All"));
        } catch (AwsException e) {
            return new Rows<>(List.of(), false);
        }
    }

    private static Html inline(Ask ask, Kind kind) {
        Rows<JsonNode> names = Iam.all(
                ask.aws(),
                "List" + kind.noun() + "Policies",
                "PolicyNames",
                in -> in.put(kind.member(), ask.path("name")));
        return names.all().isEmpty()
                ? Html.of("<p class=\"hint\">It has none.</p>")
                : Html.of(
                        "{}{}",
                        names.all().stream()
                                .map(each -> inline(ask, kind, each.asText()))
                                .toList(),
                        Iam.cut(names));
    }

    private static Html inline(Ask ask, Kind kind, String policy) {
        String document = ask.aws()
                .call(Iam.SERVICE, "Get" + kind.noun() + "Policy", in -> in.put(kind.member(), ask.path("name"))
                        .put("PolicyName", policy))
                .path("PolicyDocument")
                .asText();
        return Html.of(
                "<details open><summary>{}</summary><div class=\"stack\">{}<div>{}</div></div></details>",
                policy,
                Iam.document(document),
                button(ask, kind, "remove", policy, "Delete " + policy));
    }

    /** A policy is taken off by a step of its own below the identity's page. */
    private static Html button(Ask ask, Kind kind, String go, String policy, String label) {
        return ask.destroy(
                go + "-" + policy.replaceAll("[^A-Za-z0-9]", "-"),
                Links.to("iam", kind.path(), ask.path("name"), go, policy),
                label,
                label + " from " + ask.path("name") + "?",
                List.of(
                        "What only this policy allowed is refused from the next call on, and what only it denied is allowed."));
    }

    private static Html inlineForm(Ask ask, Kind kind) {
        Html fields = Html.of("""
                <h2>Put an inline policy</h2>
                <label>Policy name <span class="hint">one of the same name is replaced</span><input name="policy" value="{}" required maxlength="128" spellcheck="false"></label>
                {}<div class="row"><button class="primary">Put policy</button></div>""", ask.form().get("policy"), Iam.field(ask, PolicyPages.EXAMPLE));
        return ask.form(kind.href(ask.path("name")))
                .style("card stack narrow")
                .with("go", "put")
                .around(fields);
    }

    private static View added(Ask ask, Kind kind) {
        String policy = ask.form().get("policy");
        return ask.form().get("go").equals("attach")
                ? change(ask, kind, of(ask, kind, "Attach" + kind.noun() + "Policy", in -> in.put("PolicyArn", policy)))
                : change(ask, kind, of(ask, kind, "Put" + kind.noun() + "Policy", in -> in.put("PolicyName", policy)
                        .put("PolicyDocument", ask.form().raw("document"))));
    }

    private static Need toAdd(Ask ask, Kind kind) {
        return ask.form().get("go").equals("attach")
                ? Need.filledIn(
                        Iam.SERVICE, "Attach" + kind.noun() + "Policy", in -> in.put(kind.member(), ask.path("name"))
                                .put("PolicyArn", "arn:aws:iam::aws:policy/AnyOf"))
                : Need.filledIn(
                        Iam.SERVICE, "Put" + kind.noun() + "Policy", in -> in.put(kind.member(), ask.path("name"))
                                .put("PolicyName", "any")
                                .put("PolicyDocument", "{}"));
    }

    private static Need.Call toTakeOff(Ask ask, Kind kind) {
        String policy = ask.path("policy");
        return ask.path("go").equals("detach")
                ? of(ask, kind, "Detach" + kind.noun() + "Policy", in -> in.put("PolicyArn", policy))
                : of(ask, kind, "Delete" + kind.noun() + "Policy", in -> in.put("PolicyName", policy));
    }

    private static View takenOff(Ask ask, Kind kind) {
        return change(ask, kind, toTakeOff(ask, kind));
    }

    private static Need.Call of(Ask ask, Kind kind, String operation, Consumer<ObjectNode> input) {
        return Need.call(Iam.SERVICE, operation, in -> {
            in.put(kind.member(), ask.path("name"));
            input.accept(in);
        });
    }

    private static View change(Ask ask, Kind kind, Need.Call call) {
        try {
            ask.aws().call(call);
        } catch (AwsException e) {
            return IdentityPages.identity(ask, kind, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(kind.href(ask.path("name")), "It holds from the next call on.");
    }
}
