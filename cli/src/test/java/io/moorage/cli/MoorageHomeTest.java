package io.moorage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoorageHomeTest {
    /** docs/scheduling.md: "unless MOORAGE_SERVER_HEAP says another size". The JVM takes the last that it is given. */
    @Test
    void aGivenHeapComesAfterTheUsualOptions() {
        List<String> command =
                MoorageHome.of(Map.of("MOORAGE_SERVER_HEAP", "1500m")).serverCommand(List.of());
        assertThat(command.get(1)).endsWith("server.args");
        assertThat(command.get(2)).isEqualTo("-Xmx1500m");
        assertThat(MoorageHome.of(Map.of()).serverCommand(List.of())).noneMatch(each -> each.startsWith("-Xmx"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "0m", "1500", "-1g", "1g -version"})
    void whatIsNoSizeIsRefused(String text) {
        assertThatThrownBy(() -> MoorageHome.of(Map.of("MOORAGE_SERVER_HEAP", text)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("MOORAGE_SERVER_HEAP must be a size");
    }
}
