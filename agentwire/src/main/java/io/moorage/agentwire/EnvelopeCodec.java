package io.moorage.agentwire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Text frames {@code {"type":"<Name>","message":{...}}}, where the name is the record's simple name.
 *
 * <p>Timestamps are epoch seconds with a fraction, as the agent sends them.
 */
public final class EnvelopeCodec<M> {
    private static final int MAX_NESTING = 50;
    private static final String TYPE = "type";
    private static final String MESSAGE = "message";

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
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField(TYPE, message.getClass().getSimpleName());
            out.writeFieldName(MESSAGE);
            json.writeValue(out, message);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a message that cannot be written as JSON", e);
        }
        return text.toString();
    }

    /** Never throws, whatever the text is. */
    public Decoded<M> decode(String text) {
        try {
            Optional<M> plain = plain(text);
            return plain.isPresent() ? new Decoded.Message<>(plain.get()) : any(text);
        } catch (IOException | IllegalArgumentException e) {
            return new Decoded.Malformed<>(firstLine(e));
        }
    }

    /** An envelope as agents write them, of a known type that comes first, read without a tree: there are very many. */
    private Optional<M> plain(String text) throws IOException {
        try (JsonParser in = json.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT || !TYPE.equals(in.nextFieldName())) {
                return Optional.empty();
            }
            String type = in.nextTextValue();
            Class<? extends M> known = type == null ? null : types.get(type);
            if (known == null || !MESSAGE.equals(in.nextFieldName()) || in.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            M message = json.readValue(in, known);
            return in.nextToken() == JsonToken.END_OBJECT ? Optional.of(message) : Optional.empty();
        }
    }

    private Decoded<M> any(String text) throws JsonProcessingException {
        JsonNode envelope = json.readTree(text);
        if (!envelope.path(TYPE).isTextual() || !envelope.path(MESSAGE).isObject()) {
            return new Decoded.Malformed<>("not an envelope of type and message");
        }
        String type = envelope.path(TYPE).textValue();
        Class<? extends M> known = types.get(type);
        return known == null
                ? new Decoded.UnknownType<>(type)
                : new Decoded.Message<>(json.treeToValue(envelope.path(MESSAGE), known));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
    }
}
