package io.moorage.ec2;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.permission.RuledAction;
import io.moorage.ec2.address.AllocateAddress;
import io.moorage.ec2.address.AssociateAddress;
import io.moorage.ec2.address.CreateNatGateway;
import io.moorage.ec2.address.DeleteNatGateway;
import io.moorage.ec2.address.DescribeAddresses;
import io.moorage.ec2.address.DescribeNatGateways;
import io.moorage.ec2.address.DisassociateAddress;
import io.moorage.ec2.address.ReleaseAddress;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.catalog.CreateTags;
import io.moorage.ec2.catalog.DeleteTags;
import io.moorage.ec2.catalog.DescribeAvailabilityZones;
import io.moorage.ec2.catalog.DescribeImages;
import io.moorage.ec2.catalog.DescribeInstanceTypes;
import io.moorage.ec2.catalog.DescribeRegions;
import io.moorage.ec2.catalog.DescribeTags;
import io.moorage.ec2.catalog.OwnImages;
import io.moorage.ec2.compute.AssociateIamInstanceProfile;
import io.moorage.ec2.compute.DescribeIamInstanceProfileAssociations;
import io.moorage.ec2.compute.DescribeInstanceAttribute;
import io.moorage.ec2.compute.DescribeInstanceStatus;
import io.moorage.ec2.compute.DescribeInstances;
import io.moorage.ec2.compute.GetConsoleOutput;
import io.moorage.ec2.compute.InstanceLoop;
import io.moorage.ec2.compute.InstanceMeter;
import io.moorage.ec2.compute.ModifyInstanceAttribute;
import io.moorage.ec2.compute.ModifyInstanceMetadataOptions;
import io.moorage.ec2.compute.RebootInstances;
import io.moorage.ec2.compute.ResetInstanceAttribute;
import io.moorage.ec2.compute.RunInstances;
import io.moorage.ec2.compute.StartInstances;
import io.moorage.ec2.compute.StopInstances;
import io.moorage.ec2.compute.TerminateInstances;
import io.moorage.ec2.compute.Terminations;
import io.moorage.ec2.dns.HostNames;
import io.moorage.ec2.dns.Upstream;
import io.moorage.ec2.dns.VpcResolver;
import io.moorage.ec2.group.AuthorizeSecurityGroupEgress;
import io.moorage.ec2.group.AuthorizeSecurityGroupIngress;
import io.moorage.ec2.group.CreateSecurityGroup;
import io.moorage.ec2.group.DeleteSecurityGroup;
import io.moorage.ec2.group.DescribeSecurityGroupRules;
import io.moorage.ec2.group.DescribeSecurityGroups;
import io.moorage.ec2.group.RevokeSecurityGroupEgress;
import io.moorage.ec2.group.RevokeSecurityGroupIngress;
import io.moorage.ec2.instance.InstanceDriver;
import io.moorage.ec2.key.CreateKeyPair;
import io.moorage.ec2.key.DeleteKeyPair;
import io.moorage.ec2.key.DescribeKeyPairs;
import io.moorage.ec2.key.ImportKeyPair;
import io.moorage.ec2.network.NetworkNames;
import io.moorage.ec2.network.NetworkPlanner;
import io.moorage.ec2.network.Networks;
import io.moorage.ec2.permission.Ec2Permissions;
import io.moorage.ec2.template.CreateLaunchTemplate;
import io.moorage.ec2.template.CreateLaunchTemplateVersion;
import io.moorage.ec2.template.DeleteLaunchTemplate;
import io.moorage.ec2.template.DeleteLaunchTemplateVersions;
import io.moorage.ec2.template.DescribeLaunchTemplateVersions;
import io.moorage.ec2.template.DescribeLaunchTemplates;
import io.moorage.ec2.template.ModifyLaunchTemplate;
import io.moorage.ec2.vpc.AssociateRouteTable;
import io.moorage.ec2.vpc.AttachInternetGateway;
import io.moorage.ec2.vpc.AttachNetworkInterface;
import io.moorage.ec2.vpc.CreateDefaultVpc;
import io.moorage.ec2.vpc.CreateInternetGateway;
import io.moorage.ec2.vpc.CreateNetworkInterface;
import io.moorage.ec2.vpc.CreateRoute;
import io.moorage.ec2.vpc.CreateRouteTable;
import io.moorage.ec2.vpc.CreateSubnet;
import io.moorage.ec2.vpc.CreateVpc;
import io.moorage.ec2.vpc.DeleteInternetGateway;
import io.moorage.ec2.vpc.DeleteNetworkInterface;
import io.moorage.ec2.vpc.DeleteRoute;
import io.moorage.ec2.vpc.DeleteRouteTable;
import io.moorage.ec2.vpc.DeleteSubnet;
import io.moorage.ec2.vpc.DeleteVpc;
import io.moorage.ec2.vpc.DescribeInternetGateways;
import io.moorage.ec2.vpc.DescribeNetworkInterfaceAttribute;
import io.moorage.ec2.vpc.DescribeNetworkInterfaces;
import io.moorage.ec2.vpc.DescribeRouteTables;
import io.moorage.ec2.vpc.DescribeSubnets;
import io.moorage.ec2.vpc.DescribeVpcAttribute;
import io.moorage.ec2.vpc.DescribeVpcs;
import io.moorage.ec2.vpc.DetachInternetGateway;
import io.moorage.ec2.vpc.DisassociateRouteTable;
import io.moorage.ec2.vpc.ModifyNetworkInterfaceAttribute;
import io.moorage.ec2.vpc.ModifySubnetAttribute;
import io.moorage.ec2.vpc.ModifyVpcAttribute;
import io.moorage.ec2.vpc.NewVpc;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.StateReason;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** EC2 in one page: its actions, and the loop that makes instances and networks real. */
public final class Ec2ControlPlane implements AutoCloseable {
    private final Store store;
    private final InstantSource clock;
    private final Ec2 ec2;
    private final InstanceDriver driver;
    private final Networks networks;
    private final InstanceLoop loop;
    private final InstanceMeter meter;

    /** @param random makes ids; unpredictable outside of tests */
    public Ec2ControlPlane(
            Store store,
            InstantSource clock,
            RandomGenerator random,
            Ec2Config config,
            InstanceDriver driver,
            Networks networks) {
        this.store = store;
        this.clock = clock;
        this.ec2 = new Ec2(store, config, random);
        this.driver = driver;
        this.networks = networks;
        var planner = new NetworkPlanner(new NetworkNames(config.name()));
        this.loop = new InstanceLoop(store, clock, driver, networks, planner);
        this.meter = new InstanceMeter(store, driver);
    }

    /** What was measured since the last call, under EC2's names in CloudWatch. Called by one thread. */
    public List<MetricDatum> measure(Instant now) {
        return meter.measure(now);
    }

    /** Where this host finds what a VPC's DNS name stands for; empty when no VPC has the name. */
    public Optional<String> hostAddress(String name) {
        return new VpcResolver(store, new HostNames(ec2.config()), Upstream.none()).address(name);
    }

    /** One for each operation. */
    public List<Action<?, ?>> actions() {
        List<Action<?, ?>> all = Stream.of(
                        instances(), interfaces(), templates(), networks(), addresses(), groups(), keys(), catalog())
                .flatMap(List::stream)
                .toList();
        return RuledAction.all(all, new Ec2Permissions(store));
    }

    private List<Action<?, ?>> instances() {
        return List.of(
                new AssociateIamInstanceProfile(ec2),
                new DescribeIamInstanceProfileAssociations(ec2),
                new DescribeInstanceAttribute(ec2),
                new DescribeInstanceStatus(ec2),
                new DescribeInstances(ec2),
                new GetConsoleOutput(ec2, driver),
                new ModifyInstanceAttribute(ec2),
                new ModifyInstanceMetadataOptions(ec2),
                new RebootInstances(ec2),
                new ResetInstanceAttribute(ec2),
                new RunInstances(ec2),
                new StartInstances(ec2),
                new StopInstances(ec2),
                new TerminateInstances(ec2));
    }

    private List<Action<?, ?>> interfaces() {
        return List.of(
                new AttachNetworkInterface(ec2),
                new CreateNetworkInterface(ec2),
                new DeleteNetworkInterface(ec2),
                new DescribeNetworkInterfaceAttribute(ec2),
                new DescribeNetworkInterfaces(ec2),
                new ModifyNetworkInterfaceAttribute(ec2));
    }

    private List<Action<?, ?>> templates() {
        return List.of(
                new CreateLaunchTemplate(ec2),
                new CreateLaunchTemplateVersion(ec2),
                new DeleteLaunchTemplate(ec2),
                new DeleteLaunchTemplateVersions(ec2),
                new DescribeLaunchTemplateVersions(ec2),
                new DescribeLaunchTemplates(ec2),
                new ModifyLaunchTemplate(ec2));
    }

    private List<Action<?, ?>> networks() {
        return List.of(
                new AssociateRouteTable(ec2),
                new AttachInternetGateway(ec2),
                new CreateDefaultVpc(ec2),
                new CreateInternetGateway(ec2),
                new CreateRoute(ec2),
                new CreateRouteTable(ec2),
                new CreateSubnet(ec2),
                new CreateVpc(ec2),
                new DeleteInternetGateway(ec2),
                new DeleteRoute(ec2),
                new DeleteRouteTable(ec2),
                new DeleteSubnet(ec2),
                new DeleteVpc(ec2),
                new DescribeInternetGateways(ec2),
                new DescribeRouteTables(ec2),
                new DescribeSubnets(ec2),
                new DescribeVpcAttribute(ec2),
                new DescribeVpcs(ec2),
                new DetachInternetGateway(ec2),
                new DisassociateRouteTable(ec2),
                new ModifySubnetAttribute(ec2),
                new ModifyVpcAttribute(ec2));
    }

    private List<Action<?, ?>> addresses() {
        return List.of(
                new AllocateAddress(ec2),
                new AssociateAddress(ec2),
                new CreateNatGateway(ec2),
                new DeleteNatGateway(ec2),
                new DescribeAddresses(ec2),
                new DescribeNatGateways(ec2),
                new DisassociateAddress(ec2),
                new ReleaseAddress(ec2));
    }

    private List<Action<?, ?>> groups() {
        return List.of(
                new AuthorizeSecurityGroupEgress(ec2),
                new AuthorizeSecurityGroupIngress(ec2),
                new CreateSecurityGroup(ec2),
                new DeleteSecurityGroup(ec2),
                new DescribeSecurityGroupRules(ec2),
                new DescribeSecurityGroups(ec2),
                new RevokeSecurityGroupEgress(ec2),
                new RevokeSecurityGroupIngress(ec2));
    }

    private List<Action<?, ?>> keys() {
        return List.of(
                new CreateKeyPair(ec2), new DeleteKeyPair(ec2), new DescribeKeyPairs(ec2), new ImportKeyPair(ec2));
    }

    private List<Action<?, ?>> catalog() {
        return List.of(
                new CreateTags(ec2),
                new DeleteTags(ec2),
                new DescribeAvailabilityZones(ec2),
                new DescribeImages(ec2),
                new DescribeInstanceTypes(ec2),
                new DescribeRegions(ec2),
                new DescribeTags(ec2));
    }

    /** Prepares the store and starts the loop. */
    public void start() {
        prepare();
        loop.start();
    }

    /** As {@link #prepare(Transaction)}, in a transaction of its own. */
    public void prepare() {
        store.transact(tx -> {
            prepare(tx);
            return tx;
        });
    }

    /** Writes what an account is born with, once: the image, and the default VPC, which may be deleted later. */
    public void prepare(Transaction tx) {
        boolean born =
                tx.find(Ec2Tables.IMAGES, OwnImages.id(ec2.config().region())).isPresent();
        if (!born && tx.all(Ec2Tables.VPCS).isEmpty()) {
            Vpc ignored = new NewVpc(ec2.config(), ec2.random()).createDefault(tx);
        }
        OwnImages.ensure(tx, ec2.config(), clock.instant());
    }

    /** Ends the loop. Machines and networks stay, to be found again at the next start. */
    @Override
    public void close() {
        loop.close();
    }

    /** Ends the loop, removes every machine and every network, and writes that the instances are terminated. */
    public void down() {
        loop.close();
        driver.machines().parallelStream().forEach(each -> driver.remove(each.instanceId()));
        networks.removeAll();
        Instant now = clock.instant();
        store.transact(tx -> {
            for (Instance each : List.copyOf(tx.all(Ec2Tables.INSTANCES))) {
                if (each.state() != InstanceState.TERMINATED) {
                    Instance ending = each.state() == InstanceState.SHUTTING_DOWN
                            ? each
                            : each.shuttingDown(StateReason.USER_SHUTDOWN, now);
                    tx.update(Ec2Tables.INSTANCES, ending.terminated(now));
                    Terminations.release(tx, each);
                }
            }
            return now;
        });
    }
}
