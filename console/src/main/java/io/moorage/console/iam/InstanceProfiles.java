package io.moorage.console.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;

/** Instance profiles: all of them, and those by which instances act as one role. */
final class InstanceProfiles {
    private static final Listing<JsonNode> PROFILES = new Listing<>(
            "profiles",
            "Instance profiles",
            List.of(
                    Columns.text("Instance profile", "InstanceProfileName"),
                    Column.of("Role", InstanceProfiles::role, InstanceProfiles::roleLink),
                    Columns.id("ARN", "Arn"),
                    Columns.time("Created", "CreateDate")),
            Parts.empty(
                    "There is no instance profile.",
                    "By one an instance acts as a role, without keys of its own. A role's page makes one.",
                    Parts.button(Kind.ROLE.href(), "Roles", "")));

    private static final Listing<JsonNode> OF_ROLE = new Listing<>(
            "profiles",
            "Instance profiles",
            List.of(Columns.text("Instance profile", "InstanceProfileName"), Columns.id("ARN", "Arn")),
            Parts.empty(
                    "No instance profile has it.",
                    "Until one has, no instance acts as this role; tasks need none.",
                    Html.NOTHING));

    private InstanceProfiles() {}

    static List<Route> routes() {
        return List.of(
                Route.get("iam/instance-profiles", InstanceProfiles::list),
                Route.post("iam/roles/{name}/profile", InstanceProfiles::toMake, InstanceProfiles::make));
    }

    private static String role(JsonNode profile) {
        return profile.path("Roles").path(0).path("RoleName").asText();
    }

    private static Html roleLink(JsonNode profile) {
        String role = role(profile);
        return role.isEmpty() ? Html.text("–") : Parts.link(Kind.ROLE.href(role), role);
    }

    private static View.Page list(Ask ask) {
        Rows<JsonNode> all = Iam.all(ask.aws(), "ListInstanceProfiles", "InstanceProfiles", in -> {});
        return new View.Page(
                "Instance profiles",
                List.of(),
                Html.NOTHING,
                Parts.live("listed", PROFILES.render(all, ask.query())),
                Iam.TOPICS);
    }

    static Html ofRole(Ask ask) {
        Rows<JsonNode> all = Iam.all(
                ask.aws(),
                "ListInstanceProfilesForRole",
                "InstanceProfiles",
                in -> in.put("RoleName", ask.path("name")));
        return Html.of(
                "{}<div>{}</div>",
                OF_ROLE.render(all, ask.query()),
                ask.act(Kind.ROLE.href(ask.path("name")) + "/profile", "Create instance profile", "")
                        .when(all.all().isEmpty()));
    }

    private static Need.Call creation(Ask ask) {
        return Need.call(Iam.SERVICE, "CreateInstanceProfile", in -> in.put("InstanceProfileName", ask.path("name")));
    }

    private static Need.Call addition(Ask ask) {
        return Need.call(Iam.SERVICE, "AddRoleToInstanceProfile", in -> in.put("InstanceProfileName", ask.path("name"))
                .put("RoleName", ask.path("name")));
    }

    private static Need toMake(Ask ask) {
        return Need.all(creation(ask), addition(ask));
    }

    /** Of the role's name, as AWS's console makes it for a role of EC2. */
    private static View make(Ask ask) {
        ask.aws().call(creation(ask));
        ask.aws().call(addition(ask));
        return new View.GoTo(
                Links.to("iam", "roles", ask.path("name")) + "?tab=profiles",
                "Instances that are launched with the instance profile " + ask.path("name") + " act as this role.");
    }
}
