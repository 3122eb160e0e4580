package io.moorage.iam.credential;

import io.moorage.model.iam.IamId;
import io.moorage.model.iam.SessionScope;
import io.moorage.model.iam.TemporaryCredentials;
import io.moorage.store.IamTables;
import io.moorage.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Issues temporary keys. They are rows, written once per session and hour or so: a key id has no room for what a key says,
 * and what is looked up can be revoked.
 */
public final class SessionIssuer {
    /** An expired key is remembered a while, so that its holder hears that it expired. */
    private static final Duration REMEMBERED = Duration.ofHours(12);

    private static final int SECRET_BYTES = 30;
    private static final int TOKEN_BYTES = 240;

    private final RandomGenerator random;

    /** @param random a cryptographically strong one */
    public SessionIssuer(RandomGenerator random) {
        this.random = random;
    }

    TemporaryCredentials issue(Transaction tx, String holder, String sessionName, Instant now, Duration lifetime) {
        return issue(tx, holder, sessionName, now, lifetime, SessionScope.NONE);
    }

    TemporaryCredentials issue(
            Transaction tx, String holder, String sessionName, Instant now, Duration lifetime, SessionScope scope) {
        forgetExpired(tx, now);
        TemporaryCredentials issued = new TemporaryCredentials(
                IamId.TEMPORARY_ACCESS_KEY.next(random),
                secret(),
                text(TOKEN_BYTES),
                holder,
                sessionName,
                now,
                now.plus(lifetime),
                scope);
        tx.insert(IamTables.TEMPORARY_CREDENTIALS, issued);
        return issued;
    }

    /** Forty characters, as AWS's secret access keys have. */
    public String secret() {
        return text(SECRET_BYTES);
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void forgetExpired(Transaction tx, Instant now) {
        List<TemporaryCredentials> old = tx.all(IamTables.TEMPORARY_CREDENTIALS).stream()
                .filter(issued -> issued.expiration().plus(REMEMBERED).isBefore(now))
                .toList();
        old.forEach(issued -> tx.delete(IamTables.TEMPORARY_CREDENTIALS, issued.accessKeyId()));
    }
}
