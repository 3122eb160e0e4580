package io.moorage.model.efs;

import io.moorage.model.efs.FileSystem.LifecyclePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When files move between storage classes (EFS API reference, LifecyclePolicy).
 *
 * @param toIa how long a file is left alone before it goes to Infrequent Access; empty: never
 * @param toArchive how long before it goes to Archive; longer than {@code toIa}; empty: never
 * @param backOnAccess true when a file that is read or written returns to Standard
 */
public record LifecycleConfiguration(Optional<Duration> toIa, Optional<Duration> toArchive, boolean backOnAccess) {
    private static final Pattern AFTER_DAYS = Pattern.compile("AFTER_([0-9]+)_DAYS?");

    static LifecycleConfiguration of(List<LifecyclePolicy> policies) {
        return new LifecycleConfiguration(
                first(policies, LifecyclePolicy::transitionToIa).map(LifecycleConfiguration::days),
                first(policies, LifecyclePolicy::transitionToArchive).map(LifecycleConfiguration::days),
                first(policies, LifecyclePolicy::transitionToPrimaryStorageClass)
                        .isPresent());
    }

    /** @param word such as {@code AFTER_30_DAYS} */
    public static Duration days(String word) {
        Matcher matcher = AFTER_DAYS.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no number of days: " + word);
        }
        return Duration.ofDays(Long.parseLong(matcher.group(1)));
    }

    private static Optional<String> first(
            List<LifecyclePolicy> policies, Function<LifecyclePolicy, Optional<String>> transition) {
        return policies.stream().map(transition).flatMap(Optional::stream).findFirst();
    }
}
