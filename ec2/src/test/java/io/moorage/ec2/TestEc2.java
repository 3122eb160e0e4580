package io.moorage.ec2;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeInstancesRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Filter;
import io.moorage.awsmodels.ec2.Instance;
import io.moorage.awsmodels.ec2.Reservation;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.ec2.catalog.OwnImages;
import io.moorage.ec2.instance.SimulatedInstanceDriver;
import io.moorage.ec2.network.SimulatedNetworks;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import io.moorage.store.memory.MemoryStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A whole EC2 over a store in memory, with machines and networks that do at once what they are told. */
public final class TestEc2 implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    public static final Ec2Config CONFIG = Ec2Config.of("moorage", "123456789012", "us-east-1");

    public final MemoryStore store = new MemoryStore();
    public final SimulatedInstanceDriver driver = new SimulatedInstanceDriver();
    public final String image = OwnImages.id(CONFIG.region());
    public final Ec2ControlPlane plane =
            new Ec2ControlPlane(store, () -> NOW, new Random(42), CONFIG, driver, new SimulatedNetworks());
    private boolean started;

    public TestEc2() {
        plane.prepare();
    }

    /** Runs the loop, too. */
    public TestEc2 start() {
        plane.start();
        started = true;
        return this;
    }

    @SuppressWarnings("unchecked") // An operation's action takes and gives what the operation says.
    public <I, O> O call(Operation<I, O> operation, I input) {
        Action<I, O> action = (Action<I, O>) plane.actions().stream()
                .filter(each -> each.operation().name().equals(operation.name()))
                .findFirst()
                .orElseThrow();
        var context = new RequestContext(
                Principal.root(CONFIG.accountId()),
                CONFIG.accountId(),
                CONFIG.region(),
                "request",
                "127.0.0.1",
                false,
                NOW);
        return action.handle(input, context);
    }

    /** The call must be refused with this code. */
    public <I> void refuses(String code, Operation<I, ?> operation, I input) {
        assertThatThrownBy(() -> call(operation, input))
                .as(operation.name() + " " + input)
                .isInstanceOfSatisfying(AwsException.class, e -> org.assertj.core.api.Assertions.assertThat(e.code())
                        .isEqualTo(code));
    }

    public Reservation run(Consumer<RunInstancesRequest.Builder> more) {
        return call(Ec2Operations.RUN_INSTANCES, request(more));
    }

    public RunInstancesRequest request(Consumer<RunInstancesRequest.Builder> more) {
        var builder = RunInstancesRequest.builder().imageId(image).minCount(1).maxCount(1);
        more.accept(builder);
        return builder.build();
    }

    public Instance describe(String id) {
        return call(
                        Ec2Operations.DESCRIBE_INSTANCES,
                        DescribeInstancesRequest.builder()
                                .instanceIds(List.of(id))
                                .build())
                .reservations()
                .getFirst()
                .instances()
                .getFirst();
    }

    public Vpc vpc() {
        return store.view().all(Ec2Tables.VPCS).stream()
                .filter(Vpc::isDefault)
                .findFirst()
                .orElseThrow();
    }

    /** The default subnets, by zone. */
    public List<Subnet> subnets() {
        return store.view().by(Ec2Tables.SUBNETS, Ec2Tables.SUBNETS_BY_VPC, vpc().id()).stream()
                .sorted(Comparator.comparing(Subnet::availabilityZone))
                .toList();
    }

    public SecurityGroup defaultGroup() {
        return store.view().by(Ec2Tables.SECURITY_GROUPS, Ec2Tables.SECURITY_GROUPS_BY_VPC, vpc().id()).stream()
                .filter(SecurityGroup::isDefault)
                .findFirst()
                .orElseThrow();
    }

    public static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(List.of(values)).build();
    }

    @Override
    public void close() {
        if (started) {
            plane.close();
        }
        store.close();
    }
}
