package io.moorage.awsapi.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Credential;
import io.moorage.awsapi.InstanceIdentities;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.WebSocketRoute;
import io.moorage.awsapi.auth.Authenticator;
import io.moorage.awsapi.dispatch.Dispatcher;
import io.moorage.awsapi.endpoint.AwsEndpoint;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.awsapi.http.WebServer;
import io.moorage.awsapi.tls.PrivateCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/**
 * The test actions behind a real endpoint with two listeners: one trusting, one strict. Three keys are issued: a user's,
 * a role's temporary one, and the same past its end.
 */
public final class TestEndpoint implements AutoCloseable {
    public static final Principal ALICE = new Principal(
            Principal.Kind.USER,
            "123456789012",
            "arn:aws:iam::123456789012:user/alice",
            "AIDAALICE",
            "arn:aws:iam::123456789012:user/alice");
    public static final Principal SESSION = new Principal(
            Principal.Kind.ASSUMED_ROLE,
            "123456789012",
            "arn:aws:sts::123456789012:assumed-role/ecsInstanceRole/i-1",
            "AROAROLE:i-1",
            "arn:aws:iam::123456789012:role/ecsInstanceRole");
    public static final Credential ALICES_KEY = new Credential("AKIAALICE", "alices-secret", null, ALICE, null);
    public static final Credential SESSION_KEY = new Credential(
            "ASIASESSION", "session-secret", "the+token==", SESSION, Instant.parse("2100-01-01T00:00:00Z"));
    public static final Credential EXPIRED_KEY = new Credential(
            "ASIAEXPIRED", "expired-secret", "old-token", SESSION, Instant.parse("2020-01-01T00:00:00Z"));

    /** Of the identity document of any instance, which is its id here. */
    private static final byte[] SIGNATURE = {1, 2, 3};

    private static final Map<String, Credential> ISSUED = Map.of(
            "AKIAALICE", ALICES_KEY,
            "ASIASESSION", SESSION_KEY,
            "ASIAEXPIRED", EXPIRED_KEY);

    private volatile Duration clockOffset = Duration.ZERO;
    private volatile Authorizer authorizer = query -> Authorizer.Allowed.ALLOWED;
    private final AwsEndpoint endpoint;
    private final PrivateCa ca;
    private final WebServer.Listener trusting;
    private final WebServer.Listener strict;

    public TestEndpoint(Path directory, List<WebSocketRoute> webSockets) throws IOException, GeneralSecurityException {
        InstantSource clock = () -> InstantSource.system().instant().plus(clockOffset);
        InstanceIdentities identities = (document, signature) -> Arrays.equals(signature, SIGNATURE)
                ? Optional.of(Principal.instance("123456789012", "us-east-1", new String(document, UTF_8)))
                : Optional.empty();
        var authenticator = new Authenticator(id -> Optional.ofNullable(ISSUED.get(id)), identities, "123456789012");
        var dispatcher = new Dispatcher(
                TestActions.all(),
                authenticator,
                query -> authorizer.authorize(query),
                "123456789012",
                "us-east-1",
                clock,
                () -> UUID.randomUUID().toString());
        this.ca = PrivateCa.open(directory, InstantSource.system().instant(), new SecureRandom());
        SSLContext tls = ca.serverContext(
                PrivateCa.endpointNames("us-east-1", 4566),
                InstantSource.system().instant());
        PlainRoute page =
                new PlainRoute("/_moorage/", request -> HttpAnswer.of(200, "text/plain", request.rawPath() + "\n"));
        this.endpoint = new AwsEndpoint(dispatcher, webSockets, List.of(page), tls);
        endpoint.start();
        this.trusting = listen(true);
        this.strict = listen(false);
    }

    /** A further listener on loopback. */
    public WebServer.Listener listen(boolean trust) throws IOException {
        return endpoint.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), trust);
    }

    public static byte[] signature() {
        return SIGNATURE.clone();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + trusting.port());
    }

    public URI strictUri() {
        return URI.create("http://127.0.0.1:" + strict.port());
    }

    public URI tlsUri() {
        return URI.create("https://localhost:" + trusting.port());
    }

    public int port() {
        return trusting.port();
    }

    public PrivateCa ca() {
        return ca;
    }

    /** Moves the server's clock against everybody else's. */
    public void shiftClock(Duration offset) {
        clockOffset = offset;
    }

    public void authorizeWith(Authorizer decides) {
        authorizer = decides;
    }

    @Override
    public void close() throws IOException {
        endpoint.close();
    }
}
