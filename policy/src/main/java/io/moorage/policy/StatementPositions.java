package io.moorage.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where the statements of a policy stand in its text, as the policy simulator shows them. */
public final class StatementPositions {
    private final JsonFactory json = new JsonFactory();

    /**
     * From a statement's first character to behind its last; lines and columns count from one.
     *
     * @param endLine of the last character
     */
    public record Span(int startLine, int startColumn, int endLine, int endColumn) {}

    /**
     * In the order of the statements.
     *
     * @param policy well-formed
     */
    public List<Span> of(String policy) {
        List<Span> spans = new ArrayList<>();
        try (JsonParser parser = json.createParser(policy)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean statements = parser.currentName().equals("Statement");
                JsonToken value = parser.nextToken();
                if (statements && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        spans.add(span(parser));
                    }
                } else if (statements) {
                    spans.add(span(parser));
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not a policy: " + policy, e);
        }
        return spans;
    }

    private static Span span(JsonParser parser) throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        parser.skipChildren();
        JsonLocation end = parser.currentLocation();
        return new Span(start.getLineNr(), start.getColumnNr(), end.getLineNr(), end.getColumnNr());
    }
}
