package io.moorage.server;

import io.moorage.applicationautoscaling.ApplicationAutoScalingConfig;
import io.moorage.applicationautoscaling.ApplicationAutoScalingControlPlane;
import io.moorage.applicationautoscaling.Scaling;
import io.moorage.autoscaling.AutoScalingConfig;
import io.moorage.autoscaling.AutoScalingControlPlane;
import io.moorage.autoscaling.LoadBalancers;
import io.moorage.autoscaling.ScalingPolicies;
import io.moorage.awsapi.Action;
import io.moorage.awsapi.WebSocketRoute;
import io.moorage.awsapi.auth.Authenticator;
import io.moorage.awsapi.dispatch.Dispatcher;
import io.moorage.awsapi.dispatch.LocalCalls;
import io.moorage.awsapi.endpoint.AwsEndpoint;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.awsapi.tls.PrivateCa;
import io.moorage.cloudformation.CloudFormationControlPlane;
import io.moorage.cloudformation.engine.Account;
import io.moorage.cloudwatch.AlarmActionKinds;
import io.moorage.cloudwatch.CloudWatchControlPlane;
import io.moorage.console.frame.Route;
import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.Ec2ControlPlane;
import io.moorage.ec2.address.PublicAddresses;
import io.moorage.ec2.catalog.OwnImages;
import io.moorage.ecs.EcsConfig;
import io.moorage.ecs.EcsControlPlane;
import io.moorage.ecs.events.EventDocuments;
import io.moorage.ecs.events.EventJournal;
import io.moorage.ecs.events.FailoverDocuments;
import io.moorage.ecs.events.StateChanges;
import io.moorage.ecs.loop.CapacityView;
import io.moorage.efs.EfsConfig;
import io.moorage.efs.EfsControlPlane;
import io.moorage.elb.Certificates;
import io.moorage.elb.ElbConfig;
import io.moorage.elb.ElbControlPlane;
import io.moorage.iam.IamControlPlane;
import io.moorage.logs.LogsControlPlane;
import io.moorage.model.ecs.EcsArns;
import io.moorage.s3.Buckets;
import io.moorage.s3.S3Service;
import io.moorage.server.events.EventFeed;
import io.moorage.server.files.ConsoleStorage;
import io.moorage.sns.SnsControlPlane;
import io.moorage.ssm.PublicParameters;
import io.moorage.ssm.action.ActivationActions;
import io.moorage.ssm.action.SessionActions;
import io.moorage.ssm.action.SsmActions;
import io.moorage.ssm.join.JoinPages;
import io.moorage.ssm.join.MachineKeys;
import io.moorage.ssm.join.Registrations;
import io.moorage.ssm.session.SessionEndpoint;
import io.moorage.ssm.session.Sessions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Every service on one machine, wired. */
final class MoorageServer implements AutoCloseable {
    private final ServerConfig config;
    private final Machine machine;
    private final IamControlPlane iam;
    private final Ec2ControlPlane ec2;
    private final EfsControlPlane efs;
    private final EcsControlPlane ecs;
    private final SnsControlPlane sns;
    private final CloudWatchControlPlane cloudWatch;
    private final CloudFormationControlPlane cloudformation;
    private final LogsControlPlane logs;
    private final List<Action<?, ?>> ssmActions;
    private final JoinPages join;
    private final AutoScalingControlPlane autoScaling;
    private final ApplicationAutoScalingControlPlane applicationAutoScaling;
    private final ElbControlPlane elb;
    private final EventFeed events;
    private final StateChanges changes;
    private final EventDocuments documents;
    private final EventJournal journal;
    private final ConsoleSite console;
    private final AwsEndpoint endpoint;
    private final Doors doors;
    private final CertificateRenewal certificate;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Action<?, ?>> actions;

    MoorageServer(ServerConfig config, Machine machine, IamControlPlane iam, InstantSource clock, SecureRandom random)
            throws IOException, GeneralSecurityException {
        this.config = config;
        this.machine = machine;
        this.iam = iam;
        Ec2Config ec2Config = Ec2Config.of(config.name(), config.accountId(), config.region());
        this.ec2 = new Ec2ControlPlane(machine.store(), clock, random, ec2Config, machine.driver(), machine.networks());
        this.efs = new EfsControlPlane(
                machine.store(),
                machine.files(),
                clock,
                random,
                EfsConfig.of(config.accountId(), config.region(), ec2Config.zones()));
        this.elb = new ElbControlPlane(new ElbControlPlane.Parts(
                new ElbConfig(config.accountId(), config.region()),
                machine.store(),
                machine.balancers(),
                tx -> PublicAddresses.allocate(tx, ec2Config),
                Certificates.FROM_STORE,
                clock,
                random));
        LocalCalls ecsCalls = new LocalCalls(
                elb.actions(),
                iam.authorizer(),
                "ecs.amazonaws.com",
                config.accountId(),
                config.region(),
                clock,
                () -> UUID.randomUUID().toString());
        this.ecs = new EcsControlPlane(new EcsControlPlane.Parts(
                EcsConfig.at(config.region(), config.accountId(), agentEndpoint(config)),
                machine.store(),
                clock,
                random,
                new IamTaskCredentials(iam.instanceCredentials()),
                new DriverProbe(machine.driver()),
                ecsCalls));
        this.sns = new SnsControlPlane(machine.store(), clock, random, url());
        this.cloudWatch = new CloudWatchControlPlane(new CloudWatchControlPlane.Parts(
                machine.store(),
                machine.metrics(),
                Map.of(
                        "AWS/EFS",
                        efs::measure,
                        "AWS/ECS",
                        ecs::measure,
                        CapacityView.NAMESPACE,
                        ecs::measureCapacity,
                        "AWS/EC2",
                        ec2::measure,
                        "AWS/ELB",
                        elb::measure),
                new AlarmActionKinds(List.of(
                        new TopicActions(sns.publisher()),
                        new TargetPolicyActions(this::targetScaling),
                        new ScalingPolicyActions(this::scalingPolicies))),
                clock));
        this.logs = new LogsControlPlane(
                machine.store(), clock, random, config.home().resolve("logs"));
        MachineKeys machineKeys = new IamMachineKeys(iam.instanceCredentials());
        Sessions shells = new Sessions(new MachineShells(machine.driver()), random, url() + Sessions.PATH);
        List<WebSocketRoute> webSockets = Stream.concat(
                        ecs.routes().stream(),
                        Stream.of(SessionEndpoint.route(shells, config.region(), config.accountId())))
                .toList();
        this.ssmActions = Stream.of(
                        SsmActions.all(
                                machine.store(),
                                new PublicParameters(OwnImages.id(config.region()), OwnImages.NAME, clock.instant())),
                        ActivationActions.all(machine.store(), random, machineKeys),
                        SessionActions.all(shells))
                .flatMap(List::stream)
                .toList();
        this.join = new JoinPages(
                new Registrations(machine.store(), random),
                machineKeys,
                config.region(),
                new RuntimeArchive(config.runtime())::answer,
                clock);
        this.autoScaling = new AutoScalingControlPlane(new AutoScalingControlPlane.Parts(
                new AutoScalingConfig(config.accountId(), config.region(), ec2Config.zones()),
                machine.store(),
                new LocalCalls(
                        Stream.concat(ec2.actions().stream(), cloudWatch.actions().stream())
                                .toList(),
                        iam.authorizer(),
                        "autoscaling.amazonaws.com",
                        config.accountId(),
                        config.region(),
                        clock,
                        () -> UUID.randomUUID().toString()),
                LoadBalancers.FROM_STORE,
                clock,
                random));
        ecsCalls.add(autoScaling.actions());
        this.applicationAutoScaling =
                new ApplicationAutoScalingControlPlane(new ApplicationAutoScalingControlPlane.Parts(
                        new ApplicationAutoScalingConfig(config.accountId(), config.region()),
                        machine.store(),
                        new LocalCalls(
                                Stream.concat(ecs.actions().stream(), cloudWatch.actions().stream())
                                        .toList(),
                                iam.authorizer(),
                                "application-autoscaling.amazonaws.com",
                                config.accountId(),
                                config.region(),
                                clock,
                                () -> UUID.randomUUID().toString()),
                        clock,
                        random));
        this.events = new EventFeed(machine.store(), clock);
        this.changes = new StateChanges(machine.store(), clock);
        this.documents = new EventDocuments(new EcsArns(config.region(), config.accountId()));
        this.journal = new EventJournal(machine.store(), changes, documents);
        List<Action<?, ?>> services = services();
        LocalCalls calls = new LocalCalls(
                services,
                iam.authorizer(),
                "cloudformation.amazonaws.com",
                config.accountId(),
                config.region(),
                clock,
                () -> UUID.randomUUID().toString());
        this.cloudformation = new CloudFormationControlPlane(
                machine.store(),
                calls,
                clock,
                random,
                new Account(config.accountId(), config.region(), ec2Config.zones()),
                config.simulate() ? url() : "https://cloudformation." + config.region() + ".amazonaws.com");
        calls.add(cloudformation.actions());
        this.actions = Stream.concat(services.stream(), cloudformation.actions().stream())
                .toList();
        this.console = new ConsoleSite(
                config,
                actions,
                webSockets,
                storage(),
                iam,
                machine.store(),
                clock,
                random,
                () -> FailoverDocuments.of(machine.store().view(), Instant.EPOCH, ""));
        logs.onWritten(console::logged);
        Dispatcher dispatcher = new Dispatcher(
                actions,
                List.of(new S3Service(new Buckets(config.buckets()))),
                new Authenticator(iam.credentialStore(), machine.identities(), config.accountId()),
                iam.authorizer(),
                config.accountId(),
                config.region(),
                clock,
                () -> UUID.randomUUID().toString());
        PrivateCa ca = PrivateCa.open(config.home().resolve("keys"), clock.instant(), random);
        publish(ca);
        this.doors = new Doors(config.home().resolve("listen"), config.port(), address -> endpoint()
                .listen(address, false));
        Pages pages = new Pages(
                this::status,
                events,
                new FilePages(efs::usage, efs.backups()),
                ec2::hostAddress,
                doors,
                this::down,
                this::reset);
        List<String> names = PrivateCa.endpointNames(config.region(), config.port());
        this.endpoint =
                new AwsEndpoint(dispatcher, webSockets, plainRoutes(pages), ca.serverContext(names, clock.instant()));
        this.certificate =
                new CertificateRenewal(ca, names, PrivateCa.mountTargetNames(config.region()), endpoint, clock);
        machine.serve(endpoint);
    }

    private ConsoleStorage storage() {
        return new ConsoleStorage(
                machine.door(),
                iam.keyHolders()::policies,
                efs.backups(),
                config.home().resolve("prices.properties"));
    }

    /** Of all services. */
    List<Action<?, ?>> actions() {
        return actions;
    }

    /** What the console answers at. */
    List<Route> consolePages() {
        return console.pages();
    }

    private List<PlainRoute> plainRoutes(Pages pages) {
        return Stream.concat(
                        Stream.of(
                                sns.route(),
                                join.route(),
                                eventPages(),
                                new FailoverPages(machine.store()::view).route(),
                                pages.route(),
                                console.route()),
                        cloudformation.routes().stream())
                .toList();
    }

    private Scaling targetScaling() {
        return applicationAutoScaling.scaling();
    }

    private PlainRoute eventPages() {
        return new EventPages(changes, documents, machine.store()::view).route();
    }

    private ScalingPolicies scalingPolicies() {
        return autoScaling.policies();
    }

    /** As agents inside a VPC reach it; simulated agents do not dial. */
    private static String agentEndpoint(ServerConfig config) {
        return config.simulate()
                ? "http://" + loopback(config) + ":" + config.port()
                : "https://ecs-a-1." + config.region() + ".amazonaws.com";
    }

    /** What stacks are made of, and whoever else calls. */
    private List<Action<?, ?>> services() {
        return Stream.of(
                        ec2.actions(),
                        efs.actions(),
                        ecs.actions(),
                        iam.actions(),
                        cloudWatch.actions(),
                        sns.actions(),
                        logs.actions(),
                        ssmActions,
                        autoScaling.actions(),
                        applicationAutoScaling.actions(),
                        elb.actions())
                .flatMap(List::stream)
                .toList();
    }

    /** Instances find the root certificate in the directory they share. */
    private void publish(PrivateCa ca) throws IOException {
        Files.createDirectories(config.runtime());
        Files.copy(ca.rootFile(), config.runtime().resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns when the API answers. */
    void start() throws IOException, GeneralSecurityException {
        endpoint.start();
        certificate.start();
        iam.start();
        ec2.start();
        efs.start();
        ecs.start();
        journal.start();
        sns.start();
        logs.start();
        cloudWatch.start();
        cloudformation.start();
        autoScaling.start();
        applicationAutoScaling.start();
        elb.start();
        machine.started(new Machine.Running(efs::wake, elb::wake, ecs.actions(), ecs.sessions()));
        machine.answerNames(new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port() + 1));
        endpoint.listen(new InetSocketAddress(loopback(config), config.port()), true);
        if (!config.loopbackOnly()) {
            doors.open(config.bind());
        }
        doors.openAgain();
    }

    private AwsEndpoint endpoint() {
        return endpoint;
    }

    private static String loopback(ServerConfig config) {
        return config.loopbackOnly() ? config.bind() : "127.0.0.1";
    }

    private String url() {
        return "http://" + loopback(config) + ":" + config.port();
    }

    private Map<String, Object> status() {
        Map<String, Object> status = new TreeMap<>(machine.status());
        status.put("endpoint", url());
        status.put("listening", doors.list());
        status.put("region", config.region());
        status.put("accountId", config.accountId());
        status.put("home", config.home().toString());
        status.put(
                "waitingFor",
                Stream.of(efs.waitingFor(), elb.waitingFor(), cloudWatch.waitingFor())
                        .flatMap(List::stream)
                        .toList());
        return status;
    }

    /** Takes down every instance and network and the file server; data stays. The process ends after this was answered. */
    private void down() {
        cloudformation.close();
        autoScaling.close();
        applicationAutoScaling.close();
        elb.close();
        ecs.close();
        ec2.down();
        efs.close();
        machine.down();
        ended.countDown();
    }

    /** Leaves an account as it is born: the default VPC, and nothing else. */
    private void reset() {
        machine.reset(tx -> {
            cloudWatch.forgetMetrics();
            ec2.prepare(tx);
        });
    }

    /** Returns when {@code down} was asked for and done. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() throws IOException {
        iam.close();
        cloudformation.close();
        autoScaling.close();
        applicationAutoScaling.close();
        elb.close();
        cloudWatch.close();
        sns.close();
        logs.close();
        ecs.close();
        efs.close();
        ec2.close();
        events.close();
        journal.close();
        changes.close();
        console.close();
        certificate.close();
        endpoint.close();
        machine.close();
    }
}
