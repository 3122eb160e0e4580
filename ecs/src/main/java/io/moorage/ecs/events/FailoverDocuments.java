package io.moorage.ecs.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.model.Failover;
import io.moorage.model.Failover.CutOff;
import io.moorage.model.Failover.Moved;
import io.moorage.model.Failover.Replacement;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Failovers as they are told: docs/agents.md says what each member is. Times and durations are milliseconds. */
public final class FailoverDocuments {
    private FailoverDocuments() {}

    /**
     * Oldest first.
     *
     * @param since those that were noticed before it are left out
     * @param cluster a cluster's name; empty for all
     */
    public static ArrayNode of(ReadView view, Instant since, String cluster) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        view.all(SharedTables.FAILOVERS).stream()
                .filter(each -> !each.noticed().isBefore(since))
                .filter(each -> cluster.isEmpty() || each.clusterName().equals(cluster))
                .sorted(Comparator.comparing(Failover::noticed).thenComparing(each -> each.key()))
                .forEach(each -> all.add(of(each)));
        return all;
    }

    private static ObjectNode of(Failover failover) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("instance", failover.instanceId());
        node.put("epoch", failover.epoch());
        node.put("cluster", failover.clusterName());
        node.put("containerInstanceArn", failover.containerInstanceArn());
        node.put("sign", failover.sign().name());
        put(node, "killedMillis", failover.killed());
        put(node, "lastHeardMillis", failover.lastHeard());
        put(node, "noticedMillis", Optional.of(failover.noticed()));
        put(node, "fencedMillis", failover.fenced());
        node.set("fence", fence(failover));
        ArrayNode tasks = node.putArray("tasks");
        failover.tasks().forEach(each -> tasks.add(task(each)));
        node.set("durations", durations(failover));
        return node;
    }

    private static ObjectNode fence(Failover failover) {
        List<CutOff> cutOff = failover.cutOff();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode addresses = node.putArray("addresses");
        failover.addresses().stream().sorted().forEach(addresses::add);
        ArrayNode servers = node.putArray("fileServers");
        cutOff.stream().map(CutOff::fileServer).distinct().sorted().forEach(servers::add);
        node.put("clients", cutOff.size());
        node.put("opens", cutOff.stream().mapToInt(CutOff::opens).sum());
        node.put("locks", cutOff.stream().mapToInt(CutOff::locks).sum());
        ArrayNode clients = node.putArray("cutOff");
        cutOff.forEach(each -> clients.addObject()
                .put("fileServer", each.fileServer())
                .put("fileSystemId", each.fileSystemId())
                .put("address", each.address())
                .put("client", each.owner())
                .put("opens", each.opens())
                .put("locks", each.locks()));
        return node;
    }

    private static ObjectNode task(Moved moved) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("task", moved.taskArn());
        node.put("group", moved.group());
        node.put("sharesDirectories", moved.sharesDirectories());
        node.put("reason", moved.reason());
        put(node, "stoppedMillis", moved.stopped());
        Optional<Replacement> next = moved.replacement();
        node.put("replacement", next.map(Replacement::taskArn).orElse(""));
        node.put("instance", next.map(Replacement::instanceId).orElse(""));
        put(node, "placedMillis", next.flatMap(Replacement::placed));
        put(node, "mountedMillis", next.flatMap(Replacement::mounted));
        put(node, "runningMillis", next.flatMap(Replacement::started));
        put(node, "healthyMillis", next.flatMap(Replacement::healthy));
        put(node, "firstQueryMillis", next.flatMap(Replacement::firstQuery));
        return node;
    }

    /** From one step to the next, each of several tasks' last: what the whole failover waited for. */
    private static ObjectNode durations(Failover failover) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Optional<Instant> dead = failover.killed().or(failover::lastHeard);
        Optional<Instant> noticed = Optional.of(failover.noticed());
        Optional<Instant> placed = last(failover, Replacement::placed);
        Optional<Instant> started = last(failover, Replacement::started);
        Optional<Instant> served =
                last(failover, each -> each.firstQuery().or(each::healthy).or(each::started));
        put(node, "notice", dead, noticed);
        put(node, "fence", noticed, failover.fenced());
        put(node, "place", failover.fenced(), placed);
        put(node, "mount", placed, last(failover, Replacement::mounted));
        put(node, "start", last(failover, Replacement::mounted).or(() -> placed), started);
        put(node, "serve", started, served);
        put(node, "total", dead.or(() -> noticed), served);
        return node;
    }

    @FunctionalInterface
    private interface Step {
        Optional<Instant> of(Replacement replacement);
    }

    /** Empty while one of the tasks has not come so far. */
    private static Optional<Instant> last(Failover failover, Step step) {
        List<Moved> moved = failover.tasks().stream()
                .filter(each -> !each.serviceArn().isEmpty())
                .toList();
        List<Instant> done = moved.stream()
                .flatMap(each -> each.replacement().flatMap(step::of).stream())
                .toList();
        return done.size() < moved.size() ? Optional.empty() : done.stream().max(Comparator.naturalOrder());
    }

    private static void put(ObjectNode node, String name, Optional<Instant> time) {
        node.put(name, time.map(Instant::toEpochMilli).orElse(null));
    }

    /** Nothing where the step was done before the one that it is counted from: what shares no directory waits for no fence. */
    private static void put(ObjectNode node, String name, Optional<Instant> from, Optional<Instant> to) {
        Long took = null;
        if (from.isPresent() && to.isPresent()) {
            took = Math.max(0, Duration.between(from.get(), to.get()).toMillis());
        }
        node.put(name, took);
    }
}
