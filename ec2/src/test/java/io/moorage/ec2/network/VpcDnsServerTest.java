package io.moorage.ec2.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.ec2.TestEc2;
import io.moorage.ec2.dns.Upstream;
import io.moorage.ec2.dns.VpcDnsServer;
import io.moorage.ec2.dns.VpcNames;
import io.moorage.ec2.dns.VpcResolver;
import io.moorage.posix.Namespaces;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The resolver of a VPC, asked by a machine in it (RFC 1035 section 4.2). */
class VpcDnsServerTest {
    private static final NetworkNames NAMES =
            new NetworkNames("md" + Long.toHexString(ProcessHandle.current().pid()));

    private final TestEc2 ec2 = new TestEc2();
    private final VpcDnsServer server =
            new VpcDnsServer(new VpcResolver(ec2.store, new VpcNames(TestEc2.CONFIG), Upstream.none()));
    private final Networks networks = new LinuxNetworks(NAMES, server);
    private final List<AutoCloseable> machines = new java.util.ArrayList<>();

    @BeforeEach
    void onlyRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may make networks");
    }

    @AfterEach
    void leaveNothing() throws Exception {
        for (AutoCloseable each : machines) {
            each.close();
        }
        networks.removeAll();
        server.close();
        ec2.close();
        assertThat(LinuxVpc.namespaces()).noneMatch(each -> each.startsWith(NAMES.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.31.0.2", "169.254.169.253"})
    void answersOverUdpAndTcpFromTheAddressAsked(String resolver) throws Exception {
        Machine machine = machine();

        assertThat(answerOf(udp(machine, resolver))).endsWith(ServiceAddresses.ENDPOINT);
        assertThat(answerOf(tcp(machine, resolver))).endsWith(ServiceAddresses.ENDPOINT);
    }

    /** Asked from within the namespace: out of it nobody is refused. */
    @Test
    void nobodyListensOnceTheVpcIsGone() throws Exception {
        machine();
        Path netns = Namespaces.named(NAMES.namespace(ec2.vpc().id()));
        assertThat(Machine.reaches(netns, "172.31.0.2", 53)).isTrue();

        server.removed(new VpcNamespace(ec2.vpc().id(), netns, "172.31.0.2"));

        assertThatThrownBy(() -> Machine.reaches(netns, "172.31.0.2", 53)).hasMessageContaining("refused");
    }

    private Machine machine() throws Exception {
        var machine = new Machine();
        machines.add(machine);
        String id = String.valueOf(ec2.run(request -> {}).instances().getFirst().instanceId());
        assertThat(networks.apply(new NetworkPlanner(NAMES).plan(ec2.store.view(), Map.of(id, machine.pid()))))
                .hasSize(1);
        return machine;
    }

    private static byte[] query() {
        return Message.newQuery(
                        Record.newRecord(Name.fromConstantString("ecs.us-east-1.amazonaws.com."), Type.A, DClass.IN))
                .toWire();
    }

    private static String answerOf(byte[] bytes) throws Exception {
        return new Message(bytes).getSection(Section.ANSWER).getFirst().toString();
    }

    private static byte[] udp(Machine machine, String resolver) throws Exception {
        return Namespaces.in(machine.netns(), () -> {
            try (var socket = new DatagramSocket()) {
                // Connected: an answer from another address than the one asked is not received.
                socket.connect(InetAddress.getByName(resolver), 53);
                socket.setSoTimeout(3000);
                byte[] query = query();
                socket.send(new DatagramPacket(query, query.length));
                var answer = new DatagramPacket(new byte[512], 512);
                socket.receive(answer);
                return Arrays.copyOf(answer.getData(), answer.getLength());
            }
        });
    }

    private static byte[] tcp(Machine machine, String resolver) throws Exception {
        return Namespaces.in(machine.netns(), () -> {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(resolver, 53), 3000);
                socket.setSoTimeout(3000);
                byte[] query = query();
                socket.getOutputStream()
                        .write(ByteBuffer.allocate(2 + query.length)
                                .putShort((short) query.length)
                                .put(query)
                                .array());
                int length =
                        ByteBuffer.wrap(socket.getInputStream().readNBytes(2)).getShort();
                return socket.getInputStream().readNBytes(length);
            }
        });
    }
}
