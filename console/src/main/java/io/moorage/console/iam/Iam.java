package io.moorage.console.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.base.sigv4.Uri;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.html.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** IAM's calls, in pieces and whole. */
final class Iam {
    static final String SERVICE = "iam";
    static final List<String> TOPICS = List.of("iam");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PAGES = 50;

    private Iam() {}

    static List<JsonNode> all(Aws aws, String operation, String member, Consumer<ObjectNode> input) {
        List<JsonNode> all = new ArrayList<>();
        String marker = "";
        for (int i = 0; i < MOST_PAGES; i++) {
            String next = marker;
            JsonNode answer = aws.call(SERVICE, operation, in -> {
                input.accept(in);
                if (!next.isEmpty()) {
                    in.put("Marker", next);
                }
            });
            answer.path(member).forEach(all::add);
            marker = answer.path("Marker").asText();
            if (marker.isEmpty()) {
                break;
            }
        }
        return all;
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
