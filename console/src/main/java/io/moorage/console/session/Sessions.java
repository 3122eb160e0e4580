package io.moorage.console.session;

import io.moorage.awsapi.Credential;
import io.moorage.awsapi.CredentialStore;
import io.moorage.awsapi.Principal;
import io.moorage.base.sigv4.SigV4;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The browsers that are signed in, in memory only. A key that is deleted or made inactive ends its sessions at once. Of a browser where
 * nobody is signed in nothing is kept, so that whoever only asks for pages costs nothing and ends nobody's session: its token is
 * made from its id.
 */
public final class Sessions {
    private static final Duration IDLE = Duration.ofHours(12);
    private static final int MOST = 10_000;
    private static final int SECRET_BYTES = 24;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{" + 2 * SECRET_BYTES + "}");

    private final CredentialStore credentials;
    private final Principal root;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final byte[] tokenKey;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /** @param random must be hard to guess */
    public Sessions(CredentialStore credentials, String accountId, InstantSource clock, RandomGenerator random) {
        this.credentials = credentials;
        this.root = Principal.root(accountId);
        this.clock = clock;
        this.random = random;
        this.tokenKey = randomBytes();
    }

    /** The session of a cookie; one of nobody when none is kept by that id. */
    public Session of(@Nullable String id) {
        Session kept = id == null ? null : seen(id);
        return kept != null ? kept : nobody(id != null && ID.matcher(id).matches() ? id : secret());
    }

    /** Signed in under a new id, so that an id planted before is worth nothing; empty when the keys are not right. */
    public Optional<Session> signIn(Session before, Keys keys) {
        Instant now = clock.instant();
        if (credential(keys, now).isEmpty()) {
            return Optional.empty();
        }
        close(before);
        makeRoom(keys);
        Session session = new Session(secret(), secret(), keys, Optional.empty(), now);
        sessions.put(session.id(), session);
        return Optional.of(session);
    }

    /** From now on nobody is signed in by it, whatever still holds it. */
    public void close(Session session) {
        sessions.remove(session.id());
    }

    /**
     * Whose permissions decide, now. Empty when nobody is signed in, or whoever was is no longer.
     *
     * @param trusting true where whoever comes is the account's root
     */
    public Optional<Principal> principal(Session session, boolean trusting) {
        if (session.keys() == null) {
            return trusting ? Optional.of(root) : Optional.empty();
        }
        Session kept = seen(session.id());
        Keys keys = kept == null ? null : kept.keys();
        if (keys == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Credential> credential = credential(keys, now);
        credential.ifPresent(each -> credentials.used(each, "signin", now));
        return credential.map(Credential::principal);
    }

    /** Tells {@code done} on the session's next page, unless it has ended meanwhile. */
    public void tell(Session session, String done) {
        if (session.keys() == null) {
            makeRoom(null);
            sessions.put(session.id(), session.telling(Optional.of(done)));
        } else {
            sessions.computeIfPresent(session.id(), (id, kept) -> kept.telling(Optional.of(done)));
        }
    }

    /** It has been told. */
    public void told(Session session) {
        sessions.computeIfPresent(
                session.id(), (id, kept) -> kept.keys() == null ? null : kept.telling(Optional.empty()));
    }

    /** The session that is kept by this id, and was not idle for too long. */
    private @Nullable Session seen(String id) {
        Instant now = clock.instant();
        return sessions.computeIfPresent(
                id, (same, kept) -> now.isBefore(kept.lastSeen().plus(IDLE)) ? kept.at(now) : null);
    }

    private Session nobody(String id) {
        return new Session(id, tokenOf(id), null, Optional.empty(), clock.instant());
    }

    /** When there are too many, what nobody is signed in by goes first, then the longest idle of the same key, then of all. */
    private void makeRoom(@Nullable Keys keys) {
        if (sessions.size() < MOST) {
            return;
        }
        sessions.values().stream()
                .min(Comparator.comparingInt((Session each) -> rank(each, keys)).thenComparing(Session::lastSeen))
                .ifPresent(this::close);
    }

    private static int rank(Session session, @Nullable Keys keys) {
        if (session.keys() == null) {
            return 0;
        }
        return keys != null && session.keys().accessKeyId().equals(keys.accessKeyId()) ? 1 : 2;
    }

    private String tokenOf(String id) {
        return HexFormat.of().formatHex(SigV4.hmac(tokenKey, id));
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

    private String secret() {
        return HexFormat.of().formatHex(randomBytes());
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
