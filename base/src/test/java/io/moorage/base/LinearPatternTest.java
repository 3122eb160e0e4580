package io.moorage.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinearPatternTest {
    @Test
    void whatJavaWouldTryForYearsIsMatchedAtOnce() {
        assertThat(LinearPattern.compile("(.*a){20}b").matches("a".repeat(60))).isFalse();
        assertThat(LinearPattern.compile("(x+x+)+y").matches("x".repeat(5000))).isFalse();
        assertThat(LinearPattern.compile("i-[0-9a-f]{8,17}").matches("i-0123456789abcdef0"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"((a{1000}){1000}){1000}", "(((a{9,}){9}){9}){9}", "(){1000000000}", "(a", "a(?!b)", "(a)\\1"})
    void whatTakesTooMuchRoomOrIsOfAnotherKindIsRefused(String expression) {
        assertThatThrownBy(() -> LinearPattern.compile(expression)).isInstanceOf(PatternSyntaxException.class);
    }
}
