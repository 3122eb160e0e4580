package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.autoscaling.AutoScalingConfig;
import io.moorage.autoscaling.AutoScalingControlPlane;
import io.moorage.autoscaling.LoadBalancers;
import io.moorage.autoscaling.loop.GroupLoop;
import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.dispatch.LocalCalls;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.CreateStackInput;
import io.moorage.awsmodels.cloudformation.DeleteStackInput;
import io.moorage.awsmodels.cloudformation.UpdateStackInput;
import io.moorage.cloudformation.action.CloudFormationActions;
import io.moorage.cloudformation.engine.Account;
import io.moorage.cloudformation.engine.ResourceCalls;
import io.moorage.cloudformation.engine.StackDecider;
import io.moorage.cloudformation.engine.StackLoop;
import io.moorage.cloudformation.engine.Templates;
import io.moorage.cloudformation.resource.ResourceTypes;
import io.moorage.cloudformation.types.AllTypes;
import io.moorage.cloudwatch.AlarmActionKinds;
import io.moorage.cloudwatch.CloudWatchControlPlane;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.Ec2ControlPlane;
import io.moorage.ec2.catalog.OwnImages;
import io.moorage.ec2.instance.SimulatedInstanceDriver;
import io.moorage.ec2.network.SimulatedNetworks;
import io.moorage.iam.IamConfig;
import io.moorage.iam.IamControlPlane;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackEvent;
import io.moorage.model.cloudformation.StackStatus;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.NatGateway;
import io.moorage.ssm.PublicParameters;
import io.moorage.ssm.action.SsmActions;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.SsmTables;
import io.moorage.store.Table;
import io.moorage.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Stacks of real types over the services' own actions: the control plane dies before or after any call that it makes, and another
 * goes on with nothing but the store. The judge is the same life without deaths. {@code -Dmoorage.test.stackLives=N} plays more.
 */
final class StackConvergenceTest {
    private static final int LIVES = Integer.getInteger("moorage.test.stackLives", 15);
    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "us-east-1";
    private static final Ec2Config EC2 = Ec2Config.of("moorage", ACCOUNT, REGION);

    private static final String TEMPLATE = """
            Resources:
              Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.9.0.0/16, EnableDnsHostnames: true}}
              Open: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.9.0.0/24, MapPublicIpOnLaunch: true}}
              Closed: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.9.1.0/24}}
              Gateway: {Type: 'AWS::EC2::InternetGateway'}
              Attached: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}
              Routes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
              WayOut: {Type: 'AWS::EC2::Route', DependsOn: Attached, Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
              Table: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref Open, RouteTableId: !Ref Routes}}
              Address: {Type: 'AWS::EC2::EIP', DependsOn: Attached, Properties: {Domain: vpc}}
              Nat: {Type: 'AWS::EC2::NatGateway', Properties: {SubnetId: !Ref Open, AllocationId: !GetAtt Address.AllocationId}}
              Firewall: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: g, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: '22', ToPort: '22', CidrIp: CIDR}]}}
              Peers: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {GroupId: !Ref Firewall, IpProtocol: '-1', SourceSecurityGroupId: !Ref Firewall}}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: [ec2.amazonaws.com]}, Action: ['sts:AssumeRole']}]}
                  Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: ['ecs:*'], Resource: '*'}]}}]
              Profile: {Type: 'AWS::IAM::InstanceProfile', Properties: {Roles: [!Ref Role]}}
              Made:
                Type: AWS::AutoScaling::LaunchConfiguration
                Properties: {ImageId: IMAGE, InstanceType: SIZE, SecurityGroups: [!Ref Firewall], IamInstanceProfile: !Ref Profile}
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                DependsOn: WayOut
                Properties: {VPCZoneIdentifier: [!Ref Open], LaunchConfigurationName: !Ref Made, MinSize: 1, MaxSize: 3, DesiredCapacity: 2}
                UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 2, PauseTime: PT1M, SuspendProcesses: [AZRebalance]}}
              Out: {Type: 'AWS::AutoScaling::ScalingPolicy', Properties: {AutoScalingGroupName: !Ref Group, AdjustmentType: ChangeInCapacity, ScalingAdjustment: 1}}
              Night: {Type: 'AWS::AutoScaling::ScheduledAction', Properties: {AutoScalingGroupName: !Ref Group, DesiredCapacity: 2, Recurrence: '0 3 * * *'}}
              Hook: {Type: 'AWS::AutoScaling::LifecycleHook', Properties: {AutoScalingGroupName: !Ref Group, LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING', HeartbeatTimeout: 30, DefaultResult: CONTINUE}}
              Name: {Type: 'AWS::SSM::Parameter', Properties: {Type: String, Value: !Ref Group}}
            """;

    private static String template(String size, String cidr, String more) {
        return TEMPLATE.replace("SIZE", size).replace("CIDR", cidr).replace("IMAGE", OwnImages.id(REGION)) + more;
    }

    /** Fails when all the rest is done. */
    private static final String FAILING =
            "  Broken: {Type: 'AWS::SSM::Parameter', DependsOn: [Name, Hook, Nat], Properties: {Type: String, Value: ''}}\n";

    private record Life(List<String> templates) {
        static Life of(Random random) {
            List<String> templates = new ArrayList<>();
            templates.add(template("t3.micro", "10.0.0.0/8", random.nextInt(5) == 0 ? FAILING : ""));
            for (int i = 0; i < random.nextInt(3); i++) {
                templates.add(template(
                        random.nextBoolean() ? "t3.small" : "t3.micro",
                        random.nextBoolean() ? "10.0.0.0/8" : "10.1.0.0/16",
                        random.nextInt(3) == 0 ? FAILING : ""));
            }
            return new Life(templates);
        }
    }

    private record End(List<StackStatus> statuses, List<Map<String, Integer>> inventories) {}

    @Test
    void nothingIsLeakedOrDoubledWheneverTheControlPlaneDies() {
        Set<StackStatus> ends = new HashSet<>();
        for (int seed = 0; seed < LIVES; seed++) {
            Life life = Life.of(new Random(seed));
            End undisturbed = new World(new Random(0), 0).live(life);
            End disturbed = new World(new Random(-seed), 8).live(life);
            assertThat(disturbed).as("seed %d", seed).isEqualTo(undisturbed);
            ends.addAll(undisturbed.statuses());
        }
        assertThat(ends)
                .as("lives go every way")
                .contains(
                        StackStatus.CREATE_COMPLETE,
                        StackStatus.ROLLBACK_COMPLETE,
                        StackStatus.UPDATE_COMPLETE,
                        StackStatus.UPDATE_ROLLBACK_COMPLETE,
                        StackStatus.DELETE_COMPLETE);
    }

    /** The control plane dies. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Services on one manual clock, and what makes stacks and keeps groups, which dies now and then. */
    private static final class World {
        private final MemoryStore store = new MemoryStore();
        private final Random random = new Random(1);
        private final Random deaths;
        private final int rarity;
        private final Calls services;
        private final Calls mortal;
        private final ResourceTypes types;
        private final Templates templates;
        private final Account account = new Account(ACCOUNT, REGION, EC2.zones());
        private Instant now = Instant.parse("2026-11-28T00:00:00Z");
        private StackLoop stacks;
        private GroupLoop groups;

        /** @param rarity one call in so many is fatal; 0: none */
        World(Random deaths, int rarity) {
            this.deaths = deaths;
            this.rarity = rarity;
            var ec2 = new Ec2ControlPlane(
                    store, () -> now, random, EC2, new SimulatedInstanceDriver(), new SimulatedNetworks());
            ec2.prepare();
            var iam = new IamControlPlane(store, () -> now, random, new IamConfig(ACCOUNT, REGION));
            var cloudWatch = new CloudWatchControlPlane(new CloudWatchControlPlane.Parts(
                    store, MetricStore.inMemory(), Map.of(), new AlarmActionKinds(List.of()), () -> now));
            List<Action<?, ?>> beneath = Stream.of(
                            ec2.actions(),
                            cloudWatch.actions(),
                            iam.actions(),
                            SsmActions.all(store, new PublicParameters(OwnImages.id(REGION), OwnImages.NAME, now)))
                    .flatMap(List::stream)
                    .toList();
            var autoScaling = new AutoScalingControlPlane(new AutoScalingControlPlane.Parts(
                    config(), store, calls(beneath, "autoscaling"), LoadBalancers.FROM_STORE, () -> now, random));
            LocalCalls all = calls(
                    Stream.concat(beneath.stream(), autoScaling.actions().stream())
                            .toList(),
                    "cloudformation");
            this.services = all;
            this.mortal = new Calls() {
                @Override
                public <I, O> O call(Operation<I, O> operation, I input, Principal principal) {
                    perhapsDie();
                    O answer = services.call(operation, input, principal);
                    perhapsDie();
                    return answer;
                }
            };
            this.types = new ResourceTypes(AllTypes.list("http://127.0.0.1", random));
            this.templates = new Templates(types);
            all.add(CloudFormationActions.all(
                    store, account, types, templates, url -> "", all, new ResourceCalls(types, all), random));
            this.stacks = newStacks();
            this.groups = newGroups();
        }

        private static AutoScalingConfig config() {
            return new AutoScalingConfig(ACCOUNT, REGION, EC2.zones());
        }

        private LocalCalls calls(List<Action<?, ?>> actions, String service) {
            return new LocalCalls(
                    actions,
                    query -> Authorizer.Allowed.ALLOWED,
                    service + ".amazonaws.com",
                    ACCOUNT,
                    REGION,
                    () -> now,
                    () -> "r");
        }

        private void perhapsDie() {
            if (rarity > 0 && deaths.nextInt(rarity) == 0) {
                throw new Killed();
            }
        }

        private StackLoop newStacks() {
            return new StackLoop(
                    store,
                    new StackDecider(types, account),
                    templates,
                    new ResourceCalls(types, mortal),
                    () -> now,
                    Runnable::run,
                    () -> {});
        }

        private GroupLoop newGroups() {
            return new GroupLoop(store, mortal, config(), LoadBalancers.FROM_STORE, () -> now, random);
        }

        End live(Life life) {
            List<StackStatus> statuses = new ArrayList<>();
            List<Map<String, Integer>> inventories = new ArrayList<>();
            Map<String, Integer> born = inventory();
            String first = life.templates().getFirst();
            call(
                    CloudformationOperations.CREATE_STACK,
                    CreateStackInput.builder()
                            .stackName("s")
                            .templateBody(first)
                            .capabilities(List.of("CAPABILITY_IAM"))
                            .build());
            rest(statuses, inventories);
            for (String each : life.templates().subList(1, life.templates().size())) {
                if (stack().status().mayUpdate() && update(each)) {
                    rest(statuses, inventories);
                }
            }
            call(
                    CloudformationOperations.DELETE_STACK,
                    DeleteStackInput.builder().stackName("s").build());
            rest(statuses, inventories);
            assertThat(inventories.getLast()).as(events()).isEqualTo(born);
            return new End(statuses, inventories);
        }

        private boolean update(String template) {
            try {
                call(
                        CloudformationOperations.UPDATE_STACK,
                        UpdateStackInput.builder()
                                .stackName("s")
                                .templateBody(template)
                                .capabilities(List.of("CAPABILITY_IAM"))
                                .build());
                return true;
            } catch (io.moorage.awsapi.AwsException e) {
                assertThat(e).hasMessage("No updates are to be performed.");
                return false;
            }
        }

        private <I, O> void call(Operation<I, O> operation, I input) {
            O ignored = services.call(operation, input, Principal.root(ACCOUNT));
        }

        private Stack stack() {
            return store.view().by(CloudFormationTables.STACKS, CloudFormationTables.STACKS_BY_NAME, "s").stream()
                    .findFirst()
                    .orElseThrow();
        }

        private void rest(List<StackStatus> statuses, List<Map<String, Integer>> inventories) {
            Instant end = now.plus(Duration.ofHours(3));
            while (stack().status().inProgress()) {
                assertThat(now).as("not done:\n%s", events()).isBefore(end);
                step();
            }
            for (int i = 0; i < 50; i++) {
                step();
            }
            statuses.add(stack().status());
            inventories.add(inventory());
        }

        private void step() {
            long before = store.view().revision();
            Duration wait = Duration.ofMinutes(1);
            try {
                wait = stacks.step();
            } catch (Killed e) {
                stacks = newStacks();
            }
            try {
                Duration next = groups.step();
                wait = next.compareTo(wait) < 0 ? next : wait;
            } catch (Killed e) {
                groups = newGroups();
            }
            machines();
            if (store.view().revision() == before) {
                Duration least = Duration.ofMillis(20);
                now = now.plus(wait.compareTo(least) < 0 ? least : wait);
            }
        }

        /** Machines do what they are told when they are asked to. */
        private void machines() {
            for (Instance each : List.copyOf(store.view().all(Ec2Tables.INSTANCES))) {
                if (each.state() == InstanceState.PENDING) {
                    store.transact(tx -> {
                        tx.update(Ec2Tables.INSTANCES, each.running(now));
                        return each;
                    });
                } else if (each.state() == InstanceState.SHUTTING_DOWN) {
                    store.transact(tx -> {
                        tx.update(Ec2Tables.INSTANCES, each.terminated(now));
                        tx.delete(Ec2Tables.INTERFACES, each.networkInterfaceId());
                        return each;
                    });
                }
            }
        }

        /** How many there are of everything. */
        private Map<String, Integer> inventory() {
            ReadView view = store.view();
            Map<String, Integer> counts = new TreeMap<>();
            for (Table<?> each : Set.of(
                    Ec2Tables.VPCS,
                    Ec2Tables.SUBNETS,
                    Ec2Tables.ROUTE_TABLES,
                    Ec2Tables.INTERNET_GATEWAYS,
                    Ec2Tables.ADDRESSES,
                    Ec2Tables.SECURITY_GROUPS,
                    Ec2Tables.INTERFACES,
                    IamTables.ROLES,
                    IamTables.INSTANCE_PROFILES,
                    AutoScalingTables.GROUPS,
                    AutoScalingTables.LAUNCH_CONFIGURATIONS,
                    AutoScalingTables.INSTANCES,
                    AutoScalingTables.HOOKS,
                    AutoScalingTables.SCHEDULED_ACTIONS,
                    AutoScalingTables.POLICIES,
                    CloudWatchTables.ALARMS,
                    SsmTables.PARAMETERS)) {
                counts.put(each.name(), view.all(each).size());
            }
            counts.put("NAT gateways", (int) view.all(Ec2Tables.NAT_GATEWAYS).stream()
                    .filter(NatGateway::isAvailable)
                    .count());
            counts.put("instances", (int) view.all(Ec2Tables.INSTANCES).stream()
                    .filter(each -> each.state() != InstanceState.TERMINATED)
                    .count());
            view.all(AutoScalingTables.GROUPS).forEach(each -> {
                counts.put("min", each.settings().min());
                counts.put("desired", each.desired());
                counts.put("suspended", each.suspended().size());
            });
            return counts;
        }

        private String events() {
            return String.join(
                    "\n",
                    store.view().all(CloudFormationTables.EVENTS).stream()
                            .sorted(Comparator.comparing(StackEvent::sequence))
                            .map(each -> each.logicalId() + " " + each.status() + " "
                                    + each.reason().orElse(""))
                            .toList());
        }
    }
}
