package io.moorage.server.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.ec2.network.NetworkNames;
import io.moorage.elb.Balancers.Declared;
import io.moorage.elb.Balancers.InstanceStatus;
import io.moorage.elb.Balancers.Status;
import io.moorage.elb.Balancers.Target;
import io.moorage.loadbalancer.control.BalancerClient;
import io.moorage.model.elb.Attributes;
import io.moorage.model.elb.HealthCheck;
import io.moorage.model.elb.Listener;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Protocol;
import io.moorage.model.elb.Registration.Health;
import io.moorage.posix.Namespaces;
import io.moorage.server.process.DetachedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load balancers' process, real packets through it in a network namespace, and what becomes of them when somebody dies. */
final class LocalBalancersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAME = "bt" + ProcessHandle.current().pid();
    private static final String VPC = "vpc-1";
    private static final String BALANCER = "10.9.0.10";
    private static final String INSTANCE = "10.9.0.20";
    private static final int PORT = 3306;

    private final NetworkNames names = new NetworkNames(NAME);
    private final Path netns = Namespaces.named(names.namespace(VPC));

    @TempDir
    private Path home = Path.of("set by JUnit");

    @BeforeEach
    void makeNamespace() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may make networks");
        ip("netns add " + names.namespace(VPC));
        ip("-n " + names.namespace(VPC) + " link set lo up");
        ip("-n " + names.namespace(VPC) + " addr add " + BALANCER + "/32 dev lo");
        ip("-n " + names.namespace(VPC) + " addr add " + INSTANCE + "/32 dev lo");
    }

    @AfterEach
    void leaveNothing() throws Exception {
        process().process().kill();
        ip("netns del " + names.namespace(VPC));
    }

    private static void ip(String arguments) throws Exception {
        Process process = new ProcessBuilder(("ip " + arguments).split(" ", -1))
                .inheritIO()
                .start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(arguments).isZero();
    }

    private BalancerProcess process() {
        return new BalancerProcess(
                new DetachedProcess.Jvm(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        Optional.empty()),
                home);
    }

    /** As the control plane has it after it was started. */
    private LocalBalancers balancers() {
        BalancerProcess process = process();
        return new LocalBalancers(
                process,
                new BalancerClient(process.controlSocket(), PATIENCE),
                names,
                new AccessLogFiles(home, "123456789012", "us-east-1"));
    }

    private static Declared declared() {
        LoadBalancer row = new LoadBalancer(
                "db",
                "db.test",
                VPC,
                LoadBalancer.Scheme.INTERNAL,
                Instant.EPOCH,
                List.of(),
                List.of(),
                List.of(new Listener(Protocol.TCP, PORT, Protocol.TCP, PORT, Optional.empty(), List.of())),
                HealthCheck.ofPort(PORT),
                Attributes.DEFAULT,
                List.of(),
                List.of(),
                Map.of());
        return new Declared(
                row, List.of(BALANCER), List.of(new Target("i-1", INSTANCE, "us-east-1a", false)), Map.of());
    }

    private static void declare(LocalBalancers balancers) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> balancers.declare(List.of(declared())).isEmpty());
    }

    /** Sends back what it is sent. */
    private ServerSocket instance() throws Exception {
        ServerSocket listening = Namespaces.in(
                netns, () -> new ServerSocket(PORT, 50, InetAddress.getByAddress(new byte[] {10, 9, 0, 20})));
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    Socket client = listening.accept();
                    Thread.ofPlatform().daemon().start(() -> echo(client));
                }
            } catch (IOException e) {
                // The test has ended.
            }
        });
        return listening;
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Status status(LocalBalancers balancers) throws IOException {
        return Optional.ofNullable(balancers.status().get("db")).orElseThrow();
    }

    private static InstanceStatus instance(LocalBalancers balancers) throws IOException {
        return Optional.ofNullable(status(balancers).instances().get("i-1")).orElseThrow();
    }

    private Socket connect() throws Exception {
        Socket socket = Namespaces.in(netns, () -> new Socket(BALANCER, PORT));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static boolean answers(Socket socket) throws IOException {
        socket.getOutputStream().write('x');
        return socket.getInputStream().read() == 'x';
    }

    @Test
    void connectionsSurviveTheControlPlaneAndThenTheProcessComesBack() throws Exception {
        LocalBalancers before = balancers();
        declare(before);
        try (ServerSocket instance = instance();
                Socket socket = connect()) {
            assertThat(instance.isBound()).isTrue();
            assertThat(answers(socket)).isTrue();
            assertThat(instance(before).underWay()).isEqualTo(1);
            long pid = process().process().find().orElseThrow().pid();

            LocalBalancers after = balancers();
            declare(after);
            assertThat(process().process().find().orElseThrow().pid()).isEqualTo(pid);
            assertThat(answers(socket)).as("a connection from before").isTrue();
            assertThat(status(after).counts().requests()).isEqualTo(1);

            process().process().kill();
            declare(after);
            try (Socket again = connect()) {
                assertThat(answers(again)).isTrue();
            }
            await().atMost(PATIENCE).until(() -> instance(after).health() == Health.IN_SERVICE);
            assertThat(after.declare(List.of())).isEmpty();
            assertThat(process().process().find())
                    .as("the last load balancer takes it along")
                    .isEmpty();
        }
    }
}
