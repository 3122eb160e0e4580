package io.moorage.scaling;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Times that recur, in the five fields of cron: minute, hour, day of month, month, day of week ("Recurring schedules"). Where both
 * kinds of day are restricted, either will do.
 */
public final class Cron {
    private static final int FIELDS = 5;
    private static final int SUNDAY = 7;
    /** Leap days come back within so many years. */
    private static final int HORIZON_YEARS = 9;

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final Set<Integer> minutes;
    private final Set<Integer> hours;
    private final Set<Integer> days;
    private final Set<Integer> months;
    private final Set<Integer> weekdays;
    private final boolean anyDay;
    private final boolean anyWeekday;

    private Cron(List<String> fields) {
        this.minutes = values(fields.get(0), 0, 59, List.of());
        this.hours = values(fields.get(1), 0, 23, List.of());
        this.days = values(fields.get(2), 1, 31, List.of());
        this.months = values(fields.get(3), 1, 12, MONTHS);
        this.weekdays = values(fields.get(4), 0, SUNDAY, DAYS);
        this.anyDay = fields.get(2).startsWith("*");
        this.anyWeekday = fields.get(4).startsWith("*");
    }

    /** Nothing when the text is not cron's. */
    public static Optional<Cron> parse(String text) {
        List<String> fields = List.of(text.strip().split("\\s+"));
        try {
            return fields.size() == FIELDS ? Optional.of(new Cron(fields)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Set<Integer> values(String field, int least, int most, List<String> names) {
        Set<Integer> values = new TreeSet<>();
        for (String part : field.split(",", -1)) {
            String[] stepped = part.split("/", 2);
            int step = stepped.length == 1 ? 1 : Integer.parseInt(stepped[1]);
            String[] range = stepped[0].split("-", 2);
            int from = stepped[0].equals("*") ? least : value(range[0], least, names);
            int to = stepped[0].equals("*") || (range.length == 1 && stepped.length == 2)
                    ? most
                    : value(range[range.length - 1], least, names);
            if (from < least || to > most || from > to || step < 1) {
                throw new IllegalArgumentException("out of range: " + part);
            }
            for (int value = from; value <= to; value += step) {
                values.add(value);
            }
        }
        return values;
    }

    private static int value(String text, int least, List<String> names) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        return named < 0 ? Integer.parseInt(text) : named + least;
    }

    /** The first time after {@code after}; nothing when there is none, as for February 30. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        ZonedDateTime time = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        ZonedDateTime horizon = time.plusYears(HORIZON_YEARS);
        while (time.isBefore(horizon)) {
            if (!months.contains(time.getMonthValue())) {
                time = time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
            } else if (!isDay(time)) {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.contains(time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.contains(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return Optional.of(time.toInstant());
            }
        }
        return Optional.empty();
    }

    private boolean isDay(ZonedDateTime time) {
        int weekday = time.getDayOfWeek().getValue();
        boolean ofWeek = weekdays.contains(weekday) || (weekday == SUNDAY && weekdays.contains(0));
        boolean ofMonth = days.contains(time.getDayOfMonth());
        if (anyDay || anyWeekday) {
            return ofMonth && ofWeek;
        }
        return ofMonth || ofWeek;
    }
}
