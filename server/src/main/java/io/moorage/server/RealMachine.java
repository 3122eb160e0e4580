package io.moorage.server;

import io.moorage.awsapi.InstanceIdentities;
import io.moorage.awsapi.endpoint.AwsEndpoint;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.dns.ForwardingUpstream;
import io.moorage.ec2.dns.HostNames;
import io.moorage.ec2.dns.Upstream;
import io.moorage.ec2.dns.VpcDnsServer;
import io.moorage.ec2.dns.VpcNames;
import io.moorage.ec2.dns.VpcResolver;
import io.moorage.ec2.imds.IdentitySigner;
import io.moorage.ec2.imds.MetadataServer;
import io.moorage.ec2.imds.RoleCredentials;
import io.moorage.ec2.imds.SignedIdentities;
import io.moorage.ec2.instance.DockerEngine;
import io.moorage.ec2.instance.DockerInstanceDriver;
import io.moorage.ec2.instance.InstanceDriver;
import io.moorage.ec2.network.LinuxNetworks;
import io.moorage.ec2.network.NetworkNames;
import io.moorage.ec2.network.Networks;
import io.moorage.ec2.registry.DockerImageSource;
import io.moorage.ec2.registry.RegistryMirror;
import io.moorage.efs.FileServers;
import io.moorage.elb.Balancers;
import io.moorage.fileserver.control.FileServerClient;
import io.moorage.iam.KeyHolders;
import io.moorage.loadbalancer.control.BalancerClient;
import io.moorage.s3.Buckets;
import io.moorage.server.balance.AccessLogFiles;
import io.moorage.server.balance.BalancerProcess;
import io.moorage.server.balance.LocalBalancers;
import io.moorage.server.files.FileServerDoor;
import io.moorage.server.files.FileServerProcess;
import io.moorage.server.files.IdentityServer;
import io.moorage.server.files.LocalFileServer;
import io.moorage.server.keys.IdentityKey;
import io.moorage.server.keys.KeyFiles;
import io.moorage.server.process.DetachedProcess;
import io.moorage.server.process.ProcessWatch;
import io.moorage.server.vpc.AllListeners;
import io.moorage.server.vpc.EndpointListeners;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Docker containers as instances, network namespaces as VPCs, and the file server's process. */
final class RealMachine implements Machine {
    private static final Logger LOG = System.getLogger(RealMachine.class.getName());
    private static final Duration FILE_SERVER_BOUND = Duration.ofSeconds(10);
    private static final Duration BALANCER_BOUND = Duration.ofSeconds(10);
    private static final int TOKEN_SECRET_BYTES = 32;

    private final Store store;
    private final InstantSource clock;
    private final Path metricLog;
    private final FileServerProcess fileServerProcess;
    private final IdentityServer identities;
    private final LocalFileServer files;
    private final EndpointListeners endpointListeners = new EndpointListeners();
    private final InstanceIdentities identityDocuments;
    private final MetadataServer metadata;
    private final RegistryMirror registry;
    private final VpcDnsServer resolver;
    private final VpcDnsServer hostResolver;
    private final DockerInstanceDriver driver;
    private final LinuxNetworks networks;
    private final ProcessWatch watch;
    private final BalancerProcess balancerProcess;
    private final LocalBalancers balancers;
    private final ProcessWatch balancerWatch;

    RealMachine(
            ServerConfig config,
            Ec2Config ec2Config,
            Store store,
            RoleCredentials roleCredentials,
            KeyHolders keyHolders,
            InstantSource clock,
            SecureRandom random)
            throws IOException, GeneralSecurityException {
        this.store = store;
        this.clock = clock;
        this.metricLog = config.home().resolve("metrics/points.log");
        NetworkNames names = new NetworkNames(config.name());
        KeyFiles keys = new KeyFiles(config.home().resolve("keys"));
        byte[] tokenSecret = keys.readOrMake("metadata-token-secret", () -> random.generateSeed(TOKEN_SECRET_BYTES));
        DockerEngine engine = DockerEngine.at(config.docker());
        // Before the file server: where no engine answers, nothing is left running.
        this.driver = new DockerInstanceDriver(engine, config.name(), config.runtime(), ec2Config.privateDomain());
        this.fileServerProcess = new FileServerProcess(DetachedProcess.Jvm.own(FileServerProcess.NAME), config.home());
        this.identities = new IdentityServer(fileServerProcess.identitySocket(), keyHolders);
        fileServerProcess.ensureRunning();
        this.files = new LocalFileServer(
                fileServerProcess,
                new FileServerClient(fileServerProcess.controlSocket(), FILE_SERVER_BOUND),
                config.home().resolve("efs"),
                names);
        files.finishRemovals();
        this.watch = new ProcessWatch(fileServerProcess.process(), () -> true, files::answers);
        this.balancerProcess = new BalancerProcess(DetachedProcess.Jvm.own(BalancerProcess.NAME), config.home());
        this.balancers = new LocalBalancers(
                balancerProcess,
                new BalancerClient(balancerProcess.controlSocket(), BALANCER_BOUND),
                names,
                new AccessLogFiles(config.buckets(), config.accountId(), config.region()));
        this.balancerWatch = new ProcessWatch(balancerProcess.process(), balancers::wanted, balancers::answers);
        IdentitySigner signer = IdentityKey.open(keys, random, clock.instant());
        this.identityDocuments = new SignedIdentities(store, ec2Config, signer);
        this.metadata = new MetadataServer(store, ec2Config, roleCredentials, signer, tokenSecret, clock);
        this.registry = new RegistryMirror(
                new DockerImageSource(engine, clock), config.home().resolve("images/registry"));
        this.resolver = new VpcDnsServer(new VpcResolver(
                store,
                new VpcNames(ec2Config, new Buckets(config.buckets())::exists),
                ForwardingUpstream.of(Path.of("/etc/resolv.conf"))));
        this.hostResolver = new VpcDnsServer(new VpcResolver(store, new HostNames(ec2Config), Upstream.none()));
        this.networks =
                new LinuxNetworks(names, new AllListeners(List.of(endpointListeners, metadata, registry, resolver)));
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public InstanceDriver driver() {
        return driver;
    }

    @Override
    public Networks networks() {
        return networks;
    }

    @Override
    public FileServers files() {
        return files;
    }

    @Override
    public FileServerDoor door() {
        return files;
    }

    @Override
    public InstanceIdentities identities() {
        return identityDocuments;
    }

    @Override
    public Balancers balancers() {
        return balancers;
    }

    @Override
    public MetricStore metrics() throws IOException {
        return MetricStore.open(metricLog, clock.instant());
    }

    @Override
    public void serve(AwsEndpoint endpoint) {
        endpointListeners.serve(endpoint);
    }

    @Override
    public void started(Running running) {
        watch.start(running.fileServerCameBack());
        balancerWatch.start(running.balancersCameBack());
    }

    /** Without it everything else works: whoever holds the port is told in the log. */
    @Override
    public void answerNames(InetSocketAddress here) {
        try {
            hostResolver.listenOnHost(here);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "No DNS for this host on {0}: {1}", here, e.getMessage());
        }
    }

    @Override
    public Map<String, Object> status() {
        return Map.of(
                "instanceMachines",
                        driver.machines().stream()
                                .filter(machine -> machine.running())
                                .count(),
                "fileServer", running(fileServerProcess.process()),
                "loadBalancers", running(balancerProcess.process()));
    }

    private static String running(DetachedProcess process) {
        return process.find().map(found -> "process " + found.pid()).orElse("not running");
    }

    @Override
    public void down() {
        watch.close();
        balancerWatch.close();
        fileServerProcess.kill();
        balancerProcess.process().kill();
    }

    @Override
    public void reset(Consumer<Transaction> born) {
        throw new UnsupportedOperationException("this server keeps real data; only one started with --simulate resets");
    }

    @Override
    public void close() {
        watch.close();
        balancerWatch.close();
        identities.close();
        metadata.close();
        registry.close();
        resolver.close();
        hostResolver.close();
        driver.close();
        store.close();
    }
}
