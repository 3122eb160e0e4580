package io.moorage.server;

import io.moorage.efs.Backups;
import io.moorage.efs.decide.UsageReport;
import io.moorage.model.efs.RecoveryPoint;
import io.moorage.model.efs.RestoreJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What {@code moorage fs} asks the server beside the AWS API, as values that are written as JSON. */
final class FilePages {
    static final String PREFIX = "fs/";
    static final String NAMES = "fs/usage, fs/snapshots, fs/restores, fs/snapshot, fs/restore, fs/forget";

    private final Supplier<List<UsageReport.Stored>> usage;
    private final Backups backups;

    FilePages(Supplier<List<UsageReport.Stored>> usage, Backups backups) {
        this.usage = usage;
        this.backups = backups;
    }

    /** The page, or nothing when there is none of that name. */
    Optional<Object> get(String name) {
        return switch (name) {
            case "usage" ->
                Optional.of(usage.get().stream().map(FilePages::stored).toList());
            case "snapshots" ->
                Optional.of(backups.list().stream().map(FilePages::point).toList());
            case "restores" ->
                Optional.of(backups.restores().stream().map(FilePages::job).toList());
            default -> Optional.empty();
        };
    }

    /**
     * Does what the page is for, or nothing when there is none of that name.
     *
     * @throws IllegalArgumentException with a sentence that says what to change
     */
    Optional<Object> post(String name, Map<String, String> parameters) {
        return switch (name) {
            case "snapshot" -> Optional.of(point(backups.start(required(parameters, "fileSystem"))));
            case "restore" ->
                Optional.of(job(backups.restore(required(parameters, "snapshot"), required(parameters, "fileSystem"))));
            case "forget" -> Optional.of(point(backups.forget(required(parameters, "snapshot"))));
            default -> Optional.empty();
        };
    }

    private static String required(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the parameter " + name + " is missing");
        }
        return value;
    }

    private static Map<String, Object> point(RecoveryPoint point) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("snapshot", point.id());
        row.put("fileSystemId", point.fileSystemId());
        row.put("created", point.created().toString());
        row.put("automatic", point.automatic());
        row.put("status", point.status().name());
        point.moment().map(Instant::toString).ifPresent(moment -> row.put("moment", moment));
        row.put("bytes", point.bytes());
        point.message().ifPresent(message -> row.put("message", message));
        return row;
    }

    private static Map<String, Object> job(RestoreJob job) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("snapshot", job.recoveryPointId());
        row.put("fileSystemId", job.fileSystemId());
        row.put("directory", job.directory());
        row.put("created", job.created().toString());
        row.put("status", job.status().name());
        job.message().ifPresent(message -> row.put("message", message));
        return row;
    }

    private static Map<String, Object> stored(UsageReport.Stored stored) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("fileSystemId", stored.fileSystemId());
        stored.name().ifPresent(name -> row.put("name", name));
        row.put("state", stored.state());
        row.put("oneZone", stored.oneZone());
        row.put("standardBytes", stored.standardBytes());
        row.put("iaBytes", stored.iaBytes());
        row.put("archiveBytes", stored.archiveBytes());
        stored.measured().map(Instant::toString).ifPresent(when -> row.put("measured", when));
        stored.since().map(Instant::toString).ifPresent(when -> row.put("since", when));
        List<Map<String, Object>> months = new ArrayList<>();
        for (UsageReport.Month month : stored.months()) {
            months.add(Map.of(
                    "month", month.month(),
                    "standardGbMonths", month.standardGbMonths(),
                    "iaGbMonths", month.iaGbMonths(),
                    "archiveGbMonths", month.archiveGbMonths()));
        }
        row.put("months", months);
        return row;
    }
}
