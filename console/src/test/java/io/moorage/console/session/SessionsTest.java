package io.moorage.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.Credential;
import io.moorage.awsapi.Principal;
import io.moorage.console.session.Session.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** OWASP, "Session Management Cheat Sheet": sessions end when they are to, and not before. */
final class SessionsTest {
    private static final String ACCOUNT = "123456789012";
    private static final Keys ADAS = new Keys("AKIAADA", "secret", null);
    private static final Keys EVES = new Keys("AKIAEVE", "secret", null);

    private final Map<String, Credential> keys = Map.of("AKIAADA", credential("ada"), "AKIAEVE", credential("eve"));
    private Instant now = Instant.EPOCH;
    private final Sessions sessions =
            new Sessions(id -> Optional.ofNullable(keys.get(id)), ACCOUNT, () -> now, new Random(1));

    private static Credential credential(String name) {
        String arn = "arn:aws:iam::" + ACCOUNT + ":user/" + name;
        return new Credential(
                "AKIA" + name, "secret", null, new Principal(Principal.Kind.USER, ACCOUNT, arn, "AIDA", arn), null);
    }

    private Session signedIn(Keys who) {
        return sessions.signIn(sessions.of(null), who).orElseThrow();
    }

    @Test
    void whatStillHoldsAClosedSessionNeitherMayNorRevivesIt() {
        Session session = signedIn(ADAS);
        assertThat(sessions.principal(session, true)).isPresent();

        sessions.close(session);
        sessions.tell(session, "It is done.");
        sessions.told(session);

        assertThat(sessions.principal(session, true))
                .as("nobody, and not the root of a trusting listener")
                .isEmpty();
        assertThat(sessions.of(session.id()).keys()).isNull();
        assertThat(sessions.of(session.id()).csrf())
                .as("a form of before is worth nothing")
                .isNotEqualTo(session.csrf());
    }

    @Test
    void whatIsIdleForHalfADayEnds() {
        Session session = signedIn(ADAS);
        now = now.plus(Duration.ofHours(11));
        assertThat(sessions.principal(session, false)).as("that is use").isPresent();
        now = now.plus(Duration.ofHours(11));
        assertThat(sessions.of(session.id()).keys()).isEqualTo(ADAS);
        now = now.plus(Duration.ofHours(13));
        assertThat(sessions.principal(session, false)).isEmpty();
    }

    @Test
    void whoeverOnlyAsksForPagesSignsNobodyOut() {
        Session session = signedIn(ADAS);
        now = now.plusSeconds(1);
        for (int i = 0; i < 10_010; i++) {
            sessions.tell(sessions.of(null), "It is done.");
        }

        assertThat(sessions.principal(session, false)).isPresent();
    }

    @Test
    void whoSignsInOftenEndsTheirOwnSessions() {
        Session adas = signedIn(ADAS);
        now = now.plusSeconds(1);
        Session first = signedIn(EVES);
        for (int i = 0; i < 10_000; i++) {
            now = now.plusSeconds(1);
            Session ignored = signedIn(EVES);
        }

        assertThat(sessions.principal(adas, false)).isPresent();
        assertThat(sessions.principal(first, false)).isEmpty();
    }

    /** What was done is told once, to a browser where nobody is signed in too; and its forms are its own. */
    @Test
    void aBrowserOfNobodyHasItsTokenAndIsTold() {
        Session mine = sessions.of(null);

        assertThat(sessions.of(mine.id())).isEqualTo(mine);
        assertThat(sessions.of(null).csrf()).isNotEqualTo(mine.csrf());
        assertThat(sessions.of("not one of ours").id()).matches("[0-9a-f]{48}");
        sessions.tell(mine, "It is done.");
        assertThat(sessions.of(mine.id()).done()).contains("It is done.");
        sessions.told(mine);
        assertThat(sessions.of(mine.id()).done()).isEmpty();
    }
}
