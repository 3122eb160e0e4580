package io.moorage.console.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** API_GetConsoleOutput: what an instance prints while it starts is no change of any row. */
final class MachinePagesTest {
    @Test
    void whatIsPrintedIsAskedForAgainBeforeThereIsAny() {
        assertThat(MachinePages.printed("").toString())
                .contains("What it prints while it starts appears here.", "data-every=\"5\"");
        assertThat(MachinePages.printed("TGludXg8").toString()).contains("Linux&lt;", "data-every=\"5\"");
    }
}
