package io.moorage.console.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** IAM API reference, {@code Position}: "The line/column containing the specified position in the document." */
final class ExcerptTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aStatementIsCutOutOfItsPolicy() {
        String policy = "{\"Statement\": [{\"Effect\": \"Deny\"}, {\n\"Effect\": \"Allow\"}]}";

        assertThat(Excerpt.of(policy, at(1, 16), at(1, 34)).replaceAll("\\s", ""))
                .isEqualTo("{\"Effect\":\"Deny\"}");
        assertThat(Excerpt.of(policy, at(1, 36), at(2, 19)).replaceAll("\\s", ""))
                .isEqualTo("{\"Effect\":\"Allow\"}");
    }

    @Test
    void whereTheTextIsNotKnownThePositionIsTold() {
        assertThat(Excerpt.of("", at(3, 1), at(5, 2))).isEqualTo("lines 3 to 5");
    }

    private JsonNode at(int line, int column) {
        return json.createObjectNode().put("Line", line).put("Column", column);
    }
}
