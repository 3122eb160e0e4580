package io.moorage.efs.decide;

import io.moorage.efs.FileServers.Traffic;
import io.moorage.efs.FileServers.Work;
import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.cloudwatch.StatisticSet;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.Replication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file system's metrics under EFS's names (EFS user guide, "Amazon CloudWatch metrics for Amazon EFS"). Requests are
 * counted, not looked at one by one: the smallest and the largest of a few seconds are their average.
 */
public final class FileSystemMetrics {
    private static final String NAMESPACE = "AWS/EFS";

    /** Every request counts as this much at least (EFS user guide, "Metered throughput"). */
    private static final long LEAST_BYTES = 4096;

    /** Reads are metered at a third. */
    private static final int READ_DISCOUNT = 3;

    /** What the performance mode generalPurpose allows in a second: a read counts 1, a write 5 (EFS user guide, "Quotas"). */
    private static final double GENERAL_PURPOSE_IO = 35_000;

    private static final int WRITE_UNITS = 5;

    private FileSystemMetrics() {}

    /** What was done from {@code before} to {@code after}, at {@code now}. */
    public static List<MetricDatum> work(
            FileSystem fileSystem, Traffic before, Traffic after, Duration between, Instant now) {
        Work reads = after.reads().since(before.reads());
        Work writes = after.writes().since(before.writes());
        Work metadata = after.metadata().since(before.metadata());
        Work names = new Work(metadata.requests(), metadata.requests() * LEAST_BYTES);
        List<MetricDatum> data = new ArrayList<>();
        add(data, fileSystem, "DataReadIOBytes", reads.requests(), reads.bytes(), now);
        add(data, fileSystem, "DataWriteIOBytes", writes.requests(), writes.bytes(), now);
        add(data, fileSystem, "MetadataIOBytes", names.requests(), names.bytes(), now);
        long requests = reads.requests() + writes.requests() + names.requests();
        add(data, fileSystem, "TotalIOBytes", requests, reads.bytes() + writes.bytes() + names.bytes(), now);
        add(
                data,
                fileSystem,
                "MeteredIOBytes",
                requests,
                metered(reads) / READ_DISCOUNT + metered(writes) + names.bytes(),
                now);
        if (fileSystem.settings().performanceMode().equals("generalPurpose") && !between.isZero()) {
            double units = reads.requests() + metadata.requests() + (double) WRITE_UNITS * writes.requests();
            double perSecond = units * Duration.ofSeconds(1).toNanos() / between.toNanos();
            data.add(of(
                    fileSystem,
                    Map.of(),
                    "PercentIOLimit",
                    "Percent",
                    StatisticSet.of(100 * perSecond / GENERAL_PURPOSE_IO),
                    now));
        }
        return data;
    }

    private static long metered(Work work) {
        return Math.max(work.bytes(), work.requests() * LEAST_BYTES);
    }

    /** A minute without requests has no values. */
    private static void add(
            List<MetricDatum> data, FileSystem fileSystem, String name, long requests, long bytes, Instant now) {
        if (requests > 0) {
            double average = (double) bytes / requests;
            StatisticSet values = new StatisticSet(requests, bytes, average, average);
            data.add(of(fileSystem, Map.of(), name, "Bytes", values, now));
        }
    }

    /** What is told once a minute. */
    public static List<MetricDatum> state(FileSystem fileSystem, Traffic traffic, Instant now) {
        List<MetricDatum> data = new ArrayList<>();
        if (traffic.connections() > 0) {
            StatisticSet connections = StatisticSet.of(traffic.connections());
            data.add(of(fileSystem, Map.of(), "ClientConnections", "Count", connections, now));
        }
        if (traffic.permittedThroughput() > 0) {
            StatisticSet permitted = StatisticSet.of(traffic.permittedThroughput());
            data.add(of(fileSystem, Map.of(), "PermittedThroughput", "Bytes/Second", permitted, now));
        }
        traffic.burstCreditBalance()
                .ifPresent(credits -> data.add(of(
                        fileSystem, Map.of(), "BurstCreditBalance", "Bytes", StatisticSet.of((double) credits), now)));
        return data;
    }

    /** What is told four times an hour. */
    public static List<MetricDatum> storage(FileSystem fileSystem, Instant now) {
        FileSystem.Size size = fileSystem.size();
        Map<String, Long> classes = Map.of(
                "Total", size.bytes(),
                "Standard", size.bytesInStandard(),
                "IA", size.bytesInIa(),
                "Archive", size.bytesInArchive());
        List<MetricDatum> data = new ArrayList<>();
        classes.forEach((name, bytes) -> data.add(of(
                fileSystem,
                Map.of("StorageClass", name),
                "StorageBytes",
                "Bytes",
                StatisticSet.of((double) bytes),
                now)));
        return data;
    }

    public static List<MetricDatum> replication(FileSystem source, Replication replication, Instant now) {
        return replication
                .lastReplicated()
                .map(last -> of(
                        source,
                        Map.of("DestinationFileSystemId", replication.destinationFileSystemId()),
                        "TimeSinceLastSync",
                        "Seconds",
                        StatisticSet.of((double) Duration.between(last, now).toSeconds()),
                        now))
                .stream()
                .toList();
    }

    private static MetricDatum of(
            FileSystem fileSystem,
            Map<String, String> further,
            String name,
            String unit,
            StatisticSet values,
            Instant now) {
        Map<String, String> dimensions = new HashMap<>(further);
        dimensions.put("FileSystemId", fileSystem.id());
        return new MetricDatum(new Metric(NAMESPACE, name, dimensions), unit, now, values);
    }
}
