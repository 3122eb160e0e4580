package io.moorage.server;

import io.moorage.awsapi.InstanceIdentities;
import io.moorage.awsapi.endpoint.AwsEndpoint;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.ec2.instance.SimulatedInstanceDriver;
import io.moorage.ec2.network.Networks;
import io.moorage.ec2.network.SimulatedNetworks;
import io.moorage.efs.FakeFileServers;
import io.moorage.elb.FakeBalancers;
import io.moorage.server.files.SimulatedDoor;
import io.moorage.simulation.EcsApi;
import io.moorage.simulation.SimulatedFleet;
import io.moorage.simulation.SimulatedFleetLoop;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import io.moorage.store.memory.MemoryStore;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Instances with their agents, networks and file servers that are only written down. Nothing survives the process. */
final class SimulatedMachine implements Machine {
    private final MemoryStore store;
    private final SimulatedInstanceDriver driver = new SimulatedInstanceDriver();
    private final SimulatedNetworks networks = new SimulatedNetworks();
    private final FakeFileServers files;
    private final MetricStore metrics = MetricStore.inMemory();
    private final FakeBalancers balancers = new FakeBalancers();
    private final SimulatedDoor door;

    private final ServerConfig config;
    private final InstantSource clock;
    private @Nullable SimulatedFleetLoop fleet;

    SimulatedMachine(ServerConfig config, MemoryStore store, InstantSource clock) {
        this.config = config;
        this.store = store;
        this.clock = clock;
        this.door = new SimulatedDoor(clock);
        this.files = new FakeFileServers(door);
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public SimulatedInstanceDriver driver() {
        return driver;
    }

    @Override
    public Networks networks() {
        return networks;
    }

    @Override
    public FakeFileServers files() {
        return files;
    }

    @Override
    public SimulatedDoor door() {
        return door;
    }

    /** Simulated instances have no metadata service that would sign for them. */
    @Override
    public InstanceIdentities identities() {
        return InstanceIdentities.NONE;
    }

    @Override
    public FakeBalancers balancers() {
        return balancers;
    }

    @Override
    public MetricStore metrics() {
        return metrics;
    }

    @Override
    public void serve(AwsEndpoint endpoint) {
        // Simulated instances call nobody.
    }

    @Override
    public void started(Running running) {
        EcsApi api = new EcsApi(running.ecsActions(), clock, config.region(), config.accountId());
        fleet = new SimulatedFleetLoop(new SimulatedFleet(store, api, running.sessions()), store, clock);
    }

    @Override
    public void answerNames(InetSocketAddress here) {
        // No address of a simulated network leads anywhere.
    }

    @Override
    public Map<String, Object> status() {
        return Map.of("simulated", true);
    }

    @Override
    public void down() {
        // Nothing runs outside this process.
    }

    @Override
    public void reset(Consumer<Transaction> born) {
        if (fleet == null) {
            throw new IllegalStateException("reset before start");
        }
        // Within the transaction: nothing new can be asked of a machine or a file server before the old ones are gone.
        fleet.reset(() -> store.reset(tx -> {
            driver.reset();
            files.reset();
            door.reset();
            balancers.reset();
            born.accept(tx);
        }));
    }

    @Override
    public void close() {
        if (fleet != null) {
            fleet.close();
        }
        store.close();
    }
}
