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
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;

/** A user's access keys. A secret is shown once, on the page that made it. */
final class KeysOfUser {
    private KeysOfUser() {}

    static List<Route> routes() {
        return List.of(
                Route.post(
                        "iam/users/{name}/keys",
                        ask -> Need.call(Iam.SERVICE, "CreateAccessKey", in -> in.put("UserName", ask.path("name"))),
                        KeysOfUser::create),
                Route.post("iam/users/{name}/keys/{key}/{act}", KeysOfUser::toAct, KeysOfUser::act));
    }

    static Html table(Ask ask) {
        Listing<JsonNode> keys = new Listing<>(
                "keys",
                "Access keys",
                List.of(
                        Columns.id("Access key", "AccessKeyId"),
                        Columns.status("Status", "Status"),
                        Columns.time("Created", "CreateDate"),
                        Column.buttons(each -> buttons(ask, each))),
                Html.of("<p class=\"hint\">It has no access key.</p>"));
        Rows<JsonNode> all =
                Iam.all(ask.aws(), "ListAccessKeys", "AccessKeyMetadata", in -> in.put("UserName", ask.path("name")));
        return Html.of(
                "{}<div>{}</div>",
                keys.render(all, ask.query()),
                ask.act(Kind.USER.href(ask.path("name")) + "/keys", "Create access key", "primary"));
    }

    private static Html buttons(Ask ask, JsonNode key) {
        String id = key.path("AccessKeyId").asText();
        String href = Kind.USER.href(ask.path("name")) + "/keys/" + id;
        boolean active = key.path("Status").asText().equals("Active");
        return Html.of(
                "<div class=\"row\">{}{}</div>",
                ask.act(href + (active ? "/Inactive" : "/Active"), active ? "Deactivate" : "Activate", ""),
                ask.destroy(
                        "delete-" + id,
                        href + "/delete",
                        "Delete key",
                        "Delete the access key " + id + "?",
                        List.of("Whatever signs with it is refused from the next call on. There is no way back.")));
    }

    /** IAM user guide, "Manage access keys": the secret can be had only at the time of its creation. */
    private static View create(Ask ask) {
        String name = ask.path("name");
        JsonNode key = ask.aws()
                .call(Iam.SERVICE, "CreateAccessKey", in -> in.put("UserName", name))
                .path("AccessKey");
        Html body = Html.of(
                """
                <p class="alert"><strong>This is the only time the secret is shown.</strong> Save it now.</p>
                <section class="card stack narrow"><label>Access key ID<input readonly value="{}"></label>
                <label>Secret access key<input readonly value="{}" spellcheck="false"></label>
                <div class="row">{}</div></section>""",
                key.path("AccessKeyId").asText(),
                key.path("SecretAccessKey").asText(),
                Parts.button(Kind.USER.href(name) + "?tab=keys", "I have saved it", ""));
        return new View.Page(
                "Access key of " + name, List.of(new Crumb(Kind.USER.href(name), name)), Html.NOTHING, body, List.of());
    }

    private static Need.Call toAct(Ask ask) {
        String act = ask.path("act");
        return act.equals("delete")
                ? Need.call(Iam.SERVICE, "DeleteAccessKey", in -> in.put("UserName", ask.path("name"))
                        .put("AccessKeyId", ask.path("key")))
                : Need.call(Iam.SERVICE, "UpdateAccessKey", in -> in.put("UserName", ask.path("name"))
                        .put("AccessKeyId", ask.path("key"))
                        .put("Status", act));
    }

    private static View act(Ask ask) {
        String name = ask.path("name");
        String act = ask.path("act");
        ask.aws().call(toAct(ask));
        return new View.GoTo(
                Kind.USER.href(name) + "?tab=keys",
                act.equals("delete") ? "The access key was deleted." : "The access key is " + act + ".");
    }
}
