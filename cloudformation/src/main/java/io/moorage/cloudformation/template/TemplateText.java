package io.moorage.cloudformation.template;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** Reads a template's text, JSON or YAML, into one form: a tree in which every function is written out ({@code {"Ref": ...}}). */
public final class TemplateText {
    /** Bytes of a template that is sent in a request (CloudFormation quotas: template body size in a request). */
    public static final int MAX_BODY_BYTES = 51_200;

    /** Bytes of a template that a URL names (CloudFormation quotas: template body size in an S3 object). */
    public static final int MAX_BYTES = 1_000_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private TemplateText() {}

    /** Refuses the text of a request that is too long. */
    public static void checkBody(String text) throws InvalidTemplateException {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BODY_BYTES) {
            throw new InvalidTemplateException(
                    "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length"
                            + " less than or equal to " + MAX_BODY_BYTES);
        }
    }

    public static JsonNode parse(String text) throws InvalidTemplateException {
        JsonNode tree = text.stripLeading().startsWith("{") ? json(text) : YamlTemplate.parse(text);
        if (!tree.isObject()) {
            throw InvalidTemplateException.format("unsupported structure.");
        }
        return tree;
    }

    private static JsonNode json(String text) throws InvalidTemplateException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            throw InvalidTemplateException.format("JSON not well-formed. (line %d, column %d)"
                    .formatted(where == null ? 1 : where.getLineNr(), where == null ? 1 : where.getColumnNr()));
        }
    }
}
