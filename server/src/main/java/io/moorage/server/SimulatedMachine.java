package io.moorage.server;

import io.moorage.awsapi.endpoint.AwsEndpoint;
import io.moorage.ec2.instance.InstanceDriver;
import io.moorage.ec2.instance.SimulatedInstanceDriver;
import io.moorage.ec2.network.Networks;
import io.moorage.ec2.network.SimulatedNetworks;
import io.moorage.efs.FakeFileServers;
import io.moorage.efs.FileServers;
import io.moorage.store.Store;
import io.moorage.store.memory.MemoryStore;
import java.util.Map;

/** Instances, networks and file servers that are only written down. Nothing survives the process. */
final class SimulatedMachine implements Machine {
    private final MemoryStore store;
    private final SimulatedInstanceDriver driver = new SimulatedInstanceDriver();
    private final SimulatedNetworks networks = new SimulatedNetworks();
    private final FakeFileServers files = new FakeFileServers();

    SimulatedMachine(MemoryStore store) {
        this.store = store;
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
    public void serve(AwsEndpoint endpoint) {
        // Simulated instances call nobody.
    }

    @Override
    public void started(Runnable fileServerCameBack) {
        // Nothing to watch.
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
    public void reset() {
        driver.machines().forEach(machine -> driver.remove(machine.instanceId()));
        store.reset();
    }

    @Override
    public void close() {
        store.close();
    }
}
