package io.moorage.autoscaling;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.autoscaling.AttachInstancesQuery;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CompleteLifecycleActionType;
import io.moorage.awsmodels.autoscaling.CreateAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.DeleteAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.DetachInstancesQuery;
import io.moorage.awsmodels.autoscaling.EnterStandbyQuery;
import io.moorage.awsmodels.autoscaling.ExitStandbyQuery;
import io.moorage.awsmodels.autoscaling.PutLifecycleHookType;
import io.moorage.awsmodels.autoscaling.ScalingProcessQuery;
import io.moorage.awsmodels.autoscaling.SetDesiredCapacityType;
import io.moorage.awsmodels.autoscaling.SetInstanceHealthQuery;
import io.moorage.awsmodels.autoscaling.SetInstanceProtectionQuery;
import io.moorage.awsmodels.autoscaling.TerminateInstanceInAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.UpdateAutoScalingGroupType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.store.AutoScalingTables;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plays a script: lines that start with {@code >} are orders, {@code #} comments; what follows an order is what came of it. */
final class Scenario {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final AutoScalingWorld world = new AutoScalingWorld(1);
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, ScalingActivity> told = new HashMap<>();

    static String play(String script) {
        var scenario = new Scenario();
        StringBuilder played = new StringBuilder();
        for (String line : script.lines().toList()) {
            if (line.startsWith("#") || line.isBlank()) {
                played.append(line).append('\n');
            } else if (line.startsWith(">")) {
                played.append(line).append('\n');
                scenario.order(line.substring(1).strip())
                        .forEach(each -> played.append(each).append('\n'));
            }
        }
        return played.toString();
    }

    private List<String> order(String text) {
        List<String> lines = new ArrayList<>();
        try {
            perform(text.split(" +"));
        } catch (AwsException e) {
            lines.add("    " + e.code() + ": " + named(String.valueOf(e.getMessage())));
        }
        world.settle();
        news(lines);
        return lines;
    }

    private void perform(String[] words) {
        switch (words[0]) {
            case "launch-configuration" -> world.launchConfiguration(words[1]);
            case "group" -> group(words);
            case "desired" ->
                world.call(
                        AutoscalingOperations.SET_DESIRED_CAPACITY,
                        SetDesiredCapacityType.builder()
                                .autoScalingGroupName(words[1])
                                .desiredCapacity(Integer.parseInt(words[2]))
                                .build());
            case "update" -> update(words);
            case "delete" ->
                world.call(
                        AutoscalingOperations.DELETE_AUTO_SCALING_GROUP,
                        DeleteAutoScalingGroupType.builder()
                                .autoScalingGroupName(words[1])
                                .forceDelete(words.length > 2)
                                .build());
            case "kill" -> world.kill(id(words[1]));
            case "terminate" ->
                world.call(
                        AutoscalingOperations.TERMINATE_INSTANCE_IN_AUTO_SCALING_GROUP,
                        TerminateInstanceInAutoScalingGroupType.builder()
                                .instanceId(id(words[1]))
                                .shouldDecrementDesiredCapacity(words[2].equals("decrement"))
                                .build());
            case "unhealthy" ->
                world.call(
                        AutoscalingOperations.SET_INSTANCE_HEALTH,
                        SetInstanceHealthQuery.builder()
                                .instanceId(id(words[1]))
                                .healthStatus("Unhealthy")
                                .build());
            case "standby" ->
                world.call(
                        AutoscalingOperations.ENTER_STANDBY,
                        EnterStandbyQuery.builder()
                                .autoScalingGroupName(words[1])
                                .instanceIds(List.of(id(words[2])))
                                .shouldDecrementDesiredCapacity(true)
                                .build());
            case "back" ->
                world.call(
                        AutoscalingOperations.EXIT_STANDBY,
                        ExitStandbyQuery.builder()
                                .autoScalingGroupName(words[1])
                                .instanceIds(List.of(id(words[2])))
                                .build());
            case "detach" ->
                world.call(
                        AutoscalingOperations.DETACH_INSTANCES,
                        DetachInstancesQuery.builder()
                                .autoScalingGroupName(words[1])
                                .instanceIds(List.of(id(words[2])))
                                .shouldDecrementDesiredCapacity(words[3].equals("decrement"))
                                .build());
            case "attach" ->
                world.call(
                        AutoscalingOperations.ATTACH_INSTANCES,
                        AttachInstancesQuery.builder()
                                .autoScalingGroupName(words[1])
                                .instanceIds(List.of(id(words[2])))
                                .build());
            case "protect" ->
                world.call(
                        AutoscalingOperations.SET_INSTANCE_PROTECTION,
                        SetInstanceProtectionQuery.builder()
                                .autoScalingGroupName(words[1])
                                .instanceIds(List.of(id(words[2])))
                                .protectedFromScaleIn(true)
                                .build());
            case "hook" -> hook(words);
            case "complete" ->
                world.call(
                        AutoscalingOperations.COMPLETE_LIFECYCLE_ACTION,
                        CompleteLifecycleActionType.builder()
                                .autoScalingGroupName(words[1])
                                .lifecycleHookName(words[2])
                                .instanceId(id(words[3]))
                                .lifecycleActionResult(words[4])
                                .build());
            case "suspend" ->
                world.call(
                        AutoscalingOperations.SUSPEND_PROCESSES,
                        ScalingProcessQuery.builder()
                                .autoScalingGroupName(words[1])
                                .scalingProcesses(List.of(words[2]))
                                .build());
            case "resume" ->
                world.call(
                        AutoscalingOperations.RESUME_PROCESSES,
                        ScalingProcessQuery.builder()
                                .autoScalingGroupName(words[1])
                                .build());
            case "advance" -> world.now = world.now.plus(Duration.parse("PT" + words[1]));
            default -> throw new IllegalArgumentException("unknown order: " + words[0]);
        }
    }

    private void group(String[] words) {
        CreateAutoScalingGroupType.Builder group = world.group(
                words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]), Integer.parseInt(words[4]));
        if (words.length > 5) {
            group.vpcZoneIdentifier(subnets(words[5]));
        }
        if (words.length > 6) {
            group.terminationPolicies(List.of(words[6].split(",")));
        }
        world.create(group);
    }

    private String subnets(String zones) {
        return Stream.of(zones.split(",")).map(world::subnet).collect(Collectors.joining(","));
    }

    private void update(String[] words) {
        UpdateAutoScalingGroupType.Builder update =
                UpdateAutoScalingGroupType.builder().autoScalingGroupName(words[1]);
        for (int i = 2; i < words.length; i++) {
            String value = words[i].substring(words[i].indexOf('=') + 1);
            switch (words[i].substring(0, words[i].indexOf('='))) {
                case "min" -> update.minSize(Integer.valueOf(value));
                case "max" -> update.maxSize(Integer.valueOf(value));
                case "desired" -> update.desiredCapacity(Integer.valueOf(value));
                case "zones" -> update.vpcZoneIdentifier(subnets(value));
                case "from" -> update.launchConfigurationName(value);
                default -> throw new IllegalArgumentException(words[i]);
            }
        }
        world.call(AutoscalingOperations.UPDATE_AUTO_SCALING_GROUP, update.build());
    }

    private void hook(String[] words) {
        world.call(
                AutoscalingOperations.PUT_LIFECYCLE_HOOK,
                PutLifecycleHookType.builder()
                        .autoScalingGroupName(words[1])
                        .lifecycleHookName(words[2])
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_" + words[3].toUpperCase(Locale.ROOT))
                        .heartbeatTimeout(Integer.valueOf(words[4]))
                        .defaultResult(words[5])
                        .build());
    }

    /** What activities did since the last order, and how the groups stand. */
    private void news(List<String> lines) {
        for (ScalingActivity each : world.activities()) {
            if (!each.equals(told.put(each.key(), each))) {
                lines.add("    " + time(each.ended().orElse(each.started())) + " " + named(each.description()) + ": "
                        + each.status().word()
                        + each.message().map(text -> " (" + named(text) + ")").orElse(""));
                lines.add("        " + named(each.cause()));
            }
        }
        for (AutoScalingGroup group : world.store.view().all(AutoScalingTables.GROUPS)) {
            lines.add("    " + group.name() + " wants " + group.desired() + ": "
                    + world.members(group.name()).stream()
                            .map(this::line)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
    }

    private String line(GroupInstance member) {
        return member.instanceId().map(this::name).orElse("?") + " "
                + member.zone().substring(member.zone().length() - 1) + " "
                + member.state().word();
    }

    private String named(String text) {
        Matcher matcher = Pattern.compile("i-[0-9a-f]{17}").matcher(text);
        return matcher.replaceAll(found -> name(found.group())).replaceAll("2026-11-2\\dT", "");
    }

    private String name(String id) {
        return names.computeIfAbsent(id, absent -> "i-" + (names.size() + 1));
    }

    private String id(String name) {
        return names.entrySet().stream()
                .filter(each -> each.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(ZoneOffset.UTC));
    }
}
