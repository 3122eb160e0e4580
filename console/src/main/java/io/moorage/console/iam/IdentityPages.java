package io.moorage.console.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.base.sigv4.Uri;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
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
import java.util.stream.Stream;

/** Users, roles and groups, with the policies they hold. */
public final class IdentityPages {
    private static final String TRUST = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
              ]
            }""";

    private IdentityPages() {}

    public static List<Route> routes() {
        return Stream.of(
                        Stream.of(Kind.values()).flatMap(IdentityPages::routes),
                        KeysOfUser.routes().stream(),
                        Members.routes().stream(),
                        InstanceProfiles.routes().stream())
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<Route> routes(Kind kind) {
        String at = "iam/" + kind.path();
        return Stream.concat(
                Stream.of(
                        Route.get(at, ask -> list(ask, kind, Html.NOTHING)),
                        Route.post(
                                at,
                                ask -> Need.onAnything(Iam.SERVICE, "Create" + kind.noun()),
                                ask -> create(ask, kind)),
                        Route.get(at + "/{name}", ask -> identity(ask, kind, Html.NOTHING)),
                        Route.post(
                                at + "/{name}/delete",
                                ask -> Need.call(
                                        Iam.SERVICE,
                                        "Delete" + kind.noun(),
                                        in -> in.put(kind.member(), ask.path("name"))),
                                ask -> delete(ask, kind))),
                PoliciesOf.routes(kind).stream());
    }

    private static View.Page list(Ask ask, Kind kind, Html refusal) {
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
                        kind.use() + " Create one below; templates make theirs.",
                        Html.NOTHING));
        Rows<JsonNode> all = Iam.all(ask.aws(), "List" + kind.title(), kind.title(), in -> {});
        return new View.Page(
                kind.title(),
                List.of(),
                Parts.button(Links.to("iam", "simulator"), "Why was a call allowed or denied?", ""),
                Html.of(
                        "{}{}{}",
                        refusal,
                        Parts.live("listed", listing.render(all, ask.query())),
                        createForm(ask, kind)),
                Iam.TOPICS);
    }

    private static Html createForm(Ask ask, Kind kind) {
        Html trust = Html.of(
                        "<label>Trust policy <span class=\"hint\">who may act as it: tasks are ecs-tasks.amazonaws.com, instances ec2.amazonaws.com</span>"
                                + "<textarea name=\"trust\" rows=\"9\" spellcheck=\"false\" required>{}</textarea></label>",
                        ask.form().values().containsKey("trust") ? ask.form().raw("trust") : TRUST)
                .when(kind == Kind.ROLE);
        Html fields = Html.of("""
                <h2>Create a {}</h2><label>{} name<input name="new" value="{}" required maxlength="64" spellcheck="false"></label>
                {}<div class="row"><button class="primary">Create {}</button></div>""", kind.word(), kind.noun(), ask.form().get("new"), trust, kind.word());
        return ask.form(kind.href()).style("card stack narrow").around(fields);
    }

    private static View create(Ask ask, Kind kind) {
        String name = ask.form().get("new");
        try {
            ask.aws().call(Iam.SERVICE, "Create" + kind.noun(), in -> {
                in.put(kind.member(), name);
                if (kind == Kind.ROLE) {
                    in.put("AssumeRolePolicyDocument", ask.form().raw("trust"));
                }
            });
        } catch (AwsException e) {
            return list(ask, kind, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(
                kind.href(name), "The " + kind.word() + " " + name + " was created. It may do nothing yet.");
    }

    static View.Page identity(Ask ask, Kind kind, Html refusal) {
        String name = ask.path("name");
        JsonNode identity = ask.aws()
                .call(Iam.SERVICE, "Get" + kind.noun(), in -> in.put(kind.member(), name))
                .path(kind.noun());
        Tabs tabs = new Tabs("Of this " + kind.word()).with("policies", "Policies", () -> PoliciesOf.tab(ask, kind));
        if (kind == Kind.ROLE) {
            tabs.with(
                    "trust",
                    "Trust",
                    () -> Iam.document(identity.path("AssumeRolePolicyDocument").asText()));
            tabs.with("profiles", "Instance profiles", () -> InstanceProfiles.ofRole(ask));
        }
        if (kind == Kind.USER) {
            tabs.with("keys", "Access keys", () -> KeysOfUser.table(ask));
            tabs.with("groups", "Groups", () -> Members.ofUser(ask));
        }
        if (kind == Kind.GROUP) {
            tabs.with("users", "Users", () -> Members.ofGroup(ask));
        }
        Html body = Html.of(
                "{}{}{}",
                refusal,
                Parts.live("facts", facts(identity)),
                Parts.live("shown", Html.of("<div class=\"stack\">{}</div>", tabs.render(ask))));
        return new View.Page(
                name, List.of(new Crumb(kind.href(), kind.title())), actions(ask, kind, identity), body, Iam.TOPICS);
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

    private static View delete(Ask ask, Kind kind) {
        String name = ask.path("name");
        ask.aws().call(Iam.SERVICE, "Delete" + kind.noun(), in -> in.put(kind.member(), name));
        return new View.GoTo(kind.href(), "The " + kind.word() + " " + name + " was deleted.");
    }
}
