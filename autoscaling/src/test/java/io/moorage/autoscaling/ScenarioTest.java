package io.moorage.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scripts in {@code scenarios/} with their golden output. Run with {@code -Dscenarios.update=true} to write them anew, and commit
 * the change only if you understand what caused it.
 */
class ScenarioTest {
    private static final Path SCENARIOS = Path.of("scenarios");

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.filter(each -> each.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void playsAsWritten(Path file) throws IOException {
        String written = Files.readString(file);
        String played = Scenario.play(written);
        if (Boolean.getBoolean("scenarios.update")) {
            Files.writeString(file, played);
        } else {
            assertThat(played).isEqualTo(written);
        }
    }

    @Test
    void theSameScriptPlaysTheSameWayTwice() throws IOException {
        String script = Files.readString(SCENARIOS.resolve("life.txt"));
        assertThat(Scenario.play(script)).isEqualTo(Scenario.play(script));
    }
}
