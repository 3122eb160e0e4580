package io.moorage.model.ecs;

import java.util.Set;
import java.util.TreeSet;

/**
 * CPU, memory and host ports: registered by an instance, reserved by a task, or remaining.
 *
 * @param cpu units, 1024 to a core
 * @param memory MiB
 * @param ports TCP host ports that are taken
 * @param portsUdp UDP host ports that are taken
 */
public record Resources(int cpu, int memory, Set<Integer> ports, Set<Integer> portsUdp) {
    public static final Resources NONE = new Resources(0, 0, Set.of(), Set.of());

    public Resources {
        ports = Set.copyOf(ports);
        portsUdp = Set.copyOf(portsUdp);
    }

    /** What is left when {@code used} is taken out: less CPU and memory, more ports taken. */
    public Resources less(Resources used) {
        return new Resources(
                cpu - used.cpu, memory - used.memory, union(ports, used.ports), union(portsUdp, used.portsUdp));
    }

    private static Set<Integer> union(Set<Integer> one, Set<Integer> other) {
        if (other.isEmpty()) {
            return one;
        }
        Set<Integer> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
