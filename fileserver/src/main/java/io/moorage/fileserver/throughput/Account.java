package io.moorage.fileserver.throughput;

import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.nfsserver.throttle.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What one file system may and does, kept from look to look; a throttle follows if its terms say so. Not for several threads. */
public final class Account {
    /** Where nobody is limited, credits are only for show. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final Throttle throttle;
    private BurstCredits credits;
    private Throughput mode = Throughput.BURSTING;
    private double permitted;
    private long counted;
    private @Nullable FileSystemTerms last;

    /** @param credits as they were at the last look of an earlier process, or {@link BurstCredits#initial} */
    public Account(Throttle throttle, BurstCredits credits) {
        this.throttle = throttle;
        this.credits = credits;
        this.permitted = credits.permitted(0);
    }

    /**
     * Looks again, when it is time to. To be called every second.
     *
     * @param terms null: the mode is bursting, and nobody is limited
     * @param standardBytes asked when it is time: what is metered in the Standard class
     */
    public void follow(@Nullable FileSystemTerms terms, Instant now, LongSupplier standardBytes) {
        boolean throttled = terms != null && terms.throttled();
        boolean same = terms == null ? last == null : terms.equals(last);
        if (same && !throttled && now.isBefore(credits.at().plus(BETWEEN_LOOKS))) {
            return;
        }
        last = terms;
        long size = standardBytes.getAsLong();
        long metered = throttle.meteredBytes();
        credits = credits.after(now, metered - counted, size);
        counted = metered;
        mode = terms == null ? Throughput.BURSTING : Throughput.of(terms.throughputMode());
        permitted = mode.permitted(terms == null ? null : terms.provisionedThroughputInMibps(), size, credits);
        throttle.limit(throttled ? mode.limits(permitted) : null);
    }

    public BurstCredits credits() {
        return credits;
    }

    public double permittedThroughput() {
        return permitted;
    }

    /** Null when the mode knows none. */
    public @Nullable Long burstCreditBalance() {
        return mode.hasCredits() ? (long) credits.bytes() : null;
    }
}
