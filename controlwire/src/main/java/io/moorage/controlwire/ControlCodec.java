package io.moorage.controlwire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;

/** Messages as lines of JSON, ended by a newline. Unknown members are ignored, so that either side may be the newer one. */
public final class ControlCodec {
    /** A longer line is refused. */
    public static final int MAX_LINE_BYTES = 16 << 20;

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public byte[] line(Object message) throws JsonProcessingException {
        return (mapper.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws JsonProcessingException when the line is no such message, its own message saying why */
    public <T> T parse(String line, Class<T> type) throws JsonProcessingException {
        T message = mapper.readValue(line, type);
        if (message == null) {
            throw new JsonMappingException(null, "null is no message");
        }
        return message;
    }
}
