package io.moorage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.StoragePrices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bill as it is printed, and the prices it is made from. */
class FsUsageCommandTest {
    private static final String USAGE = """
        [{"fileSystemId": "fs-1", "name": "data", "state": "available", "oneZone": false, "standardBytes": 6144,
          "iaBytes": 0, "archiveBytes": 2048, "since": "2026-11-01T00:00:00Z",
          "months": [{"month": "2026-11", "standardGbMonths": 10.0, "iaGbMonths": 100.0, "archiveGbMonths": 50.0}]},
         {"fileSystemId": "fs-2", "state": "available", "oneZone": true, "standardBytes": 0, "iaBytes": 0, "months": []}]
        """;

    private final Path directory;

    FsUsageCommandTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void eachMonthIsPricedByItsClass() throws Exception {
        assertThat(FsUsageCommand.table(usage(), StoragePrices.US_EAST_1, Optional.empty()))
                .contains(
                        "fs-1         data  6.0 KiB   0 B  2.0 KiB  2026-11-01T00:00:00Z  2026-11  160.000000  $5.0000")
                .contains("fs-2         -     0 B       0 B  0 B      not measured yet");
    }

    @Test
    void oneIsFoundByItsNameAndAnUnknownOneIsToldSo() throws Exception {
        assertThat(FsUsageCommand.table(usage(), StoragePrices.US_EAST_1, Optional.of("data")))
                .contains("fs-1")
                .doesNotContain("fs-2");
        JsonNode usage = usage();
        assertThatThrownBy(() -> FsUsageCommand.table(usage, StoragePrices.US_EAST_1, Optional.of("nobody")))
                .hasMessage("there is no file system \"nobody\"; list them with: moorage fs usage");
    }

    @Test
    void aFileReplacesPrices() throws Exception {
        Path file = directory.resolve("prices.properties");
        assertThat(StoragePrices.read(file)).isEqualTo(StoragePrices.US_EAST_1);
        Files.writeString(file, "standard=1\n");
        assertThat(StoragePrices.read(file).of(false, 2, 0, 0)).isEqualTo(2);
        Files.writeString(file, "standart=1\n");
        assertThatThrownBy(() -> StoragePrices.read(file)).hasMessageContaining("has a price \"standart\"; there are");
        Files.writeString(file, "oneZone=cheap\n");
        assertThatThrownBy(() -> StoragePrices.read(file)).hasMessageContaining("must be a price in dollars");
    }

    private static JsonNode usage() throws Exception {
        return new ObjectMapper().readTree(USAGE);
    }
}
