package io.moorage.ec2.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.ec2.TestEc2;
import io.moorage.ec2.dns.DnsAnswer.Address;
import io.moorage.ec2.dns.DnsAnswer.Elsewhere;
import io.moorage.ec2.dns.DnsAnswer.NoData;
import io.moorage.ec2.dns.DnsAnswer.NoSuchName;
import io.moorage.ec2.dns.DnsAnswer.Pointer;
import io.moorage.ec2.network.ServiceAddresses;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.MountTarget;
import io.moorage.model.elb.Attributes;
import io.moorage.model.elb.HealthCheck;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EfsTables;
import io.moorage.store.ElbTables;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Names in a VPC (VPC user guide, "DNS attributes"; EFS user guide, "Mounting with a DNS name"). */
@NullUnmarked // Members of answers may be null by their model; one that is missing fails its test.
class VpcNamesTest {
    private static final String FILE_SYSTEM = "fs-0123456789abcdef0";

    private final TestEc2 ec2 = new TestEc2();
    private final VpcNames names = new VpcNames(TestEc2.CONFIG);
    private String asking = "";
    private String publicName = "";

    @BeforeEach
    void oneInstanceAndOneMountTarget() {
        Subnet zoneA = ec2.subnets().getFirst();
        var instance =
                ec2.run(request -> request.subnetId(zoneA.id())).instances().getFirst();
        asking = String.valueOf(instance.privateIpAddress());
        publicName = String.valueOf(instance.publicDnsName());
        ec2.store.transact(tx -> {
            tx.insert(
                    EfsTables.MOUNT_TARGETS,
                    new MountTarget(
                            "fsmt-1",
                            FILE_SYSTEM,
                            ec2.vpc().id(),
                            zoneA.id(),
                            "us-east-1a",
                            "use1-az1",
                            "172.31.0.77",
                            "eni-1",
                            LifeCycleState.AVAILABLE));
            return tx;
        });
    }

    /** Classic Load Balancers guide, "DNS name": public addresses where it faces the internet, private ones where it does not. */
    @Test
    void aLoadBalancerIsAllOfItsAddresses() {
        String name = "web-0123456789.us-east-1.elb.amazonaws.com";
        Subnet zoneA = ec2.subnets().getFirst();
        ec2.store.transact(tx -> {
            tx.insert(ElbTables.LOAD_BALANCERS, balancer("web", name));
            tx.insert(Ec2Tables.INTERFACES, card(zoneA, "172.31.0.80", Optional.of("198.18.0.80")));
            tx.insert(Ec2Tables.INTERFACES, card(zoneA, "172.31.0.81", Optional.empty()));
            return tx;
        });
        assertThat(a(name)).isInstanceOfSatisfying(DnsAnswer.Addresses.class, found -> assertThat(found.ipv4())
                .containsExactlyInAnyOrder("198.18.0.80", "172.31.0.81"));
        assertThat(a("dualstack." + name)).isEqualTo(a(name));
        assertThat(ask(name, Type.AAAA)).isEqualTo(new NoData());
        assertThat(a("no-0123456789.us-east-1.elb.amazonaws.com")).isEqualTo(new NoSuchName());
    }

    private LoadBalancer balancer(String name, String dnsName) {
        return new LoadBalancer(
                name,
                dnsName,
                ec2.vpc().id(),
                LoadBalancer.Scheme.INTERNET_FACING,
                Instant.EPOCH,
                List.of(),
                List.of(),
                List.of(),
                HealthCheck.ofPort(80),
                Attributes.DEFAULT,
                List.of(),
                List.of(),
                Map.of());
    }

    private static NetworkInterface card(Subnet subnet, String address, Optional<String> publicAddress) {
        return NetworkInterface.in(
                        subnet,
                        address,
                        List.of(),
                        NetworkInterface.loadBalancer("web"),
                        new Random(address.hashCode()))
                .withPublicAddress(publicAddress);
    }

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    void aFileSystemIsItsMountTargetInTheZoneNamedOrOfWhoAsks() {
        String name = FILE_SYSTEM + ".efs.us-east-1.amazonaws.com";
        assertThat(a("us-east-1a." + name)).isEqualTo(new Address("172.31.0.77"));
        assertThat(a("US-EAST-1A." + name)).isEqualTo(new Address("172.31.0.77"));
        assertThat(a(name)).isEqualTo(new Address("172.31.0.77"));
        assertThat(a("us-east-1b." + name)).isEqualTo(new NoSuchName());
        assertThat(a("fs-00000000000000000.efs.us-east-1.amazonaws.com")).isEqualTo(new NoSuchName());
        assertThat(names.resolve(ec2.store.view(), ec2.vpc().id(), "172.31.32.9", name, Type.A))
                .as("asked from no zone")
                .isEqualTo(new NoSuchName());
        assertThat(ask(name, Type.AAAA)).isEqualTo(new NoData());
    }

    @Test
    void instancesHavePrivateNamesBothWays() {
        String name = "ip-" + asking.replace('.', '-') + ".ec2.internal";
        assertThat(a(name)).isEqualTo(new Address(asking));
        assertThat(a("ip-10-0-0-1.ec2.internal")).isEqualTo(new NoSuchName());
        assertThat(a("ip-172-31-0-999.ec2.internal")).isEqualTo(new NoSuchName());
        assertThat(ask("4.0.31.172.in-addr.arpa", Type.PTR)).isEqualTo(new Pointer(name));
        assertThat(ask("5.0.31.172.in-addr.arpa", Type.PTR)).isEqualTo(new NoSuchName());
        assertThat(ask("8.8.8.8.in-addr.arpa", Type.PTR)).isEqualTo(new Elsewhere());
        assertThat(a(publicName)).isEqualTo(new Address(asking));
    }

    /** The host stands outside: public names are public addresses, any mount target will do, and nothing is asked elsewhere. */
    @Test
    void theHostKnowsTheNamesOfAllVpcs() {
        VpcResolver host = new VpcResolver(ec2.store, new HostNames(TestEc2.CONFIG), Upstream.none());
        String fileSystem = FILE_SYSTEM + ".efs.us-east-1.amazonaws.com";
        String open = publicName.replaceFirst("\\..*", "").replace("ec2-", "").replace('-', '.');
        assertThat(host.address(fileSystem)).contains("172.31.0.77");
        assertThat(host.address("us-east-1a." + fileSystem)).contains("172.31.0.77");
        assertThat(host.address("us-east-1b." + fileSystem)).isEmpty();
        assertThat(host.address(publicName)).contains(open);
        assertThat(host.address("ip-" + asking.replace('.', '-') + ".ec2.internal"))
                .contains(asking);
        assertThat(host.address("ecs.us-east-1.amazonaws.com")).isEmpty();
        assertThat(host.address("example.org")).isEmpty();
    }

    @Test
    void awssEndpointsAreHereAndTheRestIsElsewhere() {
        var here = new Address(ServiceAddresses.ENDPOINT);
        assertThat(a("ecs.us-east-1.amazonaws.com")).isEqualTo(here);
        assertThat(a("elasticfilesystem.us-east-1.amazonaws.com")).isEqualTo(here);
        assertThat(a("iam.amazonaws.com")).isEqualTo(here);
        assertThat(a("sts.amazonaws.com")).isEqualTo(here);
        assertThat(a("bucket.s3.amazonaws.com")).isEqualTo(new Elsewhere());
        assertThat(a("ecs.eu-west-1.amazonaws.com")).isEqualTo(new Elsewhere());
        assertThat(a("example.org")).isEqualTo(new Elsewhere());
    }

    /** S3 user guide, "Virtual hosting of general purpose buckets": what is not here may be AWS's own. */
    @Test
    void aBucketThatIsHereIsFoundByItsOwnName() {
        VpcNames withBucket = new VpcNames(TestEc2.CONFIG, "logs"::equals);
        var here = new Address(ServiceAddresses.ENDPOINT);
        assertThat(a(withBucket, "logs.s3.us-east-1.amazonaws.com")).isEqualTo(here);
        assertThat(a(withBucket, "logs.s3.amazonaws.com")).isEqualTo(here);
        assertThat(a(withBucket, "other.s3.us-east-1.amazonaws.com")).isEqualTo(new Elsewhere());
        assertThat(a(withBucket, "s3.us-east-1.amazonaws.com")).isEqualTo(new Elsewhere());
    }

    @Test
    void messagesAreAnswered() throws IOException {
        Message found = send(query("iam.amazonaws.com.", Type.A));
        assertThat(found.getSection(Section.ANSWER)).singleElement().asString().endsWith(ServiceAddresses.ENDPOINT);
        assertThat(send(query("us-east-1b." + FILE_SYSTEM + ".efs.us-east-1.amazonaws.com.", Type.A))
                        .getRcode())
                .isEqualTo(Rcode.NXDOMAIN);
        assertThat(send(query("example.org.", Type.A)).getRcode())
                .as("nobody outside answers")
                .isEqualTo(Rcode.SERVFAIL);
        assertThat(send(new Message(7)).getRcode()).as("no question").isEqualTo(Rcode.FORMERR);
    }

    @Test
    void garbageIsRefusedOrIgnored() throws IOException {
        var resolver = resolver();
        assertThat(resolver.answer(new byte[3], ec2.vpc().id(), asking, 512)).isEmpty();
        byte[] broken = {1, 2, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 63};
        assertThat(new Message(resolver.answer(broken, ec2.vpc().id(), asking, 512)
                                .orElseThrow())
                        .getRcode())
                .isEqualTo(Rcode.FORMERR);
        Message answer = send(query("iam.amazonaws.com.", Type.A));
        assertThat(resolver.answer(answer.toWire(), ec2.vpc().id(), asking, 512))
                .as("an answer is no question")
                .isEqualTo(Optional.empty());
    }

    private Message send(Message query) throws IOException {
        return new Message(
                resolver().answer(query.toWire(), ec2.vpc().id(), asking, 512).orElseThrow());
    }

    private VpcResolver resolver() {
        return new VpcResolver(ec2.store, names, Upstream.none());
    }

    private static Message query(String name, int type) {
        return Message.newQuery(Record.newRecord(Name.fromConstantString(name), type, DClass.IN));
    }

    private DnsAnswer a(VpcNames known, String name) {
        return known.resolve(ec2.store.view(), ec2.vpc().id(), asking, name, Type.A);
    }

    private DnsAnswer a(String name) {
        return ask(name, Type.A);
    }

    private DnsAnswer ask(String name, int type) {
        return names.resolve(ec2.store.view(), ec2.vpc().id(), asking, name, type);
    }
}
