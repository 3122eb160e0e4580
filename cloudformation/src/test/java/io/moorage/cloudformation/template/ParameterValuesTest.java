package io.moorage.cloudformation.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** CloudFormation user guide, "Parameters". */
final class ParameterValuesTest {
    private static final ParameterValues.Account ACCOUNT = new ParameterValues.Account() {
        @Override
        public boolean exists(ParameterType type, String value) {
            return List.of("ami-7", "subnet-1", "subnet-2").contains(value);
        }

        @Override
        public Optional<String> stored(String name) {
            return name.equals("/ami") ? Optional.of("ami-7") : Optional.empty();
        }
    };

    private static Map<String, JsonNode> values(String declaration, Map<String, String> given)
            throws InvalidTemplateException {
        String text = "{'Parameters':{'P':%s},'Resources':{'A':{'Type':'T'}}}"
                .formatted(declaration)
                .replace('\'', '"');
        return ParameterValues.of(new TemplateReader(type -> true).read(text), given, ACCOUNT);
    }

    static List<Arguments> refused() {
        return List.of(
                Arguments.of("{'Type':'String'}", null, "Parameters: [P] must have values"),
                Arguments.of(
                        "{'Type':'String','AllowedValues':['a']}", "b", "Parameter 'P' must be one of AllowedValues"),
                Arguments.of(
                        "{'Type':'String','AllowedValues':['a'],'ConstraintDescription':'must be a'}",
                        "b",
                        "Parameter P failed to satisfy constraint: must be a"),
                Arguments.of(
                        "{'Type':'String','AllowedPattern':'[a-z]*'}", "B", "Parameter 'P' must match pattern [a-z]*"),
                Arguments.of(
                        "{'Type':'String','MinLength':3}", "b", "Parameter 'P' must contain at least 3 characters"),
                Arguments.of(
                        "{'Type':'String','MaxLength':1}", "bb", "Parameter 'P' must contain at most 1 characters"),
                Arguments.of("{'Type':'Number'}", "b", "Parameter 'P' must be a number."),
                Arguments.of("{'Type':'Number','MinValue':2}", "1", "Parameter 'P' must be a number not less than 2"),
                Arguments.of(
                        "{'Type':'List<Number>','MaxValue':2}",
                        "1, 3",
                        "Parameter 'P' must be a number not greater than 2"),
                Arguments.of(
                        "{'Type':'AWS::EC2::KeyPair::KeyName'}",
                        "gone",
                        "Parameter validation failed: parameter value gone for parameter name P does not exist"),
                Arguments.of(
                        "{'Type':'AWS::SSM::Parameter::Value<String>'}",
                        "/gone",
                        "Unable to fetch parameters [/gone] from parameter store for this account."));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithTheMessageOfCloudFormation(String declaration, String given, String message) {
        Map<String, String> parameters = given == null ? Map.of() : Map.of("P", given);
        assertThatThrownBy(() -> values(declaration, parameters))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessage(message);
    }

    @Test
    void undeclaredParametersAreRefused() {
        assertThatThrownBy(() -> values("{'Type':'String','Default':''}", Map.of("Q", "1")))
                .hasMessage("Parameters: [Q] do not exist in the template");
    }

    @Test
    void listsAreSplitAndStripped() throws Exception {
        assertThat(values("{'Type':'List<AWS::EC2::Subnet::Id>'}", Map.of("P", "subnet-1, subnet-2"))
                        .toString())
                .isEqualTo("{P=[\"subnet-1\",\"subnet-2\"]}");
    }

    @Test
    void theParameterStoreIsAsked() throws Exception {
        assertThat(values("{'Type':'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>','Default':'/ami'}", Map.of()))
                .hasToString("{P=\"ami-7\"}");
    }
}
