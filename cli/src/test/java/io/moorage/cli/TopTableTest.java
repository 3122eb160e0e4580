package io.moorage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.fileserver.control.Response.Clients.Client;
import io.moorage.fileserver.control.Response.Held.HeldFile;
import io.moorage.fileserver.control.Response.Traffic;
import io.moorage.fileserver.control.Response.Traffic.AddressTraffic;
import io.moorage.fileserver.control.Response.Traffic.FileSystemTraffic;
import io.moorage.fileserver.control.Response.Traffic.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rates are of the interval between two looks, whatever was before. */
class TopTableTest {
    private static final List<Client> CLIENTS = List.of(
            new Client("fs-1", "10.0.0.1", 7, "host", 1, 3, 2), new Client("fs-1", "10.0.0.2", 8, "b", 0, 0, 0));

    @Test
    void theBusiestComesFirstWithItsRatesAndLatencies() {
        Traffic before = traffic(0, "10.0.0.1", new Work(1 << 20, 1000, List.of(0L, 10L)));
        Traffic after = traffic(2, "10.0.0.1", new Work(5 << 20, 4_001_000, List.of(0L, 209L, 0L, 1L)));

        String[] lines =
                new TopTable(before, after, CLIENTS).text(Optional.empty()).split("\n");

        assertThat(lines).hasSize(3);
        assertThat(lines[1].split(" {2,}"))
                .containsExactly(
                        "fs-1",
                        "10.0.0.1",
                        "4.1",
                        "3",
                        "2",
                        "100",
                        "2.0 MiB",
                        "0",
                        "0 B",
                        "0",
                        "20 us",
                        "<2 us",
                        "<8 us");
        assertThat(lines[2]).contains("10.0.0.2").contains("4.0");
    }

    @Test
    void openFilesAreToldWithTheirHolders() {
        List<HeldFile> held = List.of(
                new HeldFile("fs-1", 7, "/mysql/ibdata1", true, true, 1), new HeldFile("fs-1", 9, "", true, false, 0));

        assertThat(TopTable.files(held, CLIENTS, Optional.empty()))
                .contains("fs-1         10.0.0.1  reading, writing  1      /mysql/ibdata1")
                .contains("fs-1         -         reading           0      (removed)");
    }

    private static Traffic traffic(long second, String address, Work read) {
        return new Traffic(
                Instant.ofEpochSecond(second),
                List.of(new FileSystemTraffic(
                        "fs-1", 1, List.of(new AddressTraffic(address, Map.of("DATA_READ", read))), 1e8, 1L << 40)));
    }
}
