package io.moorage.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.autoscaling.loop.GroupLoop;
import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.dispatch.LocalCalls;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CreateAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.CreateLaunchConfigurationType;
import io.moorage.cloudwatch.AlarmActionKinds;
import io.moorage.cloudwatch.AlarmActions;
import io.moorage.cloudwatch.CloudWatchControlPlane;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.Ec2ControlPlane;
import io.moorage.ec2.catalog.OwnImages;
import io.moorage.ec2.instance.SimulatedInstanceDriver;
import io.moorage.ec2.network.SimulatedNetworks;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.StateReason;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Auto Scaling over EC2's own actions on a manual clock, with machines that do what they are told when they are asked to. */
public final class AutoScalingWorld {
    public static final String ACCOUNT = "123456789012";
    public static final String REGION = "us-east-1";
    private static final int MOST_ROUNDS = 1000;
    private static final Ec2Config EC2 = Ec2Config.of("moorage", ACCOUNT, REGION);

    /** When the next thing happens. */
    public Instant now = Instant.parse("2026-11-22T18:00:00Z");

    /** False leaves instances pending. */
    public boolean booting = true;

    /** What the load balancers hold for out of service. */
    public final Set<String> outOfService = new HashSet<>();

    public final MemoryStore store = new MemoryStore();
    public final Random random;
    public final AutoScalingConfig config = new AutoScalingConfig(ACCOUNT, REGION, EC2.zones());
    public final MetricStore metrics = MetricStore.inMemory();
    public final AutoScalingControlPlane plane;
    private final Ec2ControlPlane ec2;
    private final LocalCalls calls;
    private final List<Action<?, ?>> actions;
    private GroupLoop loop;

    public AutoScalingWorld(long seed) {
        this.random = new Random(seed);
        this.ec2 = new Ec2ControlPlane(
                store, () -> now, random, EC2, new SimulatedInstanceDriver(), new SimulatedNetworks());
        ec2.prepare();
        var cloudWatch = new CloudWatchControlPlane(new CloudWatchControlPlane.Parts(
                store, metrics, Map.of(), new AlarmActionKinds(List.of(new PolicyKind())), () -> now));
        this.calls = new LocalCalls(
                Stream.concat(ec2.actions().stream(), cloudWatch.actions().stream())
                        .toList(),
                query -> Authorizer.Allowed.ALLOWED,
                "autoscaling.amazonaws.com",
                ACCOUNT,
                REGION,
                () -> now,
                () -> "request");
        this.plane = new AutoScalingControlPlane(
                new AutoScalingControlPlane.Parts(config, store, calls, this::outOfService, () -> now, random));
        this.actions = plane.actions();
        this.loop = loop(store, calls);
    }

    private Set<String> outOfService(ReadView view, List<String> names) {
        return outOfService;
    }

    public GroupLoop loop(Store on, Calls through) {
        return new GroupLoop(on, through, config, this::outOfService, () -> now, random);
    }

    public Calls calls() {
        return calls;
    }

    /** From now on this loop takes the steps. */
    public void use(GroupLoop other) {
        loop = other;
    }

    public String image() {
        return OwnImages.id(REGION);
    }

    /** The default subnet of a zone, such as {@code a}. */
    public String subnet(String zone) {
        return store.view().all(Ec2Tables.SUBNETS).stream()
                .filter(each -> each.availabilityZone().equals(REGION + zone))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Calls the action that implements {@code operation}. */
    @SuppressWarnings("unchecked") // the action's operation is this one, which carries its types
    public <I, O> O call(Operation<I, O> operation, I input) {
        Action<I, O> action = (Action<I, O>) actions.stream()
                .filter(each -> each.operation().equals(operation))
                .findFirst()
                .orElseThrow();
        return action.handle(
                input,
                new RequestContext(Principal.root(ACCOUNT), ACCOUNT, REGION, "request", "127.0.0.1", false, now));
    }

    public <I, O> O ec2(Operation<I, O> operation, I input) {
        return calls.call(operation, input, Principal.root(ACCOUNT));
    }

    /** Expects {@code call} to be refused so, and to leave nothing behind. */
    public void refused(String code, String message, Runnable call) {
        long before = store.view().revision();
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsException.class, refusal -> {
            assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
            assertThat(refusal.getMessage()).contains(message);
        });
        assertThat(store.view().revision()).as("nothing is written").isEqualTo(before);
    }

    public void launchConfiguration(String name) {
        call(
                AutoscalingOperations.CREATE_LAUNCH_CONFIGURATION,
                CreateLaunchConfigurationType.builder()
                        .launchConfigurationName(name)
                        .imageId(image())
                        .instanceType("t3.micro")
                        .build());
    }

    /** A request for a group in zones a and b, from the launch configuration {@code lc}. */
    public CreateAutoScalingGroupType.Builder group(String name, int min, int max, int desired) {
        return CreateAutoScalingGroupType.builder()
                .autoScalingGroupName(name)
                .launchConfigurationName("lc")
                .minSize(min)
                .maxSize(max)
                .desiredCapacity(desired)
                .vpcZoneIdentifier(subnet("a") + "," + subnet("b"));
    }

    public void create(CreateAutoScalingGroupType.Builder group) {
        call(AutoscalingOperations.CREATE_AUTO_SCALING_GROUP, group.build());
    }

    public AutoScalingGroup row(String group) {
        return store.view().find(AutoScalingTables.GROUPS, group).orElseThrow();
    }

    public List<GroupInstance> members(String group) {
        return List.copyOf(store.view().by(AutoScalingTables.INSTANCES, AutoScalingTables.INSTANCES_BY_GROUP, group));
    }

    public List<ScalingActivity> activities() {
        return List.copyOf(store.view().all(AutoScalingTables.ACTIVITIES));
    }

    /** One step of the loop. */
    public void step() {
        Duration ignored = loop.step();
    }

    /** Steps of the loop and of the machines until nothing changes. */
    public void settle() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            long before = store.view().revision();
            step();
            machines();
            if (store.view().revision() == before) {
                return;
            }
        }
        throw new AssertionError("does not settle");
    }

    /** Machines boot, and end. */
    public void machines() {
        for (Instance each : List.copyOf(store.view().all(Ec2Tables.INSTANCES))) {
            if (each.state() == InstanceState.PENDING && booting) {
                put(each.running(now));
            } else if (each.state() == InstanceState.SHUTTING_DOWN) {
                put(each.terminated(now));
            }
        }
    }

    /** Its machine loses power. */
    public void kill(String id) {
        put(store.view().find(Ec2Tables.INSTANCES, id).orElseThrow().stopped(Optional.of(StateReason.LOST_POWER), now));
    }

    private void put(Instance row) {
        store.transact(tx -> {
            tx.update(Ec2Tables.INSTANCES, row);
            return row;
        });
    }

    /** Scaling policies are actions of alarms; nobody evaluates alarms here. */
    private record PolicyKind() implements AlarmActions {
        @Override
        public boolean supports(String actionArn) {
            return ScalingPolicies.isPolicy(actionArn);
        }

        @Override
        public boolean repeats(String actionArn) {
            return true;
        }

        @Override
        public void perform(String actionArn, Notice notice) {
            throw new UnsupportedOperationException(actionArn);
        }
    }
}
