package io.moorage.console.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;

/** Who is in a group, and which groups a user is in. */
final class Members {
    private Members() {}

    static List<Route> routes() {
        return List.of(
                Route.post(
                        "iam/groups/{name}/users",
                        ask -> Need.filledIn(Iam.SERVICE, "AddUserToGroup", in -> in.put("GroupName", ask.path("name"))
                                .put("UserName", "any")),
                        Members::add),
                Route.post("iam/groups/{name}/users/{user}/remove", Members::removal, Members::remove));
    }

    static Html ofGroup(Ask ask) {
        Listing<JsonNode> users = new Listing<>(
                "users",
                "Users",
                List.of(
                        Columns.linked("User", "UserName", Kind.USER::href),
                        Columns.id("ARN", "Arn"),
                        Column.buttons(each -> removeButton(ask, each))),
                Parts.empty("Nobody is in it.", "Whoever is added below holds its policies too.", Html.NOTHING));
        Rows<JsonNode> all = Iam.all(ask.aws(), "GetGroup", "Users", in -> in.put("GroupName", ask.path("name")));
        Html fields = Html.of(
                "<label>User name<input name=\"user\" value=\"\" required maxlength=\"64\" spellcheck=\"false\"></label><button>Add to group</button>");
        return Html.of(
                "{}{}",
                users.render(all, ask.query()),
                ask.form(Kind.GROUP.href(ask.path("name")) + "/users")
                        .style("card inline")
                        .around(fields));
    }

    private static Html removeButton(Ask ask, JsonNode user) {
        String name = user.path("UserName").asText();
        return ask.destroy(
                "remove-" + name.replaceAll("[^A-Za-z0-9]", "-"),
                Kind.GROUP.href(ask.path("name")) + "/users/" + name + "/remove",
                "Remove",
                "Remove " + name + " from " + ask.path("name") + "?",
                List.of("What only the group's policies allowed is refused to " + name + " from the next call on."));
    }

    static Html ofUser(Ask ask) {
        Listing<JsonNode> groups = new Listing<>(
                "groups",
                "Groups",
                List.of(Columns.linked("Group", "GroupName", Kind.GROUP::href), Columns.id("ARN", "Arn")),
                Parts.empty(
                        "It is in no group.",
                        "A group's page adds users to it.",
                        Parts.button(Kind.GROUP.href(), "Groups", "")));
        return groups.render(
                Iam.all(ask.aws(), "ListGroupsForUser", "Groups", in -> in.put("UserName", ask.path("name"))),
                ask.query());
    }

    private static View add(Ask ask) {
        String user = ask.form().get("user");
        ask.aws().call(Iam.SERVICE, "AddUserToGroup", in -> in.put("GroupName", ask.path("name"))
                .put("UserName", user));
        return told(ask, user + " is in the group from now on.");
    }

    private static Need.Call removal(Ask ask) {
        return Need.call(Iam.SERVICE, "RemoveUserFromGroup", in -> in.put("GroupName", ask.path("name"))
                .put("UserName", ask.path("user")));
    }

    private static View remove(Ask ask) {
        ask.aws().call(removal(ask));
        return told(ask, ask.path("user") + " is in the group no longer.");
    }

    private static View told(Ask ask, String words) {
        return new View.GoTo(Kind.GROUP.href(ask.path("name")) + "?tab=users", words);
    }
}
