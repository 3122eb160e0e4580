package io.moorage.console.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.dispatch.JsonCalls;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Parameters;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CloudFormation user guide, "Parameters": NoEcho, Default and UsePreviousValue. */
final class ParameterFormTest {
    private static final Choices CHOICES = new Choices(new Aws(
            new JsonCalls(
                    List.of(),
                    query -> Authorizer.Allowed.ALLOWED,
                    "123456789012",
                    "us-east-1",
                    () -> Instant.EPOCH,
                    () -> "request"),
            new JsonCalls.From(Principal.root("123456789012"), "127.0.0.1", false)));

    private static ParameterForm form(String parameter, JsonNode stack) {
        return new ParameterForm(
                Aws.parse("{\"Parameters\":[{\"ParameterKey\":\"Password\",\"ParameterType\":\"String\"" + parameter
                        + "}]}"),
                CHOICES,
                stack);
    }

    private static ArrayNode sent(ParameterForm form, String typed) {
        ArrayNode sent = JsonNodeFactory.instance.arrayNode();
        form.put(Parameters.of("p.Password=" + typed), sent);
        return sent;
    }

    /** A default that nobody is shown must not be replaced by the nothing that was typed in its place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''  | ',\"NoEcho\":true,\"DefaultValue\":\"kept\"' | '[]'",
                "new | ',\"NoEcho\":true,\"DefaultValue\":\"kept\"' | '[{\"ParameterKey\":\"Password\",\"ParameterValue\":\"new\"}]'",
                "''  | ',\"NoEcho\":true'                         | '[{\"ParameterKey\":\"Password\",\"ParameterValue\":\"\"}]'",
                "''  | ',\"DefaultValue\":\"shown\"'              | '[{\"ParameterKey\":\"Password\",\"ParameterValue\":\"\"}]'",
            })
    void whatIsHiddenAndNotTypedIsTheTemplates(String typed, String parameter, String sent) {
        assertThat(sent(form(parameter, MissingNode.getInstance()), typed)).hasToString(sent);
    }

    @Test
    void ofAStackThereIsItStays() {
        JsonNode stack = Aws.parse("{\"Parameters\":[{\"ParameterKey\":\"Password\",\"ParameterValue\":\"****\"}]}");
        assertThat(sent(form(",\"NoEcho\":true,\"DefaultValue\":\"kept\"", stack), ""))
                .hasToString("[{\"ParameterKey\":\"Password\",\"UsePreviousValue\":true}]");
    }

    @Test
    void theFieldSaysWhatEmptyMeans() {
        assertThat(form(",\"NoEcho\":true,\"DefaultValue\":\"kept\"", MissingNode.getInstance())
                        .fields(Parameters.NONE)
                        .toString())
                .contains("empty: the template&#39;s default")
                .doesNotContain("kept");
    }
}
