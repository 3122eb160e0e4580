package io.moorage.console.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.Tabs;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;

/** Managed policies, with their versions and who holds them. */
public final class PolicyPages {
    static final String EXAMPLE = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {"Effect": "Allow", "Action": "ecs:Describe*", "Resource": "*"}
              ]
            }""";

    private static final Listing<JsonNode> POLICIES = new Listing<>(
            "policies",
            "Policies",
            List.of(
                    Column.of(
                            "Policy",
                            each -> each.path("PolicyName").asText(),
                            each -> Parts.link(
                                    href(each.path("Arn").asText()),
                                    each.path("PolicyName").asText())),
                    Columns.text("Whose", each -> isAwss(each.path("Arn").asText()) ? "AWS" : "account"),
                    Columns.number("Held by", "AttachmentCount"),
                    Columns.text("Version", "DefaultVersionId"),
                    Columns.text("Description", "Description")),
            Parts.empty("There is no policy.", "Create one below.", Html.NOTHING));

    private PolicyPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("iam/policies", ask -> list(ask, Html.NOTHING)),
                Route.post("iam/policies", ask -> Need.onAnything(Iam.SERVICE, "CreatePolicy"), PolicyPages::create),
                Route.get("iam/policies/{arn}", ask -> policy(ask, Html.NOTHING)),
                Route.post(
                        "iam/policies/{arn}",
                        ask -> Need.filledIn(
                                Iam.SERVICE, "CreatePolicyVersion", in -> in.put("PolicyArn", ask.path("arn"))
                                        .put("PolicyDocument", "{}")),
                        PolicyPages::newVersion),
                Route.post("iam/policies/{arn}/default", PolicyPages::toSetDefault, PolicyPages::setDefault),
                Route.post("iam/policies/{arn}/delete", PolicyPages::deletion, PolicyPages::delete));
    }

    private static boolean isAwss(String arn) {
        return arn.startsWith("arn:aws:iam::aws:");
    }

    static String href(String arn) {
        return Links.to("iam", "policies", arn);
    }

    private static View.Page list(Ask ask, Html refusal) {
        Rows<JsonNode> all = Iam.all(ask.aws(), "ListPolicies", "Policies", in -> in.put("Scope", "All"));
        Html fields = Html.of("""
                <h2>Create a policy</h2><label>Policy name<input name="new" value="{}" required maxlength="128" spellcheck="false"></label>
                {}<div class="row"><button class="primary">Create policy</button></div>""", ask.form().get("new"), Iam.field(ask, EXAMPLE));
        return new View.Page(
                "Policies",
                List.of(),
                Html.NOTHING,
                Html.of(
                        "{}{}{}",
                        refusal,
                        Parts.live("listed", POLICIES.render(all, ask.query())),
                        ask.form(Links.to("iam", "policies"))
                                .style("card stack narrow")
                                .around(fields)),
                Iam.TOPICS);
    }

    private static View create(Ask ask) {
        String name = ask.form().get("new");
        try {
            JsonNode made = ask.aws().call(Iam.SERVICE, "CreatePolicy", in -> in.put("PolicyName", name)
                    .put("PolicyDocument", ask.form().raw("document")));
            return new View.GoTo(
                    href(made.path("Policy").path("Arn").asText()),
                    "The policy " + name + " was created. Users, groups and roles attach it on their pages.");
        } catch (AwsException e) {
            return list(ask, Advice.of(e)).refused(e.httpStatus());
        }
    }

    private static Need.Call deletion(Ask ask) {
        return Need.call(Iam.SERVICE, "DeletePolicy", in -> in.put("PolicyArn", ask.path("arn")));
    }

    private static View delete(Ask ask) {
        try {
            ask.aws().call(deletion(ask));
        } catch (AwsException e) {
            return policy(ask, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(
                Links.to("iam", "policies"), "The policy " + Links.nameOf(ask.path("arn")) + " was deleted.");
    }

    private static View.Page policy(Ask ask, Html refusal) {
        String arn = ask.path("arn");
        JsonNode policy = ask.aws()
                .call(Iam.SERVICE, "GetPolicy", in -> in.put("PolicyArn", arn))
                .path("Policy");
        String version = ask.query()
                .find("version")
                .orElse(policy.path("DefaultVersionId").asText());
        Html tabs = new Tabs("Of this policy")
                .with("document", "Document", () -> document(ask, arn, version))
                .with("versions", "Versions", () -> versions(ask, arn))
                .with("holders", "Held by", () -> holders(ask, arn))
                .render(ask);
        Html body = Html.of(
                "{}{}{}",
                refusal,
                Parts.live("facts", facts(policy)),
                Parts.live("shown", Html.of("<div class=\"stack\">{}</div>", tabs)));
        return new View.Page(
                policy.path("PolicyName").asText(),
                List.of(new Crumb(Links.to("iam", "policies"), "Policies")),
                ask.destroy(
                                "delete",
                                href(arn) + "/delete",
                                "Delete",
                                "Delete the policy " + policy.path("PolicyName").asText() + "?",
                                List.of(
                                        "Whoever holds it must be relieved of it first, and its older versions must go."))
                        .when(!isAwss(arn)),
                body,
                Iam.TOPICS);
    }

    private static Html facts(JsonNode policy) {
        return Parts.facts(List.of(
                Map.entry("ARN", Parts.id(policy.path("Arn").asText())),
                Map.entry("Description", Html.text(Parts.text(policy.path("Description")))),
                Map.entry("Default version", Html.text(Parts.text(policy.path("DefaultVersionId")))),
                Map.entry("Held by", Html.text(policy.path("AttachmentCount").asText("0"))),
                Map.entry("Changed", Parts.time(policy.path("UpdateDate")))));
    }

    private static Html document(Ask ask, String arn, String version) {
        String text = ask.aws()
                .call(Iam.SERVICE, "GetPolicyVersion", in -> in.put("PolicyArn", arn)
                        .put("VersionId", version))
                .path("PolicyVersion")
                .path("Document")
                .asText();
        Html form = ask.form(href(arn))
                .style("card stack")
                .around(Html.of(
                        "<h2>Make a new version</h2>{}<label class=\"check\"><input type=\"checkbox\" name=\"default\" checked>Make it the one that counts</label><div class=\"row\"><button class=\"primary\">Create version</button></div>",
                        Iam.field(ask, Iam.pretty(Iam.decoded(text)))));
        return Html.of(
                "<p class=\"hint\">{}</p>{}{}", "Version " + version, Iam.document(text), form.when(!isAwss(arn)));
    }

    private static Html versions(Ask ask, String arn) {
        Listing<JsonNode> versions = new Listing<>(
                "versions",
                "Versions",
                List.of(
                        Column.of(
                                "Version",
                                each -> each.path("VersionId").asText(),
                                each -> Html.of(
                                        "<a href=\"{}?version={}\">{}</a>",
                                        ask.at(),
                                        each.path("VersionId").asText(),
                                        each.path("VersionId").asText())),
                        Columns.text(
                                "Counts", each -> each.path("IsDefaultVersion").asBoolean() ? "yes" : "no"),
                        Columns.time("Created", "CreateDate"),
                        Column.buttons(each -> makeDefault(ask, arn, each))),
                Html.NOTHING);
        return versions.render(
                Iam.all(ask.aws(), "ListPolicyVersions", "Versions", in -> in.put("PolicyArn", arn)), ask.query());
    }

    private static Html makeDefault(Ask ask, String arn, JsonNode version) {
        return version.path("IsDefaultVersion").asBoolean()
                ? Html.text("–")
                : ask.act(
                        href(arn) + "/default",
                        Parameters.NONE.with(
                                "version", version.path("VersionId").asText()),
                        "Make " + version.path("VersionId").asText() + " count",
                        "");
    }

    private static Html holders(Ask ask, String arn) {
        return Parts.facts(List.of(
                Map.entry("Users", holders(ask, arn, Kind.USER)),
                Map.entry("Roles", holders(ask, arn, Kind.ROLE)),
                Map.entry("Groups", holders(ask, arn, Kind.GROUP))));
    }

    private static Html holders(Ask ask, String arn, Kind kind) {
        Rows<JsonNode> entities =
                Iam.all(ask.aws(), "ListEntitiesForPolicy", "Policy" + kind.title(), in -> in.put("PolicyArn", arn)
                        .put("EntityFilter", kind.noun()));
        return entities.all().isEmpty()
                ? Html.text("–")
                : Html.of(
                        "{}{}",
                        entities.all().stream()
                                .map(each -> each.path(kind.member()).asText())
                                .map(name -> Html.of("<div>{}</div>", Parts.link(kind.href(name), name)))
                                .toList(),
                        Iam.cut(entities));
    }

    private static View newVersion(Ask ask) {
        try {
            ask.aws().call(Iam.SERVICE, "CreatePolicyVersion", in -> in.put("PolicyArn", ask.path("arn"))
                    .put("PolicyDocument", ask.form().raw("document"))
                    .put("SetAsDefault", ask.form().values().containsKey("default")));
        } catch (AwsException e) {
            return policy(ask, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(href(ask.path("arn")), "The version was made.");
    }

    private static Need.Call toSetDefault(Ask ask) {
        return Need.call(Iam.SERVICE, "SetDefaultPolicyVersion", in -> in.put("PolicyArn", ask.path("arn"))
                .put("VersionId", ask.form().get("version")));
    }

    private static View setDefault(Ask ask) {
        ask.aws().call(toSetDefault(ask));
        return new View.GoTo(href(ask.path("arn")), "Version " + ask.form().get("version") + " counts from now on.");
    }
}
