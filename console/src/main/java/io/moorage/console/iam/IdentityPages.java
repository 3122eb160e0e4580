package io.moorage.console.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.base.sigv4.Uri;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Tabs;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Users, roles and groups, with the policies they hold. */
public final class IdentityPages {
    private IdentityPages() {}

    public static List<Route> routes() {
        return Stream.concat(
                        Stream.of(Kind.values())
                                .flatMap(kind -> Stream.of(
                                        Route.get("iam/" + kind.path(), ask -> list(ask, kind)),
                                        Route.get(
                                                "iam/" + kind.path() + "/{name}",
                                                ask -> identity(ask, kind, Html.NOTHING)),
                                        Route.post(
                                                "iam/" + kind.path() + "/{name}",
                                                ask -> toAdd(ask, kind),
                                                ask -> added(ask, kind)),
                                        Route.post(
                                                "iam/" + kind.path() + "/{name}/{go}/{policy}",
                                                ask -> toTakeOff(ask, kind),
                                                ask -> takenOff(ask, kind)),
                                        Route.post(
                                                "iam/" + kind.path() + "/{name}/delete",
                                                ask -> Need.call(
                                                        Iam.SERVICE,
                                                        "Delete" + kind.noun(),
                                                        in -> in.put(kind.member(), ask.path("name"))),
                                                ask -> delete(ask, kind)))),
                        KeysOfUser.routes().stream())
                .toList();
    }

    private static View.Page list(Ask ask, Kind kind) {
        Listing<JsonNode> listing = new Listing<>(
                kind.path(),
                kind.title(),
                List.of(
                        Columns.linked(kind.noun(), kind.member(), kind::href),
                        Columns.id("ARN", "Arn"),
                        Columns.text("Description", "Description"),
                        Columns.time("Created", "CreateDate")),
                Parts.empty(
                        "There is no " + kind.word() + ".",
                        "aws iam create-" + kind.word() + " makes one; templates make theirs.",
                        Html.NOTHING));
        List<JsonNode> all = Iam.all(ask.aws(), "List" + kind.title(), kind.title(), in -> {});
        return new View.Page(
                kind.title(),
                List.of(),
                Parts.button(Links.to("iam", "simulator"), "Why was a call allowed or denied?", ""),
                Parts.live("listed", listing.render(all, ask.query())),
                Iam.TOPICS);
    }

    private static View.Page identity(Ask ask, Kind kind, Html refusal) {
        String name = ask.path("name");
        JsonNode identity = ask.aws()
                .call(Iam.SERVICE, "Get" + kind.noun(), in -> in.put(kind.member(), name))
                .path(kind.noun());
        Tabs tabs = new Tabs("Of this " + kind.word()).with("policies", "Policies", () -> policies(ask, kind));
        if (kind == Kind.ROLE) {
            tabs.with(
                    "trust",
                    "Trust",
                    () -> Iam.document(identity.path("AssumeRolePolicyDocument").asText()));
            tabs.with("profiles", "Instance profiles", () -> profiles(ask));
        }
        if (kind == Kind.USER) {
            tabs.with("keys", "Access keys", () -> KeysOfUser.table(ask));
            tabs.with("groups", "Groups", () -> groups(ask));
        }
        Html body = Html.of(
                "{}{}{}",
                refusal,
                Parts.live("facts", facts(identity)),
                Parts.live("shown", Html.of("<div class=\"stack\">{}</div>", tabs.render(ask))));
        return new View.Page(
                name,
                List.of(new Crumb(Links.to("iam", kind.path()), kind.title())),
                actions(ask, kind, identity),
                body,
                Iam.TOPICS);
    }

    private static Html actions(Ask ask, Kind kind, JsonNode identity) {
        String name = ask.path("name");
        return Html.of(
                "{}{}",
                ask.destroy(
                        "delete",
                        kind.href(name) + "/delete",
                        "Delete",
                        "Delete the " + kind.word() + " " + name + "?",
                        List.of("Its policies must be taken off first. Whoever acts as it may do nothing any more.")),
                Parts.button(
                        Links.to("iam", "simulator") + "?principal="
                                + Uri.encode(identity.path("Arn").asText()),
                        "What may it do?",
                        ""));
    }

    private static Html facts(JsonNode identity) {
        return Parts.facts(List.of(
                Map.entry("ARN", Parts.id(identity.path("Arn").asText())),
                Map.entry("Created", Parts.time(identity.path("CreateDate"))),
                Map.entry("Description", Html.text(Parts.text(identity.path("Description")))),
                Map.entry(
                        "Permissions boundary",
                        Html.text(
                                Parts.text(identity.path("PermissionsBoundary").path("PermissionsBoundaryArn"))))));
    }

    private static Html policies(Ask ask, Kind kind) {
        return Html.of(
                "<section class=\"card stack\"><h2>Attached policies</h2>{}</section><section class=\"card stack\"><h2>Inline policies</h2>{}</section>{}",
                Advice.orRefusal(() -> attached(ask, kind)),
                Advice.orRefusal(() -> inline(ask, kind)),
                inlineForm(ask, kind));
    }

    private static Html attached(Ask ask, Kind kind) {
        List<JsonNode> all = Iam.all(
                ask.aws(),
                "ListAttached" + kind.noun() + "Policies",
                "AttachedPolicies",
                in -> in.put(kind.member(), ask.path("name")));
        List<Html> rows = all.stream()
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
                "{}{}",
                rows.isEmpty()
                        ? Html.of("<p class=\"hint\">None is attached.</p>")
                        : Html.of("<ul class=\"events\">{}</ul>", rows),
                ask.form(kind.href(ask.path("name")))
                        .style("inline")
                        .with("go", "attach")
                        .around(Html.of(
                                "<label>Policy<select name=\"policy\" required><option value=\"\">Choose</option>{}</select></label><button>Attach</button>",
                                choices(ask))));
    }

    private static Html choices(Ask ask) {
        try {
            return Html.all(Iam.all(ask.aws(), "ListPolicies", "Policies", in -> in.put("Scope", "All")).stream()
                    .map(each -> Html.of(
                            "<option value=\"{}\">{}</option>",
                            each.path("Arn").asText(),
                            each.path("PolicyName").asText()))
                    .toList());
        } catch (AwsException e) {
            return Html.NOTHING;
        }
    }

    private static Html inline(Ask ask, Kind kind) {
        List<JsonNode> names = Iam.all(
                ask.aws(),
                "List" + kind.noun() + "Policies",
                "PolicyNames",
                in -> in.put(kind.member(), ask.path("name")));
        return names.isEmpty()
                ? Html.of("<p class=\"hint\">It has none.</p>")
                : Html.all(names.stream()
                        .map(each -> Html.of(
                                "<details open><summary>{}</summary><div class=\"stack\">{}<div>{}</div></div></details>",
                                each.asText(),
                                Iam.document(ask.aws()
                                        .call(Iam.SERVICE, "Get" + kind.noun() + "Policy", in -> in.put(
                                                        kind.member(), ask.path("name"))
                                                .put("PolicyName", each.asText()))
                                        .path("PolicyDocument")
                                        .asText()),
                                button(ask, kind, "remove", each.asText(), "Delete " + each.asText())))
                        .toList());
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

    private static Html profiles(Ask ask) {
        Listing<JsonNode> profiles = new Listing<>(
                "profiles",
                "Instance profiles",
                List.of(Columns.text("Instance profile", "InstanceProfileName"), Columns.id("ARN", "Arn")),
                Html.of("<p class=\"hint\">No instance profile has it: no instance acts as this role.</p>"));
        return profiles.render(
                Iam.all(
                        ask.aws(),
                        "ListInstanceProfilesForRole",
                        "InstanceProfiles",
                        in -> in.put("RoleName", ask.path("name"))),
                ask.query());
    }

    private static Html groups(Ask ask) {
        Listing<JsonNode> groups = new Listing<>(
                "groups",
                "Groups",
                List.of(Columns.linked("Group", "GroupName", Kind.GROUP::href), Columns.id("ARN", "Arn")),
                Html.of("<p class=\"hint\">It is in no group.</p>"));
        return groups.render(
                Iam.all(ask.aws(), "ListGroupsForUser", "Groups", in -> in.put("UserName", ask.path("name"))),
                ask.query());
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
            return identity(ask, kind, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(kind.href(ask.path("name")), "It holds from the next call on.");
    }

    private static View delete(Ask ask, Kind kind) {
        String name = ask.path("name");
        ask.aws().call(Iam.SERVICE, "Delete" + kind.noun(), in -> in.put(kind.member(), name));
        return new View.GoTo(Links.to("iam", kind.path()), "The " + kind.word() + " " + name + " was deleted.");
    }
}
