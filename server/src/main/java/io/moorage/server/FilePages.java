package io.moorage.server;

import io.moorage.efs.decide.UsageReport;
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
    static final String NAMES = "fs/usage";

    private final Supplier<List<UsageReport.Stored>> usage;

    FilePages(Supplier<List<UsageReport.Stored>> usage) {
        this.usage = usage;
    }

    /** The page, or nothing when there is none of that name. */
    Optional<Object> get(String name) {
        return switch (name) {
            case "usage" ->
                Optional.of(usage.get().stream().map(FilePages::stored).toList());
            default -> Optional.empty();
        };
    }

    private static Map<String, Object> stored(UsageReport.Stored stored) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("fileSystemId", stored.fileSystemId());
        stored.name().ifPresent(name -> row.put("name", name));
        row.put("state", stored.state());
        row.put("oneZone", stored.oneZone());
        row.put("standardBytes", stored.standardBytes());
        row.put("iaBytes", stored.iaBytes());
        stored.measured().map(Instant::toString).ifPresent(when -> row.put("measured", when));
        stored.since().map(Instant::toString).ifPresent(when -> row.put("since", when));
        List<Map<String, Object>> months = new ArrayList<>();
        for (UsageReport.Month month : stored.months()) {
            months.add(Map.of(
                    "month", month.month(),
                    "standardGbMonths", month.standardGbMonths(),
                    "iaGbMonths", month.iaGbMonths()));
        }
        row.put("months", months);
        return row;
    }
}
