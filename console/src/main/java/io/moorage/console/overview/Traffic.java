package io.moorage.console.overview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.console.chart.Unit;
import io.moorage.console.frame.Aws;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What goes through the things of the map, as so much in a second: of each the newest minute that CloudWatch has. What was
 * not measured is 0.
 *
 * @param perSecond bytes, or requests, by what is measured
 */
record Traffic(Map<Measured, Double> perSecond) {
    static final Traffic NONE = new Traffic(Map.of());

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** A minute's values come some seconds after its end. */
    private static final int PERIODS = 4;

    /** API_GetMetricData: "A single GetMetricData call can include up to 500 MetricDataQuery structures". */
    private static final int MOST = 500;

    /** A metric that is counted up, and whose it is. */
    record Measured(String namespace, String metric, String dimension, String value) {
        static Measured ofInstance(String metric, String id) {
            return new Measured("AWS/EC2", metric, "InstanceId", id);
        }

        static Measured ofFileSystem(String metric, String id) {
            return new Measured("AWS/EFS", metric, "FileSystemId", id);
        }

        static Measured ofBalancer(String metric, String name) {
            return new Measured("AWS/ELB", metric, "LoadBalancerName", name);
        }

        private void put(ObjectNode query, String id) {
            ObjectNode stat = query.put("Id", id).putObject("MetricStat");
            stat.put("Period", PERIOD.toSeconds()).put("Stat", "Sum");
            stat.putObject("Metric")
                    .put("Namespace", namespace)
                    .put("MetricName", metric)
                    .putArray("Dimensions")
                    .addObject()
                    .put("Name", dimension)
                    .put("Value", value);
        }
    }

    /** By one call, whose words are the same for a whole minute; by none where there is nothing. */
    static Traffic of(Aws aws, Landscape landscape, Instant now) {
        List<Measured> asked = measured(landscape);
        return asked.isEmpty() ? NONE : told(asked, aws.call("cloudwatch", "GetMetricData", in -> ask(in, asked, now)));
    }

    private static void ask(ObjectNode in, List<Measured> asked, Instant now) {
        Instant end = now.truncatedTo(ChronoUnit.MINUTES).plus(PERIOD);
        in.put("StartTime", end.minus(PERIOD.multipliedBy(PERIODS)).getEpochSecond());
        in.put("EndTime", end.getEpochSecond());
        in.put("ScanBy", "TimestampDescending");
        ArrayNode queries = in.putArray("MetricDataQueries");
        IntStream.range(0, asked.size()).forEach(i -> asked.get(i).put(queries.addObject(), "m" + i));
    }

    /** @param answer of GetMetricData, the newest values first */
    static Traffic told(List<Measured> asked, JsonNode answer) {
        Map<Measured, Double> perSecond = new HashMap<>();
        for (JsonNode result : answer.path("MetricDataResults")) {
            Measured of = asked.get(Integer.parseInt(result.path("Id").asText().substring(1)));
            perSecond.put(of, result.path("Values").path(0).asDouble() / PERIOD.toSeconds());
        }
        return new Traffic(Map.copyOf(perSecond));
    }

    /** Of what is drawn. */
    static List<Measured> measured(Landscape landscape) {
        List<Measured> all = new ArrayList<>();
        landscape.fileSystems().forEach(each -> {
            all.add(Measured.ofFileSystem("DataReadIOBytes", each.id()));
            all.add(Measured.ofFileSystem("DataWriteIOBytes", each.id()));
        });
        landscape.balancers().forEach(each -> all.add(Measured.ofBalancer("RequestCount", each.name())));
        landscape.drawnInSubnets().forEach(each -> {
            all.add(Measured.ofInstance("NetworkIn", each.id()));
            all.add(Measured.ofInstance("NetworkOut", each.id()));
        });
        return all.stream().limit(MOST).toList();
    }

    double of(Measured what) {
        return perSecond.getOrDefault(what, 0.0);
    }

    /** What an instance hears and says, in words; empty when it does neither. */
    String network(String instanceId) {
        return ways(
                "in",
                of(Measured.ofInstance("NetworkIn", instanceId)),
                "out",
                of(Measured.ofInstance("NetworkOut", instanceId)));
    }

    /** The same of a file system's reads and writes. */
    String work(String fileSystemId) {
        return ways(
                "reads",
                of(Measured.ofFileSystem("DataReadIOBytes", fileSystemId)),
                "writes",
                of(Measured.ofFileSystem("DataWriteIOBytes", fileSystemId)));
    }

    /** Which a load balancer has passed on in a second. */
    double requests(String balancer) {
        return of(Measured.ofBalancer("RequestCount", balancer));
    }

    private static String ways(String one, double oneWay, String other, double otherWay) {
        return oneWay + otherWay == 0
                ? ""
                : one + " " + Unit.BYTES_PER_SECOND.write(oneWay) + " · " + other + " "
                        + Unit.BYTES_PER_SECOND.write(otherWay);
    }
}
