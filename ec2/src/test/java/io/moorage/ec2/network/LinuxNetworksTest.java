package io.moorage.ec2.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.vpc.NewVpc;
import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.NatGateway;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.RouteTable;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.SecurityGroupRule;
import io.moorage.model.ec2.SecurityGroupRule.Direction;
import io.moorage.model.ec2.SecurityGroupRule.Peer;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ec2.Vpc;
import io.moorage.posix.Namespaces;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.memory.MemoryStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may talk to whom in a VPC, asked with packets (VPC user guide, "Security group rules"). */
class LinuxNetworksTest {
    private static final String NAME =
            "mt" + Long.toHexString(ProcessHandle.current().pid());
    private static final Path HOST = Path.of("/proc/self/ns/net");

    private final Random random = new Random(7);
    private final NewVpc newVpc = new NewVpc(Ec2Config.of(NAME, "123456789012", "us-east-1"), random);
    private final NetworkNames names = new NetworkNames(NAME);
    private final List<String> told = new ArrayList<>();
    private final MemoryStore store = new MemoryStore();
    private final Map<String, Integer> pids = new HashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Networks networks = networks();
    private Vpc vpc = store.transact(newVpc::createDefault);

    @BeforeEach
    void onlyRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may make networks");
    }

    @AfterEach
    void leaveNothing() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        networks.removeAll();
        assertThat(LinuxVpc.namespaces()).noneMatch(each -> each.startsWith(NAME));
        assertThat(Tools.run("", "ip", "-o", "link")).doesNotContain(names.hostLinkPrefix());
        assertThat(Tools.run("", "ip", "route", "show", "type", "unreachable")).doesNotContain("172.31.0.0");
    }

    @Test
    void instancesOfTheDefaultGroupReachEachOtherAndOthersDoNot() throws Exception {
        SecurityGroup group = defaultGroup();
        SecurityGroup stranger = group("stranger");
        Node a = instance(0, group);
        Node b = instance(1, group);
        Node c = instance(0, stranger);
        apply();
        listen(b, 5000);

        assertThat(a.machine.reaches(b.address, 5000)).isTrue();
        assertThat(c.machine.reaches(b.address, 5000)).isFalse();
        assertThat(Machine.reaches(HOST, b.address, 5000)).isFalse();
    }

    /** ECS developer guide, "awsvpc network mode": a task has an address of its own and wears groups of its own, on whatever instance. */
    @Test
    void aTaskHasAWireOfItsOwnUnderItsOwnGroups() throws Exception {
        Node host = instance(0, group("hosts"));
        Node client = instance(1, group("clients"));
        NetworkInterface own =
                add(0, group("tasks", tcp(5000, 5000, anyone())), NetworkInterface.task(host.id, "arn:attachment"));
        apply();
        Machine task = new Machine();
        open.add(task);
        take(own, host, task);
        open.add(task.listen(own.privateAddress(), 5000));
        open.add(task.listen(own.privateAddress(), 5001));
        assertThat(client.machine.reaches(own.privateAddress(), 5000)).isTrue();
        assertThat(client.machine.reaches(own.privateAddress(), 5001)).isFalse();

        networks = networks();
        apply();
        assertThat(client.machine.reaches(own.privateAddress(), 5000))
                .as("a new server leaves the wire where it is")
                .isTrue();

        store.transact(tx -> {
            tx.delete(Ec2Tables.INTERFACES, own.id());
            return own;
        });
        apply();
        assertThat(task.run("ip", "-o", "link")).doesNotContain("eth0");
        assertThat(host.machine.run("ip", "-o", "link")).contains("eth0");
    }

    /** What the agent does with a task's wire. */
    private void take(NetworkInterface own, Node host, Machine task) throws Exception {
        String device = NetworkNames.taskDevice(own.id());
        assertThat(host.machine.run("ip", "-o", "link", "show", "dev", device)).contains(own.macAddress());
        host.machine.run("ip", "link", "set", device, "netns", Integer.toString(task.pid()));
        Subnet subnet = store.view().find(Ec2Tables.SUBNETS, own.subnetId()).orElseThrow();
        task.run("ip", "link", "set", device, "name", "eth0");
        task.run("ip", "addr", "add", own.privateAddress() + "/" + subnet.cidr().prefix(), "dev", "eth0");
        task.run("ip", "link", "set", "eth0", "up");
        task.run("ip", "route", "add", "default", "via", subnet.router(), "dev", "eth0");
    }

    @Test
    void aRuleByBlockAndPortAllowsJustThat() throws Exception {
        SecurityGroup clients = group("clients");
        Node client = instance(0, clients);
        Node other = instance(1, clients);
        Node server = instance(1, group("server", tcp(5000, 5001, ipv4(client.address + "/32"))));
        apply();
        listen(server, 5000);
        listen(server, 5001);
        listen(server, 5002);

        assertThat(client.machine.reaches(server.address, 5000)).isTrue();
        assertThat(client.machine.reaches(server.address, 5001)).isTrue();
        assertThat(client.machine.reaches(server.address, 5002)).isFalse();
        assertThat(other.machine.reaches(server.address, 5000)).isFalse();
    }

    @Test
    void aRuleByGroupFollowsItsMembers() throws Exception {
        SecurityGroup clients = group("clients");
        Node first = instance(0, clients);
        Node server = instance(1, group("server", tcp(5000, 5000, new Peer(Peer.Kind.GROUP, clients.id()))));
        Node late = instance(1, defaultGroup());
        apply();
        listen(server, 5000);
        assertThat(first.machine.reaches(server.address, 5000)).isTrue();
        assertThat(late.machine.reaches(server.address, 5000)).isFalse();

        wear(late, clients);

        assertThat(late.machine.reaches(server.address, 5000)).isTrue();
    }

    @Test
    void whatIsNotAllowedOutDoesNotLeave() throws Exception {
        SecurityGroup mute = group("mute");
        store.transact(tx -> {
            tx.update(Ec2Tables.SECURITY_GROUPS, mute.withRules(Direction.EGRESS, List.of(tcp(5001, 5001, anyone()))));
            return mute;
        });
        Node sender = instance(0, mute);
        Node server = instance(1, group("open", tcp(0, 65_535, anyone())));
        apply();
        listen(server, 5000);
        listen(server, 5001);

        assertThat(sender.machine.reaches(server.address, 5000)).isFalse();
        assertThat(sender.machine.reaches(server.address, 5001)).isTrue();
    }

    @Test
    void aRevokedRuleStopsAFlowingConnection() throws Exception {
        SecurityGroup group = group("server", tcp(5000, 5000, anyone()));
        Node client = instance(0, defaultGroup());
        Node server = instance(1, group);
        apply();
        ServerSocket listener = listen(server, 5000);
        Socket connection = client.machine.connect(server.address, 5000);
        open.add(connection);
        Socket accepted = listener.accept();
        open.add(accepted);
        accepted.setSoTimeout(700);
        connection.getOutputStream().write(1);
        assertThat(accepted.getInputStream().read()).isEqualTo(1);

        store.transact(tx -> {
            tx.update(Ec2Tables.SECURITY_GROUPS, group.withRules(Direction.INGRESS, List.of()));
            return group;
        });
        apply();
        connection.getOutputStream().write(2);

        assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(IOException.class);
    }

    @Test
    void aMountTargetAdmitsWhomItsGroupNames() throws Exception {
        // The post's rule: 2049 from the VPC's block; the host is outside of it.
        SecurityGroup efs = group("efs", tcp(2049, 2049, ipv4("172.31.0.0/16")));
        Node instance = instance(0, group("clients"));
        NetworkInterface target = mountTarget(1, efs);
        apply();
        open.add(Machine.listen(namespace(), target.privateAddress(), 2049));
        open.add(Machine.listen(namespace(), target.privateAddress(), 2050));

        assertThat(instance.machine.reaches(target.privateAddress(), 2049)).isTrue();
        assertThat(instance.machine.reaches(target.privateAddress(), 2050)).isFalse();
        assertThat(Machine.reaches(HOST, target.privateAddress(), 2049)).isFalse();

        store.transact(tx -> {
            tx.update(Ec2Tables.SECURITY_GROUPS, efs.withRules(Direction.INGRESS, List.of(tcp(2049, 2049, anyone()))));
            return efs;
        });
        apply();

        assertThat(Machine.reaches(HOST, target.privateAddress(), 2049)).isTrue();
    }

    /** Classic Load Balancers guide, "Configure security groups": its own group judges clients, the instances' groups judge it. */
    @Test
    void aLoadBalancerIsReachedByItsGroupsAndReachesWhoAdmitsIt() throws Exception {
        SecurityGroup balancers = group("balancers", tcp(80, 80, anyone()));
        Node client = instance(0, group("clients"));
        Node server = instance(1, group("web", tcp(8080, 8080, new Peer(Peer.Kind.GROUP, balancers.id()))));
        String address = balancer(0, balancers, "198.18.77.3");
        apply();
        open.add(Machine.listen(namespace(), address, 80));
        open.add(Machine.listen(namespace(), address, 81));
        listen(server, 8080);
        listen(server, 8081);

        assertThat(client.machine.reaches(address, 80)).isTrue();
        assertThat(client.machine.reaches(address, 81)).isFalse();
        assertThat(client.machine.reaches("198.18.77.3", 80)).isTrue();
        assertThat(Machine.reaches(HOST, "198.18.77.3", 80)).isTrue();
        assertThat(Machine.reaches(HOST, "198.18.77.3", 81)).isFalse();
        assertThat(client.machine.reaches(server.address, 8080)).isFalse();
        assertThat(Machine.reachesFrom(namespace(), address, server.address, 8080))
                .isTrue();
        assertThat(Machine.reachesFrom(namespace(), address, server.address, 8081))
                .isFalse();

        store.transact(tx -> {
            tx.update(
                    Ec2Tables.SECURITY_GROUPS,
                    balancers.withRules(Direction.EGRESS, List.of(tcp(8081, 8081, anyone()))));
            return balancers;
        });
        apply();

        assertThat(Machine.reachesFrom(namespace(), address, server.address, 8080))
                .as("what its group does not let out does not leave")
                .isFalse();
        assertThat(client.machine.reaches(address, 80)).as("answers do").isTrue();
    }

    @Test
    void servicesAnswerInstancesWhateverTheirGroupsAndNeverTheHost() throws Exception {
        SecurityGroup none = group("none");
        store.transact(tx -> {
            tx.update(Ec2Tables.SECURITY_GROUPS, none.withRules(Direction.EGRESS, List.of()));
            return none;
        });
        Node instance = instance(0, none);
        apply();
        for (String address : ServiceAddresses.in(vpc)) {
            open.add(Machine.listen(namespace(), address, 5300));

            assertThat(instance.machine.reaches(address, 5300)).as(address).isTrue();
        }
        assertThat(Machine.reaches(HOST, vpc.resolver(), 5300)).isFalse();
    }

    /** Else a connection is refused at once, which {@link Machine#reaches} throws. */
    @Test
    void whileNoServiceListensNobodyIsRefused() throws Exception {
        Node node = instance(0, defaultGroup());
        apply();
        assertThat(node.machine.reaches(ServiceAddresses.METADATA, 80)).isFalse();
        assertThat(node.machine.reaches(vpc.resolver(), 53)).isFalse();
    }

    @Test
    void aPublicAddressLeadsToItsInstanceAndTheInstanceOut() throws Exception {
        Node server = instance(0, group("web", tcp(5000, 5000, anyone())));
        setPublic(server, "198.18.77.1");
        Node hidden = instance(0, group("web too", tcp(5000, 5000, anyone())));
        apply();
        listen(server, 5000);
        listen(server, 5001);
        listen(hidden, 5000);

        assertThat(Machine.reaches(HOST, "198.18.77.1", 5000)).isTrue();
        assertThat(Machine.reaches(HOST, "198.18.77.1", 5001)).isFalse();
        assertThat(Machine.reaches(HOST, hidden.address, 5000))
                .as("the host routes the VPC")
                .isTrue();
        assertThat(hidden.machine.reaches("198.18.77.1", 5000))
                .as("from within the VPC")
                .isTrue();
    }

    @Test
    void nobodySendsFromAnAddressThatIsNotItsOwn() throws Exception {
        SecurityGroup clients = group("clients");
        Node honest = instance(0, clients);
        Node liar = instance(0, clients);
        Node server = instance(0, group("server", tcp(5000, 5000, ipv4(honest.address + "/32"))));
        apply();
        listen(server, 5000);
        liar.machine.run("ip", "addr", "del", liar.address + "/20", "dev", "eth0");
        liar.machine.run("ip", "addr", "replace", honest.address + "/20", "dev", "eth0");

        assertThat(liar.machine.reaches(server.address, 5000)).isFalse();
        assertThat(honest.machine.reaches(server.address, 5000)).isTrue();
    }

    @Test
    void anInstanceCannotBeginToTalkToTheHost() throws Exception {
        Node instance = instance(0, defaultGroup());
        setPublic(instance, "198.18.77.2");
        apply();
        open.add(Machine.listen(HOST, HostNetwork.HOST_SIDE, 5000));

        assertThat(instance.machine.reaches(HostNetwork.HOST_SIDE, 5000)).isFalse();
    }

    @Test
    void anotherProcessFindsTheWiresAndLeavesThemIn() throws Exception {
        Node a = instance(0, defaultGroup());
        Node b = instance(1, defaultGroup());
        apply();
        ServerSocket listener = listen(b, 5000);
        Socket connection = a.machine.connect(b.address, 5000);
        open.add(connection);
        Socket accepted = listener.accept();
        open.add(accepted);

        networks = networks();
        assertThat(apply()).isEqualTo(2);
        connection.getOutputStream().write(1);

        assertThat(accepted.getInputStream().read()).isEqualTo(1);
        assertThat(told).containsExactly("ready " + vpc.id(), "ready " + vpc.id());
    }

    @Test
    void aNewBootIsPluggedAgain() throws Exception {
        Node a = instance(0, defaultGroup());
        Node b = instance(1, defaultGroup());
        apply();
        b.machine.close();
        var again = new Machine();
        open.add(again);
        pids.put(b.id, again.pid());
        apply();
        open.add(again.listen(b.address, 5000));

        assertThat(a.machine.reaches(b.address, 5000)).isTrue();
    }

    @Test
    void aMachineThatDiedIsNotPluggedAndKeepsNobodyElseOut() throws Exception {
        Node dead = instance(0, defaultGroup());
        dead.machine.close();
        Node alive = instance(1, defaultGroup());

        assertThat(apply()).isEqualTo(1);
        assertThat(alive.machine.run("ip", "-o", "addr", "show", "eth0")).contains(alive.address);
    }

    @Test
    void theLastInterfaceTakesTheNetworkWithIt() throws Exception {
        Node a = instance(0, defaultGroup());
        apply();
        assertThat(LinuxVpc.namespaces()).contains(names.namespace(vpc.id()));

        store.transact(tx -> {
            tx.delete(Ec2Tables.INTERFACES, a.eni.id());
            return a;
        });
        apply();

        assertThat(LinuxVpc.namespaces()).doesNotContain(names.namespace(vpc.id()));
        assertThat(told).containsExactly("ready " + vpc.id(), "removed " + vpc.id());
    }

    @Test
    void vpcsOfTheSameBlockAreApart() throws Exception {
        SecurityGroup all = group("all", tcp(0, 65_535, anyone()));
        Node here = instance(0, all);
        apply();
        listen(here, 5000);
        vpc = store.transact(newVpc::createDefault);
        Node there = instance(0, group("all", tcp(0, 65_535, anyone())));
        Node theirs = instance(0, group("all too", tcp(0, 65_535, anyone())));
        assertThat(there.address).isEqualTo(here.address);
        apply();

        assertThatThrownBy(() -> theirs.machine.reaches(here.address, 5000))
                .as("the instance of this VPC answers, where nobody listens")
                .hasMessageContaining("refused");
    }

    @Test
    void vpcsReachEachOtherByPublicAddressesOnly() throws Exception {
        Node here = instance(0, group("all", tcp(0, 65_535, anyone())));
        setPublic(here, "198.18.250.1");
        vpc = store.transact(tx -> newVpc.create(tx, new Cidr("10.77.0.0/16"), false, Map.of()));
        store.transact(tx -> {
            var block = new Cidr("10.77.0.0/20");
            tx.insert(
                    Ec2Tables.SUBNETS,
                    new Subnet("subnet-1", vpc.id(), block, "us-east-1a", "use1-az1", false, false, 0, Map.of()));
            return tx;
        });
        Node other = instance(0, group("all too", tcp(0, 65_535, anyone())));
        vpc = store.transact(newVpc::createDefault);
        Node open = instance(0, group("all three", tcp(0, 65_535, anyone())));
        setPublic(open, "198.18.250.2");
        apply();
        listen(other, 5000);
        listen(open, 5000);

        assertThat(Machine.reaches(HOST, other.address, 5000)).as("it listens").isTrue();
        assertThat(here.machine.reaches(other.address, 5000)).isFalse();
        assertThat(here.machine.reaches("198.18.250.2", 5000)).isTrue();
    }

    /** VPC user guide, "NAT gateways": instances in private subnets connect outwards, and nobody can connect to them. */
    @Test
    void aNatGatewayLeadsAPrivateSubnetOutUnderItsOwnAddress() throws Exception {
        Node hidden = instance(1, group("hidden", tcp(0, 65_535, anyone())));
        NatGateway nat = natGateway(0, "198.18.77.9");
        leadOut(1, nat.id());
        Vpc home = vpc;
        vpc = store.transact(newVpc::createDefault);
        Node outside = instance(0, group("outside", tcp(5000, 5000, anyone())));
        setPublic(outside, "198.18.250.3");
        apply();
        vpc = home;
        ServerSocket listener = listen(outside, 5000);
        listen(hidden, 5000);

        open.add(hidden.machine.connect("198.18.250.3", 5000));
        Socket accepted = listener.accept();
        open.add(accepted);
        assertThat(accepted.getInetAddress().getHostAddress()).isEqualTo("198.18.77.9");
        assertThat(outside.machine.reaches("198.18.77.9", 5000)).isFalse();

        store.transact(tx -> {
            tx.update(Ec2Tables.NAT_GATEWAYS, nat.deleted(Instant.EPOCH));
            return nat;
        });
        apply();
        assertThat(hidden.machine.reaches("198.18.250.3", 5000)).isFalse();
    }

    private NatGateway natGateway(int zone, String address) {
        String id = Ec2Id.NAT_GATEWAY.next(random);
        NetworkInterface eni = add(zone, defaultGroup(), NetworkInterface.natGateway(id));
        return store.transact(tx -> {
            var nat = new NatGateway(
                    id,
                    "",
                    vpc.id(),
                    eni.subnetId(),
                    eni.id(),
                    eni.privateAddress(),
                    address,
                    "eipalloc-1",
                    Instant.EPOCH,
                    Optional.empty(),
                    Map.of());
            tx.update(Ec2Tables.INTERFACES, eni.withPublicAddress(Optional.of(address)));
            tx.insert(Ec2Tables.NAT_GATEWAYS, nat);
            return nat;
        });
    }

    /** A route table of a subnet's own, by which it leaves through a gateway. */
    private void leadOut(int zone, String gatewayId) {
        store.transact(tx -> {
            Subnet subnet = subnet(tx, zone);
            tx.insert(
                    Ec2Tables.ROUTE_TABLES,
                    new RouteTable(
                            Ec2Id.ROUTE_TABLE.next(random),
                            vpc.id(),
                            List.of(new RouteTable.Association("rtbassoc-1", Optional.of(subnet.id()))),
                            List.of(new RouteTable.Route(Routing.EVERYWHERE, gatewayId)),
                            Map.of()));
            return subnet;
        });
    }

    private record Node(String id, Machine machine, NetworkInterface eni, String address) {}

    private Networks networks() {
        return new LinuxNetworks(names, new VpcListeners() {
            @Override
            public void ready(VpcNamespace each) {
                told.add("ready " + each.vpcId());
            }

            @Override
            public void removed(VpcNamespace each) {
                told.add("removed " + each.vpcId());
            }
        });
    }

    private int apply() {
        return networks.apply(new NetworkPlanner(names).plan(store.view(), pids))
                .size();
    }

    private Path namespace() {
        return Namespaces.named(names.namespace(vpc.id()));
    }

    private ServerSocket listen(Node node, int port) throws Exception {
        ServerSocket listener = node.machine.listen(node.address, port);
        open.add(listener);
        listener.setSoTimeout(2000);
        return listener;
    }

    private Node instance(int zone, SecurityGroup group) throws IOException {
        String id = Ec2Id.INSTANCE.next(random);
        NetworkInterface eni = add(zone, group, NetworkInterface.instance(id));
        var machine = new Machine();
        open.add(machine);
        pids.put(id, machine.pid());
        return new Node(id, machine, eni, eni.privateAddress());
    }

    /** Its private address. */
    private String balancer(int zone, SecurityGroup group, String publicAddress) {
        NetworkInterface eni = add(zone, group, NetworkInterface.loadBalancer("web"));
        store.transact(tx -> {
            tx.update(Ec2Tables.INTERFACES, eni.withPublicAddress(Optional.of(publicAddress)));
            return eni;
        });
        return eni.privateAddress();
    }

    private NetworkInterface mountTarget(int zone, SecurityGroup group) {
        return add(zone, group, NetworkInterface.mountTarget("fs-1", "fsmt-1"));
    }

    private NetworkInterface add(int zone, SecurityGroup group, NetworkInterface.Owner owner) {
        return store.transact(tx -> {
            Subnet subnet = subnet(tx, zone);
            Subnet.Allocation got = subnet.allocate(
                            tx.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_SUBNET, subnet.id()))
                    .orElseThrow();
            tx.update(Ec2Tables.SUBNETS, got.after());
            NetworkInterface eni = NetworkInterface.in(subnet, got.address(), List.of(group.id()), owner, random);
            tx.insert(Ec2Tables.INTERFACES, eni);
            return eni;
        });
    }

    private Subnet subnet(ReadView view, int zone) {
        return view.by(Ec2Tables.SUBNETS, Ec2Tables.SUBNETS_BY_VPC, vpc.id()).stream()
                .filter(each -> each.availabilityZone().endsWith("abc".substring(zone, zone + 1)))
                .findFirst()
                .orElseThrow();
    }

    private void setPublic(Node node, String address) {
        store.transact(tx -> {
            tx.update(Ec2Tables.INTERFACES, node.eni.withPublicAddress(Optional.of(address)));
            return node;
        });
    }

    private void wear(Node node, SecurityGroup group) {
        store.transact(tx -> {
            tx.update(Ec2Tables.INTERFACES, node.eni.withSecurityGroups(List.of(group.id())));
            return node;
        });
        apply();
    }

    private SecurityGroup defaultGroup() {
        return store.view().by(Ec2Tables.SECURITY_GROUPS, Ec2Tables.SECURITY_GROUPS_BY_VPC, vpc.id()).stream()
                .filter(SecurityGroup::isDefault)
                .findFirst()
                .orElseThrow();
    }

    private SecurityGroup group(String name, SecurityGroupRule... ingress) {
        var group = new SecurityGroup(
                Ec2Id.SECURITY_GROUP.next(random),
                name,
                name,
                vpc.id(),
                List.of(ingress),
                List.of(newVpc.everythingOut()),
                Map.of());
        return store.transact(tx -> {
            tx.insert(Ec2Tables.SECURITY_GROUPS, group);
            return group;
        });
    }

    private SecurityGroupRule tcp(int from, int to, Peer peer) {
        return new SecurityGroupRule(Ec2Id.SECURITY_GROUP_RULE.next(random), "tcp", from, to, peer, "", Map.of());
    }

    private static Peer ipv4(String block) {
        return new Peer(Peer.Kind.IPV4, block);
    }

    private static Peer anyone() {
        return ipv4("0.0.0.0/0");
    }
}
