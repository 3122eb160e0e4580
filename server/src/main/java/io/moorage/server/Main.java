package io.moorage.server;

import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.instance.DockerEngine;
import io.moorage.ec2.instance.DockerInstanceDriver;
import io.moorage.ec2.instance.InstanceDriver;
import io.moorage.ec2.network.LinuxNetworks;
import io.moorage.ec2.network.NetworkNames;
import io.moorage.iam.IamConfig;
import io.moorage.iam.IamControlPlane;
import io.moorage.server.balance.BalancerProcess;
import io.moorage.server.files.FileServerProcess;
import io.moorage.server.process.DetachedProcess;
import io.moorage.server.vpc.AllListeners;
import io.moorage.store.AllTables;
import io.moorage.store.Store;
import io.moorage.store.memory.MemoryStore;
import io.moorage.store.sql.SqlStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The server's process: reads its command line, makes the machine and the services on it, and runs until it is ended. */
public final class Main {
    private static final Logger LOG = System.getLogger(Main.class.getName());

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(ServerConfig.USAGE);
            return;
        }
        try {
            ServerConfig config = ServerConfig.parse(List.of(arguments));
            if (config.home().toString().isEmpty()) {
                run(config.at(TemporaryHome.make(System.err)));
            } else if (config.cleanUp()) {
                cleanUp(config);
            } else {
                run(config);
            }
        } catch (ServerConfig.Invalid e) {
            System.err.println("moorage server: " + e.getMessage() + "\n" + ServerConfig.USAGE);
            System.exit(2);
        } catch (AccessDeniedException e) {
            System.err.println("moorage server: permission denied: " + e.getFile()
                    + "\nRun it as root, or choose a directory of your own with --home DIR.");
            System.exit(1);
        } catch (InstanceDriver.MachineException e) {
            System.err.println(
                    "moorage server: " + e.getMessage()
                            + "\nStart Docker, or name its socket with --docker unix:///PATH; ./moorage up starts an engine of its own.");
            LOG.log(Level.DEBUG, "the server ends", e);
            System.exit(1);
        } catch (IOException | GeneralSecurityException e) {
            System.err.println("moorage server: " + e.getMessage());
            LOG.log(Level.DEBUG, "the server ends", e);
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(ServerConfig config) throws IOException, GeneralSecurityException, InterruptedException {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        Files.createDirectories(config.run());
        IamConfig iamConfig = new IamConfig(config.accountId(), config.region());
        IamControlPlane iam;
        Machine machine;
        if (config.simulate()) {
            MemoryStore store = new MemoryStore();
            iam = new IamControlPlane(store, clock, random, iamConfig);
            machine = new SimulatedMachine(config, store, clock);
        } else {
            Store store = SqlStore.open(config.jdbcUrl(), AllTables.LIST);
            iam = new IamControlPlane(store, clock, random, iamConfig);
            Ec2Config ec2 = Ec2Config.of(config.name(), config.accountId(), config.region());
            machine = new RealMachine(
                    config, ec2, store, iam.instanceCredentials()::forInstance, iam.keyHolders(), clock, random);
        }
        try (MoorageServer server = new MoorageServer(config, machine, iam, clock, random)) {
            server.start();
            Path pid = config.run().resolve("server.pid");
            Files.writeString(pid, Long.toString(ProcessHandle.current().pid()));
            LOG.log(Level.INFO, "ready at http://{0}:{1}", config.bind(), Integer.toString(config.port()));
            server.awaitEnd();
            Files.deleteIfExists(pid);
        }
    }

    /** Removes what a server that died left on the machine; says what could not be removed. */
    private static void cleanUp(ServerConfig config) throws IOException {
        Ec2Config ec2 = Ec2Config.of(config.name(), config.accountId(), config.region());
        DetachedProcess.Jvm none = new DetachedProcess.Jvm(Path.of("java"), "", Optional.empty());
        new FileServerProcess(none, config.home()).kill();
        new BalancerProcess(none, config.home()).process().kill();
        try (DockerEngine engine = DockerEngine.at(config.docker());
                DockerInstanceDriver driver =
                        new DockerInstanceDriver(engine, config.name(), config.runtime(), ec2.privateDomain())) {
            driver.machines().forEach(each -> driver.remove(each.instanceId()));
        } catch (InstanceDriver.MachineException e) {
            LOG.log(Level.INFO, "no Docker engine answers, so no instance is left: {0}", e.getMessage());
        }
        new LinuxNetworks(new NetworkNames(config.name()), new AllListeners(List.of())).removeAll();
    }
}
