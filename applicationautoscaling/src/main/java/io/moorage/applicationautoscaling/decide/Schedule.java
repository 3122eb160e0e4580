package io.moorage.applicationautoscaling.decide;

import io.moorage.scaling.Cron;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a scheduled action is due ({@code API_PutScheduledAction}, Schedule): at a time, at a rate, or as cron says. */
public sealed interface Schedule {
    /** The first time after {@code after}; empty when there is none. */
    Optional<Instant> next(Instant after);

    /** Empty when the text is no schedule. */
    static Optional<Schedule> parse(String text, ZoneId zone, Instant start) {
        Matcher matcher = Pattern.compile("(at|rate|cron)\\((.*)\\)").matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String argument = matcher.group(2).strip();
        return switch (matcher.group(1)) {
            case "at" -> At.of(argument, zone);
            case "rate" -> Rate.of(argument, start);
            default -> Recurring.of(argument, zone);
        };
    }

    record At(Instant time) implements Schedule {
        private static Optional<Schedule> of(String text, ZoneId zone) {
            try {
                return Optional.of(new At(LocalDateTime.parse(text).atZone(zone).toInstant()));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        @Override
        public Optional<Instant> next(Instant after) {
            return Optional.of(time).filter(each -> each.isAfter(after));
        }
    }

    record Rate(Duration every, Instant start) implements Schedule {
        private static Optional<Schedule> of(String text, Instant start) {
            Matcher matcher =
                    Pattern.compile("([1-9][0-9]{0,6}) (minute|hour|day)s?").matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int value = Integer.parseInt(matcher.group(1));
            Duration every =
                    switch (matcher.group(2)) {
                        case "minute" -> Duration.ofMinutes(value);
                        case "hour" -> Duration.ofHours(value);
                        default -> Duration.ofDays(value);
                    };
            return Optional.of(new Rate(every, start));
        }

        @Override
        public Optional<Instant> next(Instant after) {
            if (after.isBefore(start)) {
                return Optional.of(start);
            }
            long passed = Duration.between(start, after).dividedBy(every);
            return Optional.of(start.plus(every.multipliedBy(passed + 1)));
        }
    }

    /** Six fields, the last a year, which must be any; days of the week count from 1, Sunday. */
    record Recurring(Cron cron, ZoneId zone) implements Schedule {
        private static final int FIELDS = 6;
        private static final int WEEKDAY = 4;
        private static final int YEAR = 5;

        private static Optional<Schedule> of(String text, ZoneId zone) {
            List<String> fields = new ArrayList<>(List.of(text.split("\\s+")));
            if (fields.size() != FIELDS || !fields.get(YEAR).equals("*")) {
                return Optional.empty();
            }
            fields.remove(YEAR);
            fields.set(WEEKDAY, fromZero(fields.get(WEEKDAY)));
            return Cron.parse(String.join(" ", fields).replace('?', '*')).map(each -> new Recurring(each, zone));
        }

        /** {@code 1-7} as {@code 0-6}; names, steps and {@code *} stay. */
        private static String fromZero(String field) {
            return Pattern.compile("(?<![/\\w])[1-7](?!\\w)")
                    .matcher(field)
                    .replaceAll(match -> Integer.toString(Integer.parseInt(match.group()) - 1));
        }

        @Override
        public Optional<Instant> next(Instant after) {
            return cron.next(after, zone);
        }
    }
}
