package io.moorage.ec2.instance;

import io.moorage.base.Execution;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Machines that exist in memory only and do at once what they are told. Process ids are made up, and never reused. */
public final class SimulatedInstanceDriver implements InstanceDriver {
    private static final int KILLED = 128 + 9;

    private final Map<String, Machine> machines = new ConcurrentHashMap<>();
    private final Map<String, Usage> usages = new ConcurrentHashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastPid = new AtomicInteger();

    @Override
    public Collection<Machine> machines() {
        return List.copyOf(machines.values());
    }

    @Override
    public void watch(Runnable changed) {
        watchers.add(changed);
    }

    @Override
    public Machine start(MachineSpec spec) {
        Machine machine = machines.compute(
                spec.instanceId(),
                (id, old) -> old != null && old.running() ? old : new Machine(id, lastPid.incrementAndGet()));
        tell();
        return machine;
    }

    @Override
    public void stop(String instanceId, Duration grace) {
        end(instanceId, 0);
    }

    /** Cuts the machine's power, as a test or a user of the simulation may. */
    public void kill(String instanceId) {
        end(instanceId, KILLED);
    }

    @Override
    public void remove(String instanceId) {
        machines.remove(instanceId);
        tell();
    }

    @Override
    public String console(String instanceId) {
        return Optional.ofNullable(machines.get(instanceId))
                .map(machine -> "simulated instance " + instanceId + "\n")
                .orElse("");
    }

    @Override
    public Execution execute(String instanceId, List<String> command, Execution.Output output) {
        if (!Optional.ofNullable(machines.get(instanceId)).map(Machine::running).orElse(false)) {
            throw new MachineException(instanceId + " does not run");
        }
        return new SimulatedShell(instanceId, output);
    }

    /** Nobody counts unless it was said what. */
    @Override
    public Optional<Usage> usage(String instanceId) {
        return Optional.ofNullable(usages.get(instanceId));
    }

    public void setUsage(String instanceId, Usage usage) {
        usages.put(instanceId, usage);
    }

    /** Forgets every machine. */
    public void reset() {
        machines.clear();
        usages.clear();
        tell();
    }

    @Override
    public void close() {
        watchers.clear();
    }

    private void end(String instanceId, int exitCode) {
        machines.computeIfPresent(
                instanceId,
                (id, old) -> old.running() ? new Machine(id, 0, OptionalInt.of(exitCode), Optional.empty()) : old);
        tell();
    }

    private void tell() {
        watchers.forEach(Runnable::run);
    }
}
