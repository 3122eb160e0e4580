package io.moorage.efs.decide;

import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.UsageDay;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was stored, month by month, in the unit that EFS bills: the average over the month, in GB-months of 2^30 bytes. */
public final class UsageReport {
    private static final double GIB = 1L << 30;

    private UsageReport() {}

    /**
     * One file system's storage.
     *
     * @param state as the API says it; {@code deleted} of one that is gone
     * @param since the first hour that was measured
     */
    public record Stored(
            String fileSystemId,
            Optional<String> name,
            String state,
            boolean oneZone,
            long standardBytes,
            long iaBytes,
            long archiveBytes,
            Optional<Instant> measured,
            Optional<Instant> since,
            List<Month> months) {
        public Stored {
            months = List.copyOf(months);
        }
    }

    /** @param month such as {@code 2026-11} */
    public record Month(String month, double standardGbMonths, double iaGbMonths, double archiveGbMonths) {}

    /** One hour's measurement, at its start. */
    private record Sample(Instant hour, UsageDay.Hour measured) {}

    /** All file systems there are, and those gone whose storage is still on record, in the order of their ids. */
    public static List<Stored> of(ReadView view, Instant now) {
        Set<String> ids = new TreeSet<>();
        view.all(EfsTables.FILE_SYSTEMS).forEach(fileSystem -> ids.add(fileSystem.id()));
        view.all(EfsTables.USAGE).forEach(day -> ids.add(day.fileSystemId()));
        return ids.stream().map(id -> stored(view, id, now)).toList();
    }

    private static Stored stored(ReadView view, String id, Instant now) {
        Optional<FileSystem> present = view.find(EfsTables.FILE_SYSTEMS, id);
        List<Sample> samples = samples(view, id);
        FileSystem.Size size = present.map(FileSystem::size).orElse(new FileSystem.Size(0, 0, 0, Optional.empty()));
        return new Stored(
                id,
                present.flatMap(FileSystem::name),
                present.map(FileSystem::state).orElse(LifeCycleState.DELETED).word(),
                present.flatMap(fileSystem -> fileSystem.settings().availabilityZone())
                        .isPresent(),
                size.bytesInStandard(),
                size.bytesInIa(),
                size.bytesInArchive(),
                size.measured(),
                samples.isEmpty()
                        ? Optional.empty()
                        : Optional.of(samples.getFirst().hour()),
                months(samples, present.isPresent() ? Optional.of(now) : Optional.empty()));
    }

    private static List<Sample> samples(ReadView view, String id) {
        List<Sample> samples = new ArrayList<>();
        for (UsageDay day : view.by(EfsTables.USAGE, EfsTables.USAGE_BY_FILE_SYSTEM, id)) {
            for (UsageDay.Hour hour : day.hours()) {
                Instant start = day.day().atTime(hour.hour(), 0).toInstant(ZoneOffset.UTC);
                samples.add(new Sample(start, hour));
            }
        }
        return samples;
    }

    /**
     * A measurement holds until the next, over hours in which nobody measured too, since the data lay there all the same.
     *
     * @param now when the last one holds until; empty: its file system went within the hour
     */
    private static List<Month> months(List<Sample> samples, Optional<Instant> now) {
        Map<YearMonth, double[]> byteHours = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            Instant end = i + 1 < samples.size()
                    ? samples.get(i + 1).hour()
                    : now.orElse(sample.hour().plus(Duration.ofHours(1)));
            for (Instant hour = sample.hour(); hour.isBefore(end); hour = hour.plus(Duration.ofHours(1))) {
                double[] sums = byteHours.computeIfAbsent(
                        YearMonth.from(hour.atOffset(ZoneOffset.UTC)), month -> new double[3]);
                sums[0] += sample.measured().standardBytes();
                sums[1] += sample.measured().iaBytes();
                sums[2] += sample.measured().archiveBytes();
            }
        }
        List<Month> months = new ArrayList<>();
        byteHours.forEach((month, sums) -> {
            double unit = GIB * 24 * month.lengthOfMonth();
            months.add(new Month(month.toString(), sums[0] / unit, sums[1] / unit, sums[2] / unit));
        });
        return months;
    }
}
