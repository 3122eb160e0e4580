package io.moorage.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.Datapoint;
import io.moorage.awsmodels.cloudwatch.Dimension;
import io.moorage.awsmodels.cloudwatch.GetMetricStatisticsInput;
import io.moorage.awsmodels.cloudwatch.GetMetricStatisticsOutput;
import io.moorage.cloudwatch.AlarmActionKinds;
import io.moorage.cloudwatch.CloudWatchControlPlane;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.ec2.network.NetworkNames;
import io.moorage.efs.loop.Meter;
import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FileServerClient;
import io.moorage.model.efs.BackupStatus;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.ReplicationOverwriteProtection;
import io.moorage.nfsclient.NfsClientConfig;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.server.process.DetachedProcess;
import io.moorage.store.EfsTables;
import io.moorage.store.memory.MemoryStore;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real NFS client does with a real file server's process, as CloudWatch's clients get it. */
class FileSystemMetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WRITTEN = 40_000;

    private final Path home;
    private final FileServerProcess process;
    private final FileServerClient client;
    private final MemoryStore store = new MemoryStore();
    private Instant now = Instant.parse("2026-11-22T18:00:00Z");

    FileSystemMetricsTest(@TempDir Path home) {
        this.home = home;
        this.process = new FileServerProcess(
                new DetachedProcess.Jvm(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        Optional.empty()),
                home);
        this.client = new FileServerClient(process.controlSocket(), Duration.ofSeconds(10));
    }

    @AfterEach
    void kill() {
        process.kill();
    }

    /** EFS user guide, "Amazon CloudWatch metrics for Amazon EFS". */
    @Test
    void trafficShowsUpInMetricStatistics() throws Exception {
        LocalFileServer files = new LocalFileServer(process, client, home.resolve("efs"), new NetworkNames("test"));
        process.ensureRunning();
        await("the file server").atMost(PATIENCE).until(files::answers);
        store.transact(tx -> {
            tx.insert(EfsTables.FILE_SYSTEMS, fileSystem());
            return tx;
        });
        files.create("fs-1");
        int port = freePort();
        String directory = home.resolve("efs/fs-1").toAbsolutePath().toString();
        client.declare(List.of(new Export("fsmt-1", null, "127.0.0.1", port, "fs-1", directory)));
        MetricStore metrics = MetricStore.inMemory();
        Meter meter = new Meter(store, files);
        metrics.put(meter.measure(now), now);
        now = now.plusSeconds(10);
        try (NfsFileSystem fs = mount(port)) {
            FileHandle file = written(fs);
            try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
                fs.read(open, 0, ByteBuffer.allocate(WRITTEN));
            }
            metrics.put(meter.measure(now), now);
            now = now.plusSeconds(60);
            metrics.put(meter.measure(now), now);
        }
        Datapoint writes = statistics(metrics, "DataWriteIOBytes").getFirst();
        assertThat(writes.sum()).isEqualTo(WRITTEN);
        assertThat(writes.unit()).isEqualTo("Bytes");
        assertThat(statistics(metrics, "DataReadIOBytes").getFirst().sum()).isEqualTo(WRITTEN);
        assertThat(statistics(metrics, "MetadataIOBytes").getFirst().sampleCount())
                .isGreaterThan(1);
        assertThat(statistics(metrics, "TotalIOBytes").getFirst().sum()).isGreaterThan(2.0 * WRITTEN);
        assertThat(statistics(metrics, "MeteredIOBytes").getFirst().sum()).isGreaterThan(WRITTEN * 4.0 / 3);
        assertThat(statistics(metrics, "PercentIOLimit").getFirst().maximum()).isBetween(0.0, 1.0);
        assertThat(statistics(metrics, "ClientConnections").getFirst().sum()).isEqualTo(1);
        assertThat(statistics(metrics, "PermittedThroughput").getFirst().average())
                .isEqualTo(100.0 * (1 << 20));
    }

    private static FileHandle written(NfsFileSystem fs) throws Exception {
        FileHandle file = fs.createFile(Caller.ROOT, fs.root(), "file", new CreateMode.Guarded(), AttributeChange.NONE)
                .entry()
                .handle();
        try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
            fs.write(open, 0, ByteBuffer.allocate(WRITTEN), Stability.FILE_SYNC);
        }
        return file;
    }

    private List<Datapoint> statistics(MetricStore metrics, String name) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        var input = GetMetricStatisticsInput.builder()
                .namespace("AWS/EFS")
                .metricName(name)
                .dimensions(List.of(
                        Dimension.builder().name("FileSystemId").value("fs-1").build()))
                .startTime(minute.minusSeconds(60))
                .endTime(minute.plusSeconds(60))
                .period(120)
                .statistics(List.of("Sum", "SampleCount", "Maximum", "Average"))
                .build();
        List<Datapoint> points = action(metrics)
                .handle(input, new RequestContext(Principal.root("1"), "1", "us-east-1", "r", "::1", false, now))
                .datapoints();
        assertThat(points).as(name).hasSize(1);
        return points;
    }

    @SuppressWarnings("unchecked") // the action's operation is this one, which carries its types
    private Action<GetMetricStatisticsInput, GetMetricStatisticsOutput> action(MetricStore metrics) {
        return (Action<GetMetricStatisticsInput, GetMetricStatisticsOutput>)
                new CloudWatchControlPlane(new CloudWatchControlPlane.Parts(
                                store, metrics, Map.of(), new AlarmActionKinds(List.of()), () -> now))
                        .actions().stream()
                                .filter(each -> each.operation().equals(CloudwatchOperations.GET_METRIC_STATISTICS))
                                .findFirst()
                                .orElseThrow();
    }

    private static FileSystem fileSystem() {
        return new FileSystem(
                "fs-1",
                "t",
                Instant.EPOCH,
                LifeCycleState.AVAILABLE,
                new FileSystem.Settings(
                        "generalPurpose",
                        "bursting",
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty()),
                FileSystem.Size.NEW,
                List.of(),
                BackupStatus.DISABLED,
                ReplicationOverwriteProtection.ENABLED,
                Map.of());
    }

    private static NfsFileSystem mount(int port) throws Exception {
        return NfsFileSystem.connect(new NfsClientConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                "/",
                "metrics",
                1,
                64 * 1024,
                64 * 1024,
                Optional.of(Duration.ofSeconds(10)),
                Duration.ofSeconds(20)));
    }

    private static int freePort() throws Exception {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
