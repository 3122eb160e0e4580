package io.moorage.logs.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudWatch Logs user guide, "Filter pattern syntax for metric filters, subscription filters, filter log events". */
final class FilterPatternTest {
    private static boolean matches(String pattern, String message) throws Exception {
        return FilterPattern.parse(pattern).test(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ERROR | [ERROR 400] BAD REQUEST | true",
                "ERROR | error | false",
                "ERROR ARGUMENTS | ERROR MISSING ARGUMENTS | true",
                "ERROR ARGUMENTS | ERROR 400 | false",
                "?ERROR ?ARGUMENTS | INVALID ARGUMENTS | true",
                "?ERROR ?ARGUMENTS | fine | false",
                "`\"INTERNAL SERVER ERROR\"` | [ERROR 500] INTERNAL SERVER ERROR | true",
                "`\"INTERNAL SERVER ERROR\"` | INTERNAL ERROR | false",
                "ERROR -ARGUMENTS | ERROR 401 | true",
                "ERROR -ARGUMENTS | ERROR MISSING ARGUMENTS | false",
                "%5[0-9]{2}% | status 503 | true",
                "%5[0-9]{2}% | status 403 | false"
            })
    void terms(String pattern, String message, boolean expected) throws Exception {
        assertThat(matches(pattern, message)).isEqualTo(expected);
    }

    private static final String EVENT = """
            {"eventType":"UpdateTrail","sourceIPAddress":"111.111.111.111","arrayKey":["value","other"],
             "objectList":[{"name":"a","id":1}],"SomeObject":null,"cluster":true,"number":500,"small":-0.5}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.eventType = \"UpdateTrail\" }",
                "{$.eventType=UpdateTrail}",
                "{ $.sourceIPAddress != 123.123.* }",
                "{ $.sourceIPAddress = \"111.*\" }",
                "{ $.arrayKey[0] = \"value\" }",
                "{ $.objectList[0].id = 1 }",
                "{ $.SomeObject IS NULL }",
                "{ $.SomeOtherObject NOT EXISTS }",
                "{ $.cluster IS TRUE }",
                "{ $.number >= 5e2 && $.small < 0 }",
                "{ ($.number > 500 || $.number < 501) && $.cluster IS TRUE }",
                "{ $.eventType = %Up.*Trail% }"
            })
    void conditionsThatHold(String pattern) throws Exception {
        assertThat(matches(pattern, EVENT)).isTrue();
        assertThat(matches(pattern, "no JSON")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.eventType = \"Other\" }",
                "{ $.number = 501 }",
                "{ $.cluster IS FALSE }",
                "{ $.missing != \"x\" }",
                "{ $.number > 500 || $.number < 500 }",
                "{ $.eventType > 3 }"
            })
    void conditionsThatDoNot(String pattern) throws Exception {
        assertThat(matches(pattern, EVENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.a = }",
                "{ $.a = 1",
                "{ a = 1 }",
                "{ $.a ~ 1 }",
                "{ $.a < x }",
                "[ip, user]",
                "\"open",
                "a:b",
                "- x",
                "%[%",
                "{ $.a = 1 } x"
            })
    void patternsThatCannotBeRead(String pattern) {
        assertThatThrownBy(() -> FilterPattern.parse(pattern))
                .isInstanceOf(FilterPattern.InvalidPatternException.class);
    }

    @Test
    void anEmptyPatternMatchesAll() throws Exception {
        assertThat(matches("", "anything")).isTrue();
    }
}
