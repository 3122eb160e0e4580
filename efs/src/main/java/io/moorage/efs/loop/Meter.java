package io.moorage.efs.loop;

import io.moorage.efs.FileServers;
import io.moorage.efs.FileServers.Traffic;
import io.moorage.efs.decide.FileSystemMetrics;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures file systems for CloudWatch, whenever it is asked. Of one thread. */
public final class Meter {
    private static final Duration STORAGE_INTERVAL = Duration.ofMinutes(15);

    private final Store store;
    private final FileServers servers;
    private Map<String, Traffic> before = Map.of();

    /** Empty until the first look: what was done before then has been counted, or is lost. */
    private Optional<Instant> looked = Optional.empty();

    public Meter(Store store, FileServers servers) {
        this.store = store;
        this.servers = servers;
    }

    /** What was done since the last call, and, once in its time, what is. */
    public List<MetricDatum> measure(Instant now) throws IOException, InterruptedException {
        ReadView view = store.view();
        List<FileSystem> fileSystems = List.copyOf(view.all(EfsTables.FILE_SYSTEMS));
        if (fileSystems.isEmpty()) {
            return List.of();
        }
        Map<String, Traffic> after = servers.traffic();
        List<MetricDatum> data = new ArrayList<>();
        for (FileSystem fileSystem : fileSystems) {
            Traffic present = after.getOrDefault(fileSystem.id(), Traffic.NONE);
            looked.ifPresent(last -> data.addAll(FileSystemMetrics.work(
                    fileSystem,
                    before.getOrDefault(fileSystem.id(), Traffic.NONE),
                    present,
                    Duration.between(last, now),
                    now)));
            if (isNew(now, Duration.ofMinutes(1))) {
                data.addAll(FileSystemMetrics.state(fileSystem, present, now));
                view.find(EfsTables.REPLICATIONS, fileSystem.id())
                        .ifPresent(each -> data.addAll(FileSystemMetrics.replication(fileSystem, each, now)));
            }
            if (isNew(now, STORAGE_INTERVAL)) {
                data.addAll(FileSystemMetrics.storage(fileSystem, now));
            }
        }
        before = after;
        looked = Optional.of(now);
        return data;
    }

    /** That this is the first look in this stretch of time. */
    private boolean isNew(Instant now, Duration stretch) {
        return looked.map(last -> number(last, stretch) != number(now, stretch)).orElse(true);
    }

    private static long number(Instant time, Duration stretch) {
        return time.truncatedTo(ChronoUnit.SECONDS).getEpochSecond() / stretch.toSeconds();
    }
}
