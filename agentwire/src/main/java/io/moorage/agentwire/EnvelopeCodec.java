package io.moorage.agentwire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Text frames {@code {"type":"<Name>","message":{...}}}, where the name is the record's simple name.
 *
 * <p>Timestamps are epoch seconds with a fraction, as the agent sends them.
 */
public final class EnvelopeCodec<M> {
    private static final int MAX_NESTING = 50;

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();
    private final Map<String, Class<? extends M>> types;

    /** @param types every message that may arrive or be sent */
    public EnvelopeCodec(List<Class<? extends M>> types) {
        this.types = types.stream().collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .build());
    }

    public String encode(M message) {
        ObjectNode envelope = json.createObjectNode();
        envelope.put("type", message.getClass().getSimpleName());
        envelope.set("message", json.valueToTree(message));
        return envelope.toString();
    }

    /** Never throws, whatever the text is. */
    public Decoded<M> decode(String text) {
        try {
            JsonNode envelope = json.readTree(text);
            if (!envelope.path("type").isTextual() || !envelope.path("message").isObject()) {
                return new Decoded.Malformed<>("not an envelope of type and message");
            }
            String type = envelope.path("type").textValue();
            Class<? extends M> known = types.get(type);
            return known == null
                    ? new Decoded.UnknownType<>(type)
                    : new Decoded.Message<>(json.treeToValue(envelope.path("message"), known));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return new Decoded.Malformed<>(firstLine(e));
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
    }
}
