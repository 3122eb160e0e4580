package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Access points: a directory and a user of its own for an application. */
final class AccessPointPages {
    private AccessPointPages() {}

    static List<Route> routes() {
        return List.of(
                Route.get("efs/{id}/access-points", ask -> page(ask, Parameters.NONE, Html.NOTHING)),
                Route.post(
                        "efs/{id}/access-points",
                        ask -> Need.filledIn("efs", "CreateAccessPoint", in -> in.put("FileSystemId", ask.path("id"))
                                .put("ClientToken", "-")),
                        AccessPointPages::create),
                Route.post(
                        "efs/{id}/access-points/{point}/delete",
                        ask -> Need.call("efs", "DeleteAccessPoint", in -> in.put("AccessPointId", ask.path("point"))),
                        AccessPointPages::delete));
    }

    private static View.Page page(Ask ask, Parameters given, Html refusal) {
        JsonNode fileSystem = Efs.described(ask);
        Html body = Html.of(
                "{}{}{}",
                refusal,
                Parts.live("points", Advice.orRefusal(() -> listing(ask)
                        .render(
                                Efs.all(
                                        ask.aws(),
                                        "DescribeAccessPoints",
                                        "AccessPoints",
                                        in -> in.put("FileSystemId", ask.path("id"))),
                                ask.query()))),
                form(ask, given));
        return Efs.page(ask, fileSystem, "access-points", Html.NOTHING, body, Efs.TOPICS);
    }

    private static Listing<JsonNode> listing(Ask ask) {
        return new Listing<>(
                "points",
                "Access points",
                List.of(
                        Column.of("Access point", AccessPointPages::id, each -> Parts.id(id(each))),
                        Column.of(
                                "Name",
                                each -> each.path("Name").asText(),
                                each -> Html.text(Parts.text(each.path("Name")))),
                        Column.of("Root directory", AccessPointPages::root, each -> Parts.id(root(each))),
                        Column.of("User", each -> user(each), each -> Html.text(user(each))),
                        Column.of(
                                "State",
                                each -> each.path("LifeCycleState").asText(),
                                each -> Parts.status(each.path("LifeCycleState").asText())),
                        Column.buttons(each -> actions(ask, each))),
                Parts.empty(
                        "It has no access point.",
                        "An access point gives an application a directory and a user of its own. Create one below.",
                        Html.NOTHING));
    }

    private static String id(JsonNode point) {
        return point.path("AccessPointId").asText();
    }

    private static String root(JsonNode point) {
        return point.path("RootDirectory").path("Path").asText("/");
    }

    private static String user(JsonNode point) {
        JsonNode user = point.path("PosixUser");
        return user.isMissingNode() || user.isNull()
                ? "the client's"
                : user.path("Uid").asText() + ":" + user.path("Gid").asText();
    }

    private static Html actions(Ask ask, JsonNode point) {
        String id = ask.path("id");
        return Html.of(
                "<div class=\"row\">{}{}</div>",
                Html.of(
                        "<a href=\"{}?through={}\">Files<span class=\"hidden\"> of {}</span></a>",
                        Efs.href(id, "files"),
                        id(point),
                        id(point)),
                ask.destroy(
                        "delete-" + id(point),
                        Efs.href(id, "access-points", id(point), "delete"),
                        "Delete",
                        "Delete the access point " + id(point) + "?",
                        List.of(
                                "Tasks that mount through it do not start any longer; clients that are connected stay.",
                                "The files in " + root(point) + " stay.")));
    }

    private static Html form(Ask ask, Parameters given) {
        Html fields = Html.of(
                """
                <h2>Create an access point</h2>
                <div class="entry">{}{}</div>
                <fieldset class="stack"><legend>POSIX user <span class="hint">every request is made as this user; empty leaves the client's</span></legend>
                <div class="entry">{}{}{}</div></fieldset>
                <fieldset class="stack"><legend>Root directory, when it is missing <span class="hint">made with this owner and these permissions when a client comes</span></legend>
                <div class="entry">{}{}{}</div></fieldset>
                <div class="row"><button class="primary">Create access point</button></div>""",
                Fields.text("Name", "", "name", given.get("name")),
                Fields.text(
                        "Root directory",
                        "e.g. /app",
                        "path",
                        given.find("path").orElse("/")),
                Fields.text("User ID", "", "uid", given.get("uid")),
                Fields.text("Group ID", "", "gid", given.get("gid")),
                Fields.text("Secondary group IDs", "separated by commas", "groups", given.get("groups")),
                Fields.text("Owner user ID", "", "ownerUid", given.get("ownerUid")),
                Fields.text("Owner group ID", "", "ownerGid", given.get("ownerGid")),
                Fields.text("Permissions", "octal, e.g. 0755", "permissions", given.get("permissions")));
        return ask.form(Efs.href(ask.path("id"), "access-points"))
                .style("card stack")
                .around(fields);
    }

    private static View create(Ask ask) {
        Parameters form = ask.form();
        try {
            JsonNode made = Efs.call(ask.aws(), "CreateAccessPoint", in -> {
                in.put("ClientToken", UUID.randomUUID().toString()).put("FileSystemId", ask.path("id"));
                form.find("name").ifPresent(name -> in.putArray("Tags")
                        .addObject()
                        .put("Key", "Name")
                        .put("Value", name));
                user(form, in);
                root(form, in.putObject("RootDirectory"));
            });
            return new View.GoTo(
                    Efs.href(ask.path("id"), "access-points"), "The access point " + id(made) + " is being created.");
        } catch (AwsException e) {
            return page(ask, form, Advice.of(e)).refused(e.httpStatus());
        }
    }

    private static void user(Parameters form, ObjectNode in) {
        if (form.find("uid").isPresent() || form.find("gid").isPresent()) {
            ObjectNode user = in.putObject("PosixUser")
                    .put("Uid", Fields.number(form.get("uid"), "User ID"))
                    .put("Gid", Fields.number(form.get("gid"), "Group ID"));
            if (form.find("groups").isPresent()) {
                ArrayNode groups = user.putArray("SecondaryGids");
                for (String group : form.get("groups").split(",", -1)) {
                    groups.add(Fields.number(group.strip(), "Secondary group IDs"));
                }
            }
        }
    }

    private static void root(Parameters form, ObjectNode directory) {
        directory.put("Path", form.find("path").orElse("/"));
        boolean owned = Stream.of("ownerUid", "ownerGid", "permissions")
                .anyMatch(name -> form.find(name).isPresent());
        if (owned) {
            directory
                    .putObject("CreationInfo")
                    .put("OwnerUid", Fields.number(form.get("ownerUid"), "Owner user ID"))
                    .put("OwnerGid", Fields.number(form.get("ownerGid"), "Owner group ID"))
                    .put("Permissions", form.get("permissions"));
        }
    }

    private static View delete(Ask ask) {
        String point = ask.path("point");
        Efs.call(ask.aws(), "DeleteAccessPoint", in -> in.put("AccessPointId", point));
        return new View.GoTo(
                Efs.href(ask.path("id"), "access-points"), "The access point " + point + " is being deleted.");
    }
}
