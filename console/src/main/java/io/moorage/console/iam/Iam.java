package io.moorage.console.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.base.sigv4.Uri;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Rows;
import io.moorage.console.html.Html;
import java.util.List;
import java.util.function.Consumer;

/** IAM's calls, in pieces and whole. */
final class Iam {
    static final String SERVICE = "iam";
    static final List<String> TOPICS = List.of("iam");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Iam() {}

    static Rows<JsonNode> all(Aws aws, String operation, String member, Consumer<ObjectNode> input) {
        return aws.all(SERVICE, operation, member, "Marker", input);
    }

    /** Said where something else than a table shows a list that is not whole. */
    static Html cut(Rows<JsonNode> rows) {
        return Html.of("<p class=\"hint\">Of more these are {}; the AWS CLI tells all.</p>", rows.count())
                .when(rows.cut());
    }

    /** IAM API reference, {@code GetPolicyVersion}: a document is URL-encoded, after RFC 3986. */
    static String decoded(String document) {
        return document.startsWith("%") ? Uri.decodePath(document) : document;
    }

    /** A document as people read it. */
    static Html document(String encoded) {
        return Html.of("<pre tabindex=\"0\"><code>{}</code></pre>", pretty(decoded(encoded)));
    }

    static String pretty(String json) {
        try {
            return JSON.readTree(json).toPrettyString();
        } catch (JsonProcessingException e) {
            return json;
        }
    }

    /** A field for a policy document. */
    static Html field(Ask ask, String usual) {
        return Html.of(
                "<label>Policy document<textarea name=\"document\" rows=\"12\" spellcheck=\"false\" required>{}</textarea></label>",
                ask.form().values().containsKey("document") ? ask.form().raw("document") : usual);
    }
}
