package io.moorage.agentwire.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandLineTest {
    /** API_ExecuteCommand has one text for a command; its words are found in it as they were given. */
    @Test
    void wordsSurviveBeingOneText() {
        List<String> words = List.of("sh", "-c", "echo \"it's $HOME\" \\n", "", " a  b ");
        assertThat(CommandLine.split(CommandLine.join(words))).isEqualTo(words);
    }

    @Test
    void aTextIsSplitAsAShellDoes() {
        assertThat(CommandLine.split(" /bin/sh  -c 'a b' c\\ d \"e\\\"f\" "))
                .containsExactly("/bin/sh", "-c", "a b", "c d", "e\"f");
        assertThat(CommandLine.split("")).isEmpty();
    }
}
