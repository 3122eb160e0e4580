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
import io.moorage.console.frame.Tabs;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;

/** Managed policies, with their versions and who holds them; and instance profiles. */
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
                    Columns.text(
                            "Whose",
                            each -> each.path("Arn").asText().startsWith("arn:aws:iam::aws:") ? "AWS" : "account"),
                    Columns.number("Held by", "AttachmentCount"),
                    Columns.text("Version", "DefaultVersionId"),
                    Columns.text("Description", "Description")),
            Parts.empty("There is no policy.", "aws iam create-policy makes one.", Html.NOTHING));

    private static final Listing<JsonNode> PROFILES = new Listing<>(
            "profiles",
            "Instance profiles",
            List.of(
                    Columns.text("Instance profile", "InstanceProfileName"),
                    Column.of(
                            "Role",
                            each -> each.path("Roles").path(0).path("RoleName").asText(),
                            each -> each.path("Roles").isEmpty()
                                    ? Html.text("–")
                                    : Parts.link(
                                            Kind.ROLE.href(each.path("Roles")
                                                    .path(0)
                                                    .path("RoleName")
                                                    .asText()),
                                            each.path("Roles")
                                                    .path(0)
                                                    .path("RoleName")
                                                    .asText())),
                    Columns.id("ARN", "Arn"),
                    Columns.time("Created", "CreateDate")),
            Parts.empty(
                    "There is no instance profile.",
                    "By one an instance acts as a role, without keys of its own.",
                    Html.NOTHING));

    private PolicyPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("iam/policies", PolicyPages::list),
                Route.get("iam/policies/{arn}", ask -> policy(ask, Html.NOTHING)),
                Route.post(
                        "iam/policies/{arn}",
                        ask -> Need.filledIn(
                                Iam.SERVICE, "CreatePolicyVersion", in -> in.put("PolicyArn", ask.path("arn"))
                                        .put("PolicyDocument", "{}")),
                        PolicyPages::newVersion),
                Route.post("iam/policies/{arn}/default", PolicyPages::toSetDefault, PolicyPages::setDefault),
                Route.get("iam/instance-profiles", PolicyPages::profiles));
    }

    static String href(String arn) {
        return Links.to("iam", "policies", arn);
    }

    private static View.Page list(Ask ask) {
        List<JsonNode> all = Iam.all(ask.aws(), "ListPolicies", "Policies", in -> in.put("Scope", "All"));
        return new View.Page(
                "Policies",
                List.of(),
                Html.NOTHING,
                Parts.live("listed", POLICIES.render(all, ask.query())),
                Iam.TOPICS);
    }

    private static View.Page profiles(Ask ask) {
        List<JsonNode> all = Iam.all(ask.aws(), "ListInstanceProfiles", "InstanceProfiles", in -> {});
        return new View.Page(
                "Instance profiles",
                List.of(),
                Html.NOTHING,
                Parts.live("listed", PROFILES.render(all, ask.query())),
                Iam.TOPICS);
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
                Html.NOTHING,
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
                "<p class=\"hint\">{}</p>{}{}",
                "Version " + version,
                Iam.document(text),
                form.when(!arn.startsWith("arn:aws:iam::aws:")));
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
        JsonNode answer = ask.aws().call(Iam.SERVICE, "ListEntitiesForPolicy", in -> in.put("PolicyArn", arn));
        return Parts.facts(List.of(
                Map.entry("Users", links(answer.path("PolicyUsers"), Kind.USER)),
                Map.entry("Roles", links(answer.path("PolicyRoles"), Kind.ROLE)),
                Map.entry("Groups", links(answer.path("PolicyGroups"), Kind.GROUP))));
    }

    private static Html links(JsonNode entities, Kind kind) {
        return entities.isEmpty()
                ? Html.text("–")
                : Html.all(entities.valueStream()
                        .map(each -> each.path(kind.member()).asText())
                        .map(name -> Html.of("<div>{}</div>", Parts.link(kind.href(name), name)))
                        .toList());
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
