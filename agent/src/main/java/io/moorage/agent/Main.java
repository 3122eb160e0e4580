package io.moorage.agent;

import io.moorage.agent.api.ApiStateReporter;
import io.moorage.agent.api.Apis;
import io.moorage.agent.api.JsonApi;
import io.moorage.agent.api.ParameterSecrets;
import io.moorage.agent.api.Registration;
import io.moorage.agent.api.RoleCredentialSource;
import io.moorage.agent.api.S3EnvironmentFiles;
import io.moorage.agent.config.BootId;
import io.moorage.agent.config.EcsConfig;
import io.moorage.agent.config.InstanceMetadata;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.docker.DockerRuntime;
import io.moorage.agent.logs.LogShipper;
import io.moorage.agent.network.LinuxTaskNetwork;
import io.moorage.agent.session.AcsLoop;
import io.moorage.agent.session.AcsSession;
import io.moorage.agent.session.Attachments;
import io.moorage.agent.session.Connector;
import io.moorage.agent.session.ExecSessions;
import io.moorage.agent.session.FenceWatch;
import io.moorage.agent.session.Lease;
import io.moorage.agent.session.LeaseFile;
import io.moorage.agent.session.SelfFence;
import io.moorage.agent.session.TaskHealths;
import io.moorage.agent.session.TaskMeter;
import io.moorage.agent.session.TcsLoop;
import io.moorage.agent.task.Images;
import io.moorage.agent.task.JournalledTasks;
import io.moorage.agent.task.PulledImages;
import io.moorage.agent.task.TaskEngine;
import io.moorage.agent.task.TaskJournal;
import io.moorage.agent.task.TaskTools;
import io.moorage.agent.volume.LinuxMounter;
import io.moorage.agent.volume.VolumeManager;
import io.moorage.base.cgroup.CgroupUsage;
import io.moorage.base.tls.TrustedRoot;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/** The agent's process: reads what it is told, registers, connects, and runs until it is ended. */
public final class Main {
    private static final Logger LOG = System.getLogger(Main.class.getName());
    private static final Path CONFIG = Path.of("/etc/ecs/ecs.config");
    /** Shared by the server with every instance. */
    private static final Path ROOT = Path.of("/opt/moorage/ca.pem");

    /** ECS developer guide, "IAM roles for tasks". */
    private static final String CREDENTIALS_ADDRESS = "169.254.170.2";

    private static final int HTTP_PORT = 80;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration FENCE_EVERY = Duration.ofSeconds(1);
    /** A control plane that starts again answers no earlier try: its VPC refuses nobody meanwhile. */
    private static final Duration CONNECT_BOUND = Duration.ofSeconds(2);

    private static final long MIB = 1024 * 1024;
    private static final int CPU_UNITS_PER_CORE = 1024;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        InstantSource clock = InstantSource.system();
        RandomGenerator random = RandomGenerator.getDefault();
        EcsConfig config = EcsConfig.read(CONFIG, System.getenv());
        DockerRuntime runtime = new DockerRuntime(
                URI.create(System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock")));
        LinuxMounter mounter = new LinuxMounter(config.dataDirectory().resolve("file-servers"));
        TaskJournal journal = new TaskJournal(config.dataDirectory().resolve("tasks"));
        LeaseFile leaseFile = new LeaseFile(config.dataDirectory().resolve("lease"));
        Lease lease = new Lease(System.nanoTime(), leaseFile.length(), leaseFile::note);
        // Cut off, it may wait for ever for what comes next; tasks of an earlier run may be running.
        FenceWatch early = FenceWatch.start(
                new SelfFence(
                        lease,
                        new JournalledTasks(journal, runtime)::killHoldersOfSharedDirectories,
                        mounter,
                        System::nanoTime),
                FENCE_EVERY);

        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_BOUND);
        untilDone("the trusted root certificate", () -> TrustedRoot.of(ROOT)).ifPresent(builder::sslContext);
        HttpClient http = builder.build();
        InstanceMetadata metadata = new InstanceMetadata(http, config.metadataEndpoint());

        String zone =
                untilDone("the instance metadata", () -> metadata.require("meta-data/placement/availability-zone"));
        String region = zone.substring(0, zone.length() - 1);
        RoleCredentialSource credentials = new RoleCredentialSource(metadata, clock);
        Apis apis = new Apis(http, config.backendHost(), region, credentials, clock);
        JsonApi api = apis.of(JsonApi.Service.ECS);

        String dockerVersion = untilDone("the Docker engine", runtime::version);
        VolumeManager volumes = new VolumeManager(
                mounter,
                VolumeManager.DIRECTORY,
                fileSystem -> zone + "." + fileSystem + ".efs." + region + ".amazonaws.com");
        TaskCredentials taskCredentials = new TaskCredentials();
        TaskTools tools = new TaskTools(
                runtime,
                new Images(
                        runtime,
                        config.imagePullBehavior(),
                        new PulledImages(config.dataDirectory().resolve("pulled-images"))),
                volumes,
                new LinuxTaskNetwork(),
                new ParameterSecrets(apis, taskCredentials),
                new S3EnvironmentFiles(apis, taskCredentials),
                new LogShipper(
                        apis, taskCredentials, runtime, config.dataDirectory().resolve("logs")),
                new ApiStateReporter(api, config.cluster()),
                journal,
                clock,
                config.stopTimeout());
        TaskEngine engine = new TaskEngine(tools, taskCredentials);

        Registration registration = new Registration(api, config.cluster(), config.dataDirectory());
        Registration.Machine machine = untilDone("the instance identity", () -> machine(metadata, config));
        String arn = untilDone("RegisterContainerInstance", () -> registration.register(machine));
        LOG.log(Level.INFO, "registered as {0}", arn);
        Registration.Endpoints endpoints = untilDone("DiscoverPollEndpoint", () -> registration.discover(arn));
        serveTasks(mounter, new TaskPages(apis, metadata, engine, runtime, taskCredentials, zone));
        early.close();
        engine.start();
        FenceWatch.start(
                new SelfFence(lease, engine::killHoldersOfSharedDirectories, mounter, System::nanoTime), FENCE_EVERY);
        Runtime.getRuntime().addShutdownHook(new Thread(engine::close));

        Connector connector = new Connector(http, region, credentials, clock);
        AcsSession session = new AcsSession(
                config.cluster(),
                arn,
                BootId.read(Path.of("/proc")),
                engine,
                mounter,
                new Attachments(tools.network(), tools.reporter()),
                new ExecSessions(connector, endpoints.acs(), arn, engine, runtime),
                lease,
                System::nanoTime);
        Thread.ofPlatform()
                .name("acs")
                .start(new AcsLoop(
                        connector, endpoints.acs(), session, dockerVersion, System::nanoTime, Thread::sleep, random));
        TaskMeter meter = new TaskMeter(runtime, new CgroupUsage(Path.of("/proc"), Path.of("/sys/fs/cgroup")));
        Thread.ofPlatform()
                .name("tcs")
                .daemon()
                .start(new TcsLoop(
                        connector,
                        endpoints.tcs(),
                        config.cluster(),
                        arn,
                        dockerVersion,
                        meter,
                        new TaskHealths(runtime),
                        clock,
                        random));
    }

    /** Where tasks and mounts expect them; without it, tasks run and find no credentials and no metadata. */
    private static void serveTasks(LinuxMounter mounter, TaskPages pages) {
        try {
            mounter.ownAddress(CREDENTIALS_ADDRESS);
            pages.serve(new InetSocketAddress(CREDENTIALS_ADDRESS, HTTP_PORT));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "task roles' credentials and metadata are not served: {0}", e.getMessage());
        }
    }

    private static Registration.Machine machine(InstanceMetadata metadata, EcsConfig config) throws IOException {
        long memory = MachineMemory.bytes(Path.of("/proc"), Path.of("/sys/fs/cgroup")) / MIB;
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
        return new Registration.Machine(
                metadata.require("dynamic/instance-identity/document"),
                metadata.get("dynamic/instance-identity/signature").orElse(""),
                Runtime.getRuntime().availableProcessors() * CPU_UNITS_PER_CORE,
                (int) Math.max(0, memory - config.reservedMemoryMiB()),
                architecture,
                config.instanceAttributes());
    }

    /** Tries until it works: an instance boots before its network and its control plane are ready. */
    private static <T> T untilDone(String what, Callable<T> attempt) throws InterruptedException {
        String said = "";
        while (true) {
            try {
                return attempt.call();
            } catch (Exception e) {
                String reason = String.valueOf(e.getMessage());
                if (!reason.equals(said)) {
                    LOG.log(Level.INFO, "waiting for {0}: {1}", what, reason);
                    said = reason;
                }
                Thread.sleep(RETRY);
            }
        }
    }
}
