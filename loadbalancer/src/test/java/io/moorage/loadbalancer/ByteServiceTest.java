package io.moorage.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.moorage.loadbalancer.control.InstanceTerms;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.control.Protocol;
import io.moorage.loadbalancer.control.Response.InstanceStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TCP listeners (Classic Load Balancers guide), with real sockets on loopback. */
class ByteServiceTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private LoadBalancers balancers;
    private EchoInstance one;
    private EchoInstance two;
    private int instancePort;
    private int port;

    @BeforeEach
    void start() throws Exception {
        one = new EchoInstance("127.0.7.1", 0);
        instancePort = one.port();
        two = new EchoInstance("127.0.7.2", instancePort);
        balancers = new LoadBalancers(2, InstantSource.system(), new Random(7));
    }

    @AfterEach
    void end() throws IOException {
        balancers.close();
        one.close();
        two.close();
    }

    private static InstanceTerms instance(int number, boolean draining) {
        return new InstanceTerms("i-" + number, "127.0.7." + number, "us-east-1" + (number == 1 ? "a" : "b"), draining);
    }

    private void declare(boolean proxyProtocol, InstanceTerms... instances) throws Exception {
        declare(proxyProtocol, instancePort, instances);
    }

    private void declare(boolean proxyProtocol, int checkedPort, InstanceTerms... instances) throws Exception {
        var listener = new ListenerTerms(Protocol.TCP, port, Protocol.TCP, instancePort, null, proxyProtocol, null);
        var check = new HealthCheckTerms(
                Protocol.TCP, checkedPort, "", Duration.ofMillis(100), Duration.ofSeconds(2), 2, 2);
        var terms = new BalancerTerms(
                "lb",
                null,
                List.of("127.0.7.100"),
                List.of(listener),
                List.of(instances),
                check,
                true,
                Duration.ofSeconds(60));
        assertThat(balancers.declare(List.of(terms)).failing()).isEmpty();
        port = balancers.address("lb", port).orElseThrow().getPort();
    }

    /** The name of the instance it got, and the connection. */
    private record Talk(String instance, Socket socket, BufferedReader in) implements AutoCloseable {
        String say(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            return String.valueOf(in.readLine());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Talk connect() throws IOException {
        Socket socket = new Socket("127.0.7.100", port);
        socket.setSoTimeout(20_000);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        return new Talk(String.valueOf(in.readLine()), socket, in);
    }

    @Test
    void connectionsAreSharedAmongInstances() throws Exception {
        declare(false, instance(1, false), instance(2, false));
        List<String> got = new ArrayList<>();
        List<Talk> open = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Talk talk = connect();
            open.add(talk);
            got.add(talk.instance());
            assertThat(talk.say("line " + i)).isEqualTo("line " + i);
        }
        assertThat(got).filteredOn("127.0.7.1"::equals).hasSize(5);
        for (Talk talk : open) {
            talk.close();
        }
    }

    /** What failovers are told by: in service since its checks passed, and the first time that it answered a client. */
    @Test
    void theFirstAnswerOfAnInstanceIsTold() throws Exception {
        declare(false, instance(1, false));
        await().atMost(BOUND).until(() -> status().inServiceSince() != null);
        assertThat(status().firstAnswer()).as("checks are nobody's queries").isNull();
        try (Talk talk = connect()) {
            assertThat(talk.say("hello")).isEqualTo("hello");
        }
        Instant first = Objects.requireNonNull(status().firstAnswer());
        assertThat(first).isAfterOrEqualTo(status().inServiceSince());
        try (Talk talk = connect()) {
            assertThat(talk.say("again")).isEqualTo("again");
        }
        assertThat(status().firstAnswer()).isEqualTo(first);
        one.close();
        await().atMost(BOUND).until(() -> status().inServiceSince() == null);
        assertThat(status().firstAnswer())
                .as("another time in service has another first answer")
                .isNull();
    }

    /** Of a task that took the place of another, the first client is served as soon as it serves, whenever it is checked next. */
    @Test
    void anAnswerBeforeChecksPassedIsTheFirst() throws Exception {
        EchoInstance checked = new EchoInstance("127.0.7.1", 0);
        int checkedPort = checked.port();
        checked.close();
        declare(false, checkedPort, instance(1, false));
        try (Talk talk = connect()) {
            assertThat(talk.say("hello")).isEqualTo("hello");
        }
        Instant first = Objects.requireNonNull(status().firstAnswer());
        assertThat(status().inServiceSince()).isNull();
        try (EchoInstance now = new EchoInstance("127.0.7.1", checkedPort)) {
            assertThat(now.port()).isEqualTo(checkedPort);
            await().atMost(BOUND).until(() -> status().inServiceSince() != null);
            assertThat(status().firstAnswer()).isEqualTo(first);
        }
    }

    private InstanceStatus status() {
        return Objects.requireNonNull(
                Objects.requireNonNull(balancers.status().get("lb")).instances().get("i-1"));
    }

    /** More than any buffer holds, to its end, when the reader is slow to begin and the writer has ended its side. */
    @Test
    void everyByteArrivesAndTheEndOfOneSideIsToldToTheOther() throws Exception {
        declare(false, instance(1, false));
        byte[] sent = new byte[32 << 20];
        new Random(7).nextBytes(sent);
        try (Socket socket = new Socket("127.0.7.100", port)) {
            socket.setSoTimeout(20_000);
            var writing = CompletableFuture.runAsync(() -> {
                try {
                    socket.getOutputStream().write(sent);
                    socket.shutdownOutput();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes("127.0.7.1\n".length())).asString().isEqualTo("127.0.7.1\n");
            assertThat(in.readAllBytes()).isEqualTo(sent);
            writing.join();
        }
    }

    /** It may have said everything, and ended, before its instance was there. */
    @Test
    void nothingIsLostOfAClientThatSaysAllAtOnce() throws Exception {
        declare(false, instance(1, false));
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket("127.0.7.100", port)) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write("all\n".getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("127.0.7.1\nall\n");
            }
        }
        await("both sides to have ended, and long before they are idle")
                .atMost(BOUND)
                .until(() -> underWay() == 0);
    }

    private int underWay() {
        return Optional.ofNullable(balancers.status().get("lb"))
                .map(each -> each.instances().get("i-1"))
                .orElseThrow()
                .underWay();
    }

    /** An instance that takes no connections is passed over, before any check has found it. */
    @Test
    void aConnectionIsNotLostToAnInstanceThatIsDown() throws Exception {
        declare(false, instance(1, false), instance(2, false));
        two.close();
        for (int i = 0; i < 6; i++) {
            try (Talk talk = connect()) {
                assertThat(talk.instance()).isEqualTo("127.0.7.1");
            }
        }
        await("the checks to find it").atMost(BOUND).until(() -> state(2) == Health.State.OUT_OF_SERVICE);
        two = new EchoInstance("127.0.7.2", instancePort);
        await("the checks to find it again").atMost(BOUND).until(() -> state(2) == Health.State.IN_SERVICE);
    }

    private Health.State state(int number) {
        return balancers
                .health("lb")
                .getOrDefault("i-" + number, Health.UNCHECKED)
                .state();
    }

    /** ConnectionDraining: "keep the existing connections open", no new ones; what is told no more is cut. */
    @Test
    void aDrainingInstanceKeepsItsConnectionsUntilItIsGone() throws Exception {
        declare(false, instance(1, false));
        try (Talk old = connect()) {
            declare(false, instance(1, true), instance(2, false));
            assertThat(old.say("still")).isEqualTo("still");
            try (Talk fresh = connect()) {
                assertThat(fresh.instance()).isEqualTo("127.0.7.2");
            }
            declare(false, instance(2, false));
            assertThat(old.in().readLine()).isNull();
        }
    }

    @Test
    void withoutInstancesAConnectionEndsAtOnce() throws Exception {
        declare(false);
        try (Talk talk = connect()) {
            assertThat(talk.instance()).isEqualTo("null");
        }
    }

    /** Guide, "Proxy protocol header". */
    @Test
    void theProxyProtocolTellsWhoTheClientIs() throws Exception {
        declare(true, instance(1, false));
        try (Talk talk = connect()) {
            assertThat(talk.say("hello"))
                    .isEqualTo("PROXY TCP4 %s 127.0.7.100 %d %d"
                            .formatted(
                                    talk.socket().getLocalAddress().getHostAddress(),
                                    talk.socket().getLocalPort(),
                                    port));
            assertThat(talk.in().readLine()).isEqualTo("hello");
        }
    }

    /** A port that another process has is told, and the rest of the balancer works. */
    @Test
    void aPortThatIsTakenIsTold() throws Exception {
        var check = new HealthCheckTerms(
                Protocol.TCP, instancePort, "", Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 2);
        var listener = new ListenerTerms(Protocol.TCP, instancePort, Protocol.TCP, instancePort, null, false, null);
        var terms = new BalancerTerms(
                "lb", null, List.of("127.0.7.1"), List.of(listener), List.of(), check, true, Duration.ofSeconds(60));
        assertThat(balancers.declare(List.of(terms)).failing().get("lb")).contains("port " + instancePort);
    }
}
