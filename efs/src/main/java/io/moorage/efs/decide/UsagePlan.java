package io.moorage.efs.decide;

import io.moorage.efs.FileServers.Metered;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.FileSystem.Size;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.UsageDay;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Which file systems are measured, when a measurement is worth writing down, and how long it is kept. */
public final class UsagePlan {
    /** An unchanged size is written again this often, as AWS measures hourly. */
    private static final Duration REFRESH = Duration.ofHours(1);

    /** A year can be compared with the one before. */
    private static final Duration KEEP = Duration.ofDays(400);

    private UsagePlan() {}

    public static List<String> measured(ReadView view) {
        return view.all(EfsTables.FILE_SYSTEMS).stream()
                .filter(fileSystem -> fileSystem.state() == LifeCycleState.AVAILABLE)
                .map(FileSystem::id)
                .toList();
    }

    /** The size to write, or nothing when what stands there is good enough. */
    public static Optional<Size> newSize(Size known, Metered metered, Instant now) {
        boolean recent =
                known.measured().filter(when -> when.plus(REFRESH).isAfter(now)).isPresent();
        Size size = new Size(metered.bytes(), metered.iaBytes(), metered.archiveBytes(), Optional.of(now));
        boolean same = known.equals(size.measuredAt(known.measured()));
        return same && recent ? Optional.empty() : Optional.of(size);
    }

    /** The day to write, when this hour of it has no measurement yet. */
    public static Optional<UsageDay> newDay(ReadView view, String fileSystemId, Metered metered, Instant now) {
        LocalDate date = LocalDate.ofInstant(now, ZoneOffset.UTC);
        UsageDay known = view.find(EfsTables.USAGE, UsageDay.key(fileSystemId, date))
                .orElseGet(() -> UsageDay.of(fileSystemId, date));
        int hour = now.atOffset(ZoneOffset.UTC).getHour();
        UsageDay day =
                known.with(new UsageDay.Hour(hour, metered.standardBytes(), metered.iaBytes(), metered.archiveBytes()));
        return day.equals(known) ? Optional.empty() : Optional.of(day);
    }

    /** Days that are kept no longer. */
    public static List<UsageDay> old(ReadView view, Instant now) {
        LocalDate first = LocalDate.ofInstant(now.minus(KEEP), ZoneOffset.UTC);
        return view.all(EfsTables.USAGE).stream()
                .filter(day -> day.day().isBefore(first))
                .toList();
    }
}
