package io.moorage.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class BoundedTextTest {
    @Test
    void anExpressionWithoutEndIsGivenUpAndAnyOtherIsNot() {
        String text = "a".repeat(60);
        assertThat(Pattern.matches("(a*)*", new BoundedText(text))).isTrue();
        assertThatThrownBy(() -> Pattern.matches("(.*a){20}b", new BoundedText(text)))
                .isInstanceOf(BoundedText.TooManyWaysException.class);
    }
}
