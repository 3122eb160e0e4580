package io.moorage.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.console.overview.Landscape.Balancer;
import io.moorage.console.overview.Landscape.FileSystem;
import io.moorage.console.overview.Landscape.Machine;
import io.moorage.console.overview.Landscape.Subnet;
import io.moorage.console.overview.Landscape.Target;
import io.moorage.console.overview.Landscape.Vpc;
import io.moorage.console.overview.Landscape.Zone;
import io.moorage.console.overview.Traffic.Measured;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Issue "The console", page "Overview": "a live map ... with the traffic and mounts between them". */
final class TrafficTest {
    private static final Landscape LANDSCAPE = new Landscape(
            List.of(new Zone(
                    "us-east-1a",
                    List.of(new Subnet(
                            "subnet-1",
                            "",
                            "10.0.0.0/24",
                            new Vpc("vpc-1", "", "10.0.0.0/16"),
                            List.of(machine("i-1"), machine("i-2")),
                            List.of(new Target("fs-1", "10.0.0.4"), new Target("fs-2", "10.0.0.5")))))),
            List.of(machine("mi-1")),
            List.of(new FileSystem("fs-1", "orders", "available", 0), new FileSystem("fs-2", "", "available", 0)),
            List.of(new Balancer("db", List.of("i-1"))),
            0);

    private static Machine machine(String id) {
        return new Machine(id, "running", "", List.of(), 0, List.of());
    }

    /** CloudWatch user guides of EC2, EFS and Classic Load Balancers: the metrics' names and dimensions. */
    @Test
    void whatIsDrawnIsAskedFor() {
        assertThat(Traffic.measured(LANDSCAPE))
                .containsExactlyInAnyOrder(
                        new Measured("AWS/EC2", "NetworkIn", "InstanceId", "i-1"),
                        new Measured("AWS/EC2", "NetworkOut", "InstanceId", "i-1"),
                        new Measured("AWS/EC2", "NetworkIn", "InstanceId", "i-2"),
                        new Measured("AWS/EC2", "NetworkOut", "InstanceId", "i-2"),
                        new Measured("AWS/EFS", "DataReadIOBytes", "FileSystemId", "fs-1"),
                        new Measured("AWS/EFS", "DataWriteIOBytes", "FileSystemId", "fs-1"),
                        new Measured("AWS/EFS", "DataReadIOBytes", "FileSystemId", "fs-2"),
                        new Measured("AWS/EFS", "DataWriteIOBytes", "FileSystemId", "fs-2"),
                        new Measured("AWS/ELB", "RequestCount", "LoadBalancerName", "db"));
    }

    /** API_GetMetricData: at most 500 queries. */
    @Test
    void ofVeryManyThingsNotAllAreAskedFor() {
        List<FileSystem> many = IntStream.range(0, 400)
                .mapToObj(i -> new FileSystem("fs-" + i, "", "available", 0))
                .toList();

        assertThat(Traffic.measured(new Landscape(List.of(), List.of(), many, List.of(), 0)))
                .hasSize(500);
    }

    /** API_MetricDataResult: "The data points for the metric corresponding to Timestamps". */
    @Test
    void theNewestMinuteCounts() throws Exception {
        Measured first = Measured.ofInstance("NetworkIn", "i-1");
        Measured second = Measured.ofInstance("NetworkOut", "i-1");

        Traffic traffic = Traffic.told(
                List.of(first, second),
                new ObjectMapper()
                        .readTree("{\"MetricDataResults\":[{\"Id\":\"m1\",\"Values\":[]},"
                                + "{\"Id\":\"m0\",\"Values\":[6144.0,60.0],\"Timestamps\":[120,60]}]}"));

        assertThat(traffic.of(first)).isEqualTo(102.4);
        assertThat(traffic.of(second)).isZero();
    }

    @Test
    void onlyWhereSomethingGoesThroughTheLineMoves() {
        Traffic traffic = new Traffic(Map.of(
                Measured.ofInstance("NetworkOut", "i-2"), 2048.0,
                Measured.ofFileSystem("DataReadIOBytes", "fs-1"), 1536.0,
                Measured.ofBalancer("RequestCount", "db"), 2.5));

        String map = LandscapeMap.draw(LANDSCAPE, traffic).toString();

        assertThat(found(map, "class=\"wire ([a-z0-9 ]+)\""))
                .containsExactly("mount m2", "traffic flows", "mount m1 flows");
        assertThat(found(map, "class=\"sub flow\"[^>]*>([^<]+)<"))
                .containsExactly("in 0 B/s · out 2 KiB/s", " 2.5 requests/s", "reads 1.5 KiB/s · writes 0 B/s");
    }

    @Test
    void whereNothingGoesThroughNothingIsSaid() {
        assertThat(LandscapeMap.draw(LANDSCAPE, Traffic.NONE).toString()).doesNotContain("flow");
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult each) -> each.group(1) == null ? "" : each.group(1))
                .toList();
    }
}
