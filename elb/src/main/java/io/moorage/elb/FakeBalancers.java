package io.moorage.elb;

import io.moorage.model.elb.Registration.Health;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Balancers that carry nothing: every instance is in service, but for those that a test says are not. Thread-safe. */
public final class FakeBalancers implements Balancers {
    private final Map<String, Declared> declared = new TreeMap<>();
    private final Set<String> sick = new HashSet<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<String, Instant> inServiceSince = new HashMap<>();
    private final Map<String, Instant> firstAnswer = new HashMap<>();
    private final Map<String, Counts> counts = new HashMap<>();

    @Override
    public synchronized Map<String, String> declare(List<Declared> wanted) {
        declared.clear();
        wanted.forEach(each -> declared.put(each.loadBalancer().name(), each));
        return Map.of();
    }

    @Override
    public synchronized Map<String, Status> status() {
        return declared.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> new Status(
                                each.getValue().targets().stream()
                                        .collect(Collectors.toMap(Target::instanceId, this::status)),
                                counts.getOrDefault(each.getKey(), Counts.NONE))));
    }

    private InstanceStatus status(Target target) {
        return new InstanceStatus(
                sick.contains(target.instanceId()) ? Health.OUT_OF_SERVICE : Health.IN_SERVICE,
                busy.contains(target.instanceId()) ? 1 : 0,
                Optional.ofNullable(inServiceSince.get(target.instanceId())),
                Optional.ofNullable(firstAnswer.get(target.instanceId())));
    }

    /** What was told last, by name. */
    public synchronized Map<String, Declared> declared() {
        return Map.copyOf(declared);
    }

    /** From now on its health checks fail, or pass. */
    public synchronized void sick(String instanceId, boolean isSick) {
        if (isSick) {
            sick.add(instanceId);
        } else {
            sick.remove(instanceId);
        }
    }

    /** From now on it has a connection under way, or none. */
    public synchronized void busy(String instanceId, boolean isBusy) {
        if (isBusy) {
            busy.add(instanceId);
        } else {
            busy.remove(instanceId);
        }
    }

    /** Its health checks began to pass then, and it answered a client first. */
    public synchronized void served(String instanceId, Instant since, Instant answered) {
        inServiceSince.put(instanceId, since);
        firstAnswer.put(instanceId, answered);
    }

    /** It has carried so much since it began. */
    public synchronized void carried(String name, Counts all) {
        counts.put(name, all);
    }

    /** As it was born. */
    public synchronized void reset() {
        declared.clear();
        sick.clear();
        busy.clear();
        inServiceSince.clear();
        firstAnswer.clear();
        counts.clear();
    }
}
