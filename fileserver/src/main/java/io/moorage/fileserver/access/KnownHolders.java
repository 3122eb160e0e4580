package io.moorage.fileserver.access;

import io.moorage.fileserver.control.IdentityAnswer;
import io.moorage.fileserver.control.IdentityAnswer.Holder;
import io.moorage.fileserver.control.IdentityQuestion;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the authority said of access keys, kept so that clients it knew can come again while it is away: a client whose
 * connection broke, another mount of the same instance, a certificate that was renewed.
 *
 * <p>An answer is taken for {@link #FRESH} without asking again. After that the authority is asked, and only if it cannot be
 * reached the old answer counts, until the key expires, and never longer than {@link #LONGEST}: by then no signature that
 * the answer's signing key can verify is good any more. At most {@link #MOST} answers are kept, those used last.
 */
final class KnownHolders {
    static final Duration FRESH = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofDays(2);
    static final int MOST = 10_000;

    private static final Logger LOG = System.getLogger(KnownHolders.class.getName());

    private final Authority authority;
    private final InstantSource clock;

    /** Guarded by itself. In the order of use. */
    private final Map<IdentityQuestion, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IdentityQuestion, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Known(Holder holder, Instant since) {
        boolean isFresh(Instant now) {
            return now.isBefore(since.plus(FRESH)) && isGood(now);
        }

        boolean isGood(Instant now) {
            Instant expiration = holder.expiration();
            return now.isBefore(since.plus(LONGEST)) && (expiration == null || now.isBefore(expiration));
        }
    }

    KnownHolders(Authority authority, InstantSource clock) {
        this.authority = authority;
        this.clock = clock;
    }

    /**
     * Empty when nobody holds such a key.
     *
     * @throws IOException when the authority cannot be asked and said nothing before
     */
    Optional<Holder> find(IdentityQuestion question) throws IOException {
        Known before;
        synchronized (known) {
            before = known.get(question);
        }
        if (before != null && before.isFresh(clock.instant())) {
            return Optional.of(before.holder());
        }
        IdentityAnswer answer;
        try {
            answer = authority.ask(question);
        } catch (IOException away) {
            if (before != null && before.isGood(clock.instant())) {
                LOG.log(Level.INFO, "{0} is known from before: {1}", before.holder(), away.getMessage());
                return Optional.of(before.holder());
            }
            throw new IOException(
                    "nobody can tell who holds " + question.accessKeyId() + ": " + away.getMessage(), away);
        }
        Holder holder = answer.holder();
        synchronized (known) {
            if (holder == null) {
                known.remove(question);
            } else {
                known.put(question, new Known(holder, clock.instant()));
            }
        }
        return Optional.ofNullable(holder).filter(found -> new Known(found, clock.instant()).isGood(clock.instant()));
    }
}
