package io.moorage.awsapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Sessions that somebody opens with a call and then connects to, with a token. One that nobody connects to is forgotten. Safe for use by
 * many threads.
 *
 * @param <S> what is known of one
 */
public final class SocketSessions<S> {
    private static final Duration OPEN_FOR = Duration.ofMinutes(1);

    private final String url;
    private final Predicate<S> connected;
    private final Map<String, Kept<S>> sessions = new ConcurrentHashMap<>();

    private record Kept<S>(S session, String token, Instant opened) {}

    /** What whoever asked connects with. */
    public record Opened(String id, String streamUrl, String token) {}

    /**
     * @param url {@code http(s)://host/path} where whoever asked connects
     * @param connected whether somebody came
     */
    public SocketSessions(String url, Predicate<S> connected) {
        this.url = url;
        this.connected = connected;
    }

    /** @param token that nobody can guess */
    public Opened open(String id, String token, S session, Instant now) {
        sessions.values()
                .removeIf(each -> !connected.test(each.session)
                        && each.opened.plus(OPEN_FOR).isBefore(now));
        sessions.put(id, new Kept<>(session, token, now));
        return new Opened(id, url + "?sessionId=" + id, token);
    }

    public Optional<S> find(String id) {
        return Optional.ofNullable(sessions.get(id)).map(Kept::session);
    }

    /** It is over: what it was, for the one who is first to say so. */
    public Optional<S> remove(String id) {
        return Optional.ofNullable(sessions.remove(id)).map(Kept::session);
    }

    public boolean holds(String id, String token) {
        Kept<S> kept = sessions.get(id);
        return kept != null
                && MessageDigest.isEqual(
                        kept.token.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
