package io.moorage.console.session;

import io.moorage.awsapi.Credential;
import io.moorage.awsapi.CredentialStore;
import io.moorage.awsapi.Principal;
import io.moorage.console.session.Session.Keys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The browsers that are signed in, in memory only. A key that is deleted or made inactive ends its sessions at once. */
public final class Sessions {
    private static final Duration IDLE = Duration.ofHours(12);
    private static final int MOST = 10_000;

    private final CredentialStore credentials;
    private final Principal root;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /** @param random must be hard to guess */
    public Sessions(CredentialStore credentials, String accountId, InstantSource clock, RandomGenerator random) {
        this.credentials = credentials;
        this.root = Principal.root(accountId);
        this.clock = clock;
        this.random = random;
    }

    /** The session of a cookie; a new one, of nobody, when there is none. */
    public Session of(@Nullable String id) {
        Instant now = clock.instant();
        Session known = id == null ? null : sessions.get(id);
        if (known != null && now.isBefore(known.lastSeen().plus(IDLE))) {
            return keep(known.at(now));
        }
        return open(null, now);
    }

    /** Signed in under a new id, so that an id planted before is worth nothing; empty when the keys are not right. */
    public Optional<Session> signIn(Session before, Keys keys) {
        Instant now = clock.instant();
        if (credential(keys, now).isEmpty()) {
            return Optional.empty();
        }
        close(before);
        return Optional.of(open(keys, now));
    }

    public void close(Session session) {
        sessions.remove(session.id());
    }

    /**
     * Whose permissions decide. Empty when nobody is signed in.
     *
     * @param trusting true where whoever comes is the account's root
     */
    public Optional<Principal> principal(Session session, boolean trusting) {
        Keys keys = session.keys();
        if (keys == null) {
            return trusting ? Optional.of(root) : Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Credential> credential = credential(keys, now);
        credential.ifPresent(each -> credentials.used(each, "signin", now));
        return credential.map(Credential::principal);
    }

    /** Tells {@code done} on the session's next page. */
    public void tell(Session session, String done) {
        keep(session.telling(Optional.of(done)));
    }

    /** It has been told. */
    public void told(Session session) {
        keep(session.telling(Optional.empty()));
    }

    private Optional<Credential> credential(Keys keys, Instant now) {
        return credentials
                .find(keys.accessKeyId())
                .filter(each -> same(each.secretAccessKey(), keys.secretAccessKey()))
                .filter(each -> same(text(each.sessionToken()), text(keys.sessionToken())))
                .filter(each -> each.expiry() == null || now.isBefore(each.expiry()));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    /** In constant time. */
    public static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private Session open(@Nullable Keys keys, Instant now) {
        if (sessions.size() >= MOST) {
            sessions.values().stream()
                    .min(Comparator.comparing(Session::lastSeen))
                    .ifPresent(this::close);
        }
        return keep(new Session(secret(), secret(), keys, Optional.empty(), now));
    }

    private Session keep(Session session) {
        sessions.put(session.id(), session);
        return session;
    }

    private String secret() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
