package io.moorage.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.dispatch.LocalCalls;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.awsmodels.elb.CreateAccessPointInput;
import io.moorage.awsmodels.elb.DescribeEndPointStateInput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.Instance;
import io.moorage.awsmodels.elb.Listener;
import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.Ec2ControlPlane;
import io.moorage.ec2.address.PublicAddresses;
import io.moorage.ec2.catalog.OwnImages;
import io.moorage.ec2.instance.SimulatedInstanceDriver;
import io.moorage.ec2.network.SimulatedNetworks;
import io.moorage.elb.action.Elb;
import io.moorage.elb.action.ElbActions;
import io.moorage.elb.loop.BalancerLoop;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.StateReason;
import io.moorage.store.Ec2Tables;
import io.moorage.store.memory.MemoryStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Elastic Load Balancing over EC2's own actions on a manual clock, with balancers that carry nothing. */
final class ElbWorld {
    static final String ACCOUNT = "123456789012";
    static final String CERTIFICATE = "arn:aws:iam::123456789012:server-certificate/here";
    private static final String REGION = "us-east-1";
    private static final Ec2Config EC2 = Ec2Config.of("moorage", ACCOUNT, REGION);

    Instant now = Instant.parse("2026-11-22T18:00:00Z");
    final MemoryStore store = new MemoryStore();
    final FakeBalancers balancers = new FakeBalancers();
    private final BalancerLoop loop;
    private final LocalCalls calls;

    ElbWorld() {
        Random random = new Random(7);
        var ec2 = new Ec2ControlPlane(
                store, () -> now, random, EC2, new SimulatedInstanceDriver(), new SimulatedNetworks());
        ec2.prepare();
        Certificates certificates = (view, arn) ->
                Optional.of(arn).filter(CERTIFICATE::equals).map(each -> new Certificates.Certificate("chain", "key"));
        List<Action<?, ?>> elb = ElbActions.all(new Elb(
                store, new ElbConfig(ACCOUNT, REGION), tx -> PublicAddresses.allocate(tx, EC2), certificates, random));
        this.loop = new BalancerLoop(store, balancers, certificates, () -> now);
        this.calls = new LocalCalls(
                Stream.concat(ec2.actions().stream(), elb.stream()).toList(),
                query -> Authorizer.Allowed.ALLOWED,
                "elasticloadbalancing.amazonaws.com",
                ACCOUNT,
                REGION,
                () -> now,
                () -> "request");
    }

    <I, O> O call(Operation<I, O> operation, I input) {
        return calls.call(operation, input, Principal.root(ACCOUNT));
    }

    /** Expects the call to be refused so, and to leave nothing behind. */
    void refused(String code, String message, Runnable call) {
        long before = store.view().revision();
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsException.class, refusal -> {
            assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
            assertThat(refusal.getMessage()).contains(message);
        });
        assertThat(store.view().revision()).as("nothing is written").isEqualTo(before);
    }

    static Listener tcp(int port, int instancePort) {
        return Listener.builder()
                .protocol("TCP")
                .loadBalancerPort(port)
                .instancePort(instancePort)
                .build();
    }

    /** In zones a and b of the default VPC. */
    CreateAccessPointInput.Builder request(String name) {
        return CreateAccessPointInput.builder()
                .loadBalancerName(name)
                .subnets(List.of(subnet("a"), subnet("b")))
                .listeners(List.of(tcp(3306, 3306)));
    }

    String create(String name) {
        return String.valueOf(
                call(ElbOperations.CREATE_LOAD_BALANCER, request(name).build()).dnsName());
    }

    /** The default subnet of a zone, such as {@code a}. */
    String subnet(String zone) {
        return store.view().all(Ec2Tables.SUBNETS).stream()
                .filter(each -> each.availabilityZone().equals(REGION + zone))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** An instance that runs. */
    String instance(String zone) {
        String id = String.valueOf(call(
                        Ec2Operations.RUN_INSTANCES,
                        RunInstancesRequest.builder()
                                .imageId(OwnImages.id(REGION))
                                .instanceType("t3.micro")
                                .minCount(1)
                                .maxCount(1)
                                .subnetId(subnet(zone))
                                .build())
                .instances()
                .getFirst()
                .instanceId());
        put(row(id).running(now));
        return id;
    }

    private io.moorage.model.ec2.Instance row(String id) {
        return store.view().find(Ec2Tables.INSTANCES, id).orElseThrow();
    }

    /** Its machine loses power. */
    void kill(String id) {
        put(row(id).stopped(Optional.of(StateReason.LOST_POWER), now));
    }

    void terminate(String id) {
        put(row(id).shuttingDown(StateReason.USER_SHUTDOWN, now));
    }

    private void put(io.moorage.model.ec2.Instance row) {
        store.transact(tx -> {
            tx.update(Ec2Tables.INSTANCES, row);
            if (row.state() == InstanceState.TERMINATED) {
                tx.delete(Ec2Tables.INTERFACES, row.networkInterfaceId());
            }
            return row;
        });
    }

    void step() throws InterruptedException {
        var _ = loop.step();
    }

    Collection<NetworkInterface> interfaces(String name) {
        return store.view()
                .by(
                        Ec2Tables.INTERFACES,
                        Ec2Tables.INTERFACES_BY_OWNER,
                        NetworkInterface.loadBalancer(name).resourceId());
    }

    static List<Instance> shapes(String... ids) {
        return Stream.of(ids)
                .map(each -> Instance.builder().instanceId(each).build())
                .toList();
    }

    /** Each instance with its state and what is said of it. */
    List<String> health(String name) {
        return call(
                        ElbOperations.DESCRIBE_INSTANCE_HEALTH,
                        DescribeEndPointStateInput.builder()
                                .loadBalancerName(name)
                                .build())
                .instanceStates()
                .stream()
                .map(each ->
                        each.instanceId() + " " + each.state() + " " + each.reasonCode() + " " + each.description())
                .toList();
    }
}
