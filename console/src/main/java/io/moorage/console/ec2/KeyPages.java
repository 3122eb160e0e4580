package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Key pairs. A private half is shown once, on the page that made it, and kept nowhere. */
public final class KeyPages {
    private static final String SERVICE = "ec2";

    private KeyPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("ec2/key-pairs", ask -> list(ask, Html.NOTHING)),
                Route.post(
                        "ec2/key-pairs",
                        ask -> Need.anyOf(
                                Need.onAnything(SERVICE, "CreateKeyPair"), Need.onAnything(SERVICE, "ImportKeyPair")),
                        KeyPages::create),
                Route.post(
                        "ec2/key-pairs/{key}/delete",
                        ask -> Need.call(SERVICE, "DeleteKeyPair", in -> in.put("KeyName", ask.path("key"))),
                        KeyPages::delete));
    }

    private static Listing<JsonNode> listing(Ask ask) {
        return new Listing<>(
                "keys",
                "Key pairs",
                List.of(
                        Columns.text("Name", "keyName"),
                        Columns.id("Key pair", "keyPairId"),
                        Columns.text("Type", "keyType"),
                        Columns.id("Fingerprint", "keyFingerprint"),
                        Columns.time("Created", "createTime"),
                        Column.buttons(
                                each -> deleteButton(ask, each.path("keyName").asText()))),
                Parts.empty(
                        "There is no key pair.",
                        "With one an instance lets its owner in by ssh. Create one below, or import the public half of your own.",
                        Html.NOTHING));
    }

    private static Html deleteButton(Ask ask, String name) {
        return ask.destroy(
                "delete-" + name.replaceAll("[^A-Za-z0-9]", "-"),
                Links.to("ec2", "key-pairs", name) + "/delete",
                "Delete",
                "Delete the key pair " + name + "?",
                List.of("Instances that run keep it; none is launched with it any more."));
    }

    private static View.Page list(Ask ask, Html refusal) {
        List<JsonNode> all =
                Aws.list(ask.aws().call(SERVICE, "DescribeKeyPairs").path("keySet"));
        Html body = Html.of("{}{}{}", refusal, Parts.live("listed", listing(ask).render(all, ask.query())), form(ask));
        return new View.Page("Key pairs", List.of(), Html.NOTHING, body, List.of("ec2"));
    }

    private static Html form(Ask ask) {
        Html fields = Html.of(
                """
                <h2>Create or import a key pair</h2>
                <label>Key pair name<input name="name" value="{}" required maxlength="255" spellcheck="false"></label>
                <label>Type<select name="type"><option>ed25519</option><option{}>rsa</option></select></label>
                <label>Format <span class="hint">ppk is PuTTY's</span><select name="format"><option>pem</option><option{}>ppk</option></select></label>
                <label>Public key <span class="hint">only to import: the line of your id_ed25519.pub</span><textarea name="public" rows="3" spellcheck="false">{}</textarea></label>
                <div class="row"><button class="primary">Create key pair</button></div>""",
                ask.form().get("name"),
                Html.of(" selected").when(ask.form().get("type").equals("rsa")),
                Html.of(" selected").when(ask.form().get("format").equals("ppk")),
                ask.form().get("public"));
        return ask.form(Links.to("ec2", "key-pairs")).style("card stack narrow").around(fields);
    }

    private static View create(Ask ask) {
        String name = ask.form().get("name");
        String given = ask.form().get("public");
        try {
            if (!given.isEmpty()) {
                ask.aws().call(SERVICE, "ImportKeyPair", in -> in.put("keyName", name)
                        .put(
                                "publicKeyMaterial",
                                Base64.getEncoder().encodeToString(given.getBytes(StandardCharsets.UTF_8))));
                return new View.GoTo(Links.to("ec2", "key-pairs"), "The key pair " + name + " was imported.");
            }
            JsonNode made = ask.aws().call(SERVICE, "CreateKeyPair", in -> in.put("KeyName", name)
                    .put("KeyType", ask.form().find("type").orElse("ed25519"))
                    .put("KeyFormat", ask.form().find("format").orElse("pem")));
            return once(
                    name,
                    ask.form().find("format").orElse("pem"),
                    made.path("keyMaterial").asText());
        } catch (AwsException e) {
            return list(ask, Advice.of(e)).refused(e.httpStatus());
        }
    }

    /** EC2 user guide, "Create a key pair": "This is the only chance for you to save the private key file." */
    private static View.Page once(String name, String format, String material) {
        Html body =
                Html.of("""
                <p class="alert"><strong>This is the only time it is shown.</strong> Save it now: nobody, Moorage either, can tell it again.</p>
                <section class="card stack"><label>Private key<textarea id="private-key" rows="14" readonly spellcheck="false">{}</textarea></label>
                <div class="row"><button type="button" class="primary" data-save="private-key" data-name="{}.{}">Download</button>{}</div></section>""", material, name, format, Parts.button(Links.to("ec2", "key-pairs"), "I have saved it", ""));
        return new View.Page(
                name, List.of(new Crumb(Links.to("ec2", "key-pairs"), "Key pairs")), Html.NOTHING, body, List.of());
    }

    private static View delete(Ask ask) {
        ask.aws().call(SERVICE, "DeleteKeyPair", in -> in.put("KeyName", ask.path("key")));
        return new View.GoTo(Links.to("ec2", "key-pairs"), "The key pair " + ask.path("key") + " was deleted.");
    }
}
