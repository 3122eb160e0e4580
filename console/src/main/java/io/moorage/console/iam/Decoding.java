package io.moorage.console.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What EC2 says in code at the end of a refusal, made readable: who was refused what, and the way to the statements. */
final class Decoding {
    /** In a message that was pasted whole. */
    private static final Pattern ENCODED = Pattern.compile("failure message: *(\\S+)");

    private static final Pattern ASSUMED = Pattern.compile("arn:aws:sts::([0-9]+):assumed-role/([^/]+)/.*");

    private Decoding() {}

    static Route route() {
        return Route.post(
                "iam/simulator", ask -> Need.onAnything("sts", "DecodeAuthorizationMessage"), Decoding::decode);
    }

    static Html form(Ask ask) {
        Html fields = Html.of("""
                <h2>Decode an authorization failure</h2>
                <label>Encoded message <span class="hint">what EC2 ends a refusal with, or the whole refusal</span><textarea name="encoded" rows="3" required spellcheck="false">{}</textarea></label>
                <div class="row"><button>Decode</button></div>""", ask.form().get("encoded"));
        return ask.form(Links.to("iam", "simulator")).style("card stack narrow").around(fields);
    }

    private static View decode(Ask ask) {
        String pasted = ask.form().get("encoded");
        Matcher found = ENCODED.matcher(pasted);
        String encoded = found.find() ? found.group(1) : pasted;
        try {
            String decoded = ask.aws()
                    .call("sts", "DecodeAuthorizationMessage", in -> in.put("EncodedMessage", encoded))
                    .path("DecodedMessage")
                    .asText();
            return SimulatorPages.page(ask, readable(decoded));
        } catch (AwsException e) {
            return SimulatorPages.page(ask, Advice.of(e)).refused(e.httpStatus());
        }
    }

    private static Html readable(String decoded) {
        JsonNode message = Aws.parse(decoded);
        JsonNode context = message.path("context");
        String action = context.path("action").asText();
        return Parts.card(
                "What was refused",
                Parts.button(
                        Links.to("iam", "simulator") + question(context).query(),
                        "Which statements decide?",
                        "primary"),
                Html.of(
                        "<div class=\"stack\">{}<details><summary>The message as it was decoded</summary>{}</details></div>",
                        Parts.facts(
                                List.of(
                                        Map.entry(
                                                "Who",
                                                Parts.id(
                                                        context.path("principal")
                                                                .path("arn")
                                                                .asText())),
                                        Map.entry("Action", Parts.id(action)),
                                        Map.entry("Resource", Parts.id(Parts.text(context.path("resource")))),
                                        Map.entry(
                                                "Why",
                                                Html.text(
                                                        message.path("explicitDeny")
                                                                        .asBoolean()
                                                                ? "A statement denies it; no other can allow it then."
                                                                : "No statement allows it, and what is not allowed is denied.")))),
                        Iam.document(decoded)));
    }

    /** The same asked of the simulator, which knows the statements. */
    private static Parameters question(JsonNode context) {
        String arn = context.path("principal").path("arn").asText();
        String conditions = Aws.list(context.path("conditions").path("items")).stream()
                .flatMap(each -> Aws.list(each.path("values").path("items")).stream()
                        .map(value -> each.path("key").asText() + "="
                                + value.path("value").asText()))
                .collect(Collectors.joining("\n"));
        return Parameters.NONE
                .with("principal", ASSUMED.matcher(arn).replaceFirst("arn:aws:iam::$1:role/$2"))
                .with("actions", context.path("action").asText())
                .with("resources", context.path("resource").asText().replaceFirst("^\\*$", ""))
                .with("context", conditions);
    }
}
