package io.moorage.model.efs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a file system counted for in the hours of one day, which is what EFS bills by.
 *
 * <p>Invariant: the hours are in order, each at most once. An hour that is missing was not measured.
 *
 * @param day in UTC
 */
public record UsageDay(String fileSystemId, LocalDate day, List<Hour> hours) {
    public UsageDay {
        hours = List.copyOf(hours);
    }

    /**
     * The first measurement in an hour.
     *
     * @param hour 0 to 23
     * @param iaBytes in the Infrequent Access class, not among {@code standardBytes}
     * @param archiveBytes in the Archive class, not among the others
     */
    public record Hour(int hour, long standardBytes, long iaBytes, long archiveBytes) {}

    public static UsageDay of(String fileSystemId, LocalDate day) {
        return new UsageDay(fileSystemId, day, List.of());
    }

    public static String key(String fileSystemId, LocalDate day) {
        return fileSystemId + "/" + day;
    }

    public String key() {
        return key(fileSystemId, day);
    }

    /** The day with this measurement, unless the hour has one. */
    public UsageDay with(Hour measured) {
        if (hours.stream().anyMatch(hour -> hour.hour() == measured.hour())) {
            return this;
        }
        List<Hour> more = new ArrayList<>(hours);
        more.add(measured);
        more.sort(Comparator.comparingInt(Hour::hour));
        return new UsageDay(fileSystemId, day, more);
    }
}
