package io.moorage.simulation;

import io.moorage.model.Fence;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceEvent;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What changed in a simulation, in lines a reader can follow: tasks are numbered in the order in which they were made. */
final class History {
    private final Simulation simulation;
    private final Instant start;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, String> states = new TreeMap<>();
    private final Set<String> seenEvents = new HashSet<>();
    private final List<String> lines = new ArrayList<>();

    History(Simulation simulation) {
        this.simulation = simulation;
        this.start = simulation.now();
    }

    String task(String number) {
        return numbers.entrySet().stream()
                .filter(each -> ("#" + each.getValue()).equals(number))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no task " + number));
    }

    /** What was noted since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    void note() {
        ReadView view = simulation.store().view();
        Map<String, String> machines = new HashMap<>();
        for (ContainerInstance each : view.all(EcsTables.CONTAINER_INSTANCES)) {
            machines.put(each.arn(), each.ec2InstanceId());
            String state = each.status()
                    + (each.agentConnected() ? ", connected" : ", not connected")
                    + (each.lost() ? ", LOST" : "");
            changed("instance " + each.ec2InstanceId(), state);
        }
        for (Fence each : view.all(SharedTables.FENCES)) {
            changed("fence of " + each.instanceId(), each.state() + " (epoch " + each.epoch() + ")");
        }
        view.all(EcsTables.TASKS).stream()
                .sorted(java.util.Comparator.comparing(
                                (Task each) -> each.times().created())
                        .thenComparing(each -> machines.getOrDefault(each.containerInstanceArn(), ""))
                        .thenComparing(Task::arn))
                .forEach(each -> {
                    int number = numbers.computeIfAbsent(each.arn(), any -> numbers.size() + 1);
                    String state = each.lastStatus()
                            + (each.desiredStatus() == each.lastStatus() || each.wanted() ? "" : " (to stop)")
                            + each.networkInterface()
                                    .map(own -> ", " + own.privateAddress() + " " + own.status())
                                    .orElse("")
                            + each.stop().map(stop -> ", " + stop.reason()).orElse("");
                    changed(
                            "task #" + number + " of " + each.group() + " on "
                                    + machines.getOrDefault(each.containerInstanceArn(), "no instance"),
                            state);
                });
        for (Service each : view.all(EcsTables.SERVICES)) {
            changed("service " + each.name(), each.status() + ", desired " + each.desiredCount());
            for (ServiceEvent event : each.events().reversed()) {
                if (seenEvents.add(event.id())) {
                    line(readable(event.message(), machines));
                }
            }
        }
    }

    /** A service's deployments or task sets as they are; ids are numbered in the order in which they were shown. */
    List<String> show(Service service) {
        List<String> shown = new ArrayList<>();
        service.deployments()
                .forEach(each -> shown.add("deployment " + each.status() + " of " + each.taskDefinition() + ", desired "
                        + each.desiredCount() + ", failed " + each.failures() + ": " + each.rolloutState() + ", "
                        + each.rolloutStateReason()));
        service.taskSets()
                .forEach(each -> shown.add("task set " + each.status() + " of " + each.taskDefinition() + ", desired "
                        + each.computedDesiredCount(service.desiredCount())
                        + (each.stableAt().isPresent() ? ": stable" : ": stabilizing")));
        return shown.stream()
                .map(each -> "         " + each.replaceAll("ecs-svc/[0-9]+", "ecs-svc/..."))
                .toList();
    }

    private String readable(String message, Map<String, String> machines) {
        String text = message;
        for (Map.Entry<String, Integer> each : numbers.entrySet()) {
            text = text.replace(idOf(each.getKey()), "#" + each.getValue());
        }
        for (Map.Entry<String, String> each : machines.entrySet()) {
            text = text.replace(idOf(each.getKey()), each.getValue());
        }
        return text.replaceAll("ecs-svc/[0-9]+", "ecs-svc/...")
                .replace(
                        " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.",
                        "");
    }

    private static String idOf(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private void changed(String what, String state) {
        String plain = state.replaceAll("ecs-svc/[0-9]+", "ecs-svc/...");
        if (!plain.equals(states.put(what, plain))) {
            line(what + ": " + plain);
        }
    }

    private void line(String text) {
        long millis = Duration.between(start, simulation.now()).toMillis();
        lines.add(String.format("%7.2fs  %s", millis / 1000.0, text));
    }
}
