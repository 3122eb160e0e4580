package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Waits, with a bound each, for what the story set going: instances that register, a task that runs, a database that answers. */
final class StoryWatch {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final EcsApi ecs;

    StoryWatch(EcsApi ecs) {
        this.ecs = ecs;
    }

    /**
     * Waits until every instance is registered with its agent connected.
     *
     * @param launchedNanos when each was asked for, by instance id
     * @return seconds from there until it was seen registered, of the slowest
     */
    double registered(Map<String, Long> launchedNanos) {
        Map<String, Double> took = new HashMap<>();
        await(BOUND, "both instances are registered with the cluster", () -> {
            Set<String> connected = connected();
            launchedNanos.forEach((instance, launched) -> {
                if (connected.contains(instance)) {
                    took.putIfAbsent(instance, (System.nanoTime() - launched) / 1e9);
                }
            });
            return took.size() == launchedNanos.size();
        });
        return Collections.max(took.values());
    }

    private Set<String> connected() {
        Set<String> connected = new HashSet<>();
        for (JsonNode found : containerInstances()) {
            if (found.path("agentConnected").asBoolean()) {
                connected.add(found.path("ec2InstanceId").asText());
            }
        }
        return connected;
    }

    private List<JsonNode> containerInstances() {
        JsonNode arns = ecs.call("ListContainerInstances", Map.of("cluster", StoryStage.CLUSTER))
                .path("containerInstanceArns");
        return described("DescribeContainerInstances", "containerInstances", arns);
    }

    /** Waits for the service's task and returns the EC2 instance that runs it. */
    String running(Set<String> instances) {
        String[] holder = {""};
        await(BOUND, "the service's task is RUNNING", () -> {
            List<JsonNode> running = tasks().stream()
                    .filter(task -> task.path("lastStatus").asText().equals("RUNNING"))
                    .toList();
            if (running.isEmpty()) {
                return false;
            }
            JsonNode on = running.getFirst().path("containerInstanceArn");
            containerInstances().stream()
                    .filter(found -> found.path("containerInstanceArn").equals(on))
                    .forEach(found -> holder[0] = found.path("ec2InstanceId").asText());
            return instances.contains(holder[0]);
        });
        return holder[0];
    }

    /** The ARN of the service's task, empty when it has none. */
    String task() {
        return tasks().stream()
                .map(task -> task.path("taskArn").asText())
                .findFirst()
                .orElse("");
    }

    private List<JsonNode> tasks() {
        JsonNode arns = ecs.call("ListTasks", Map.of("cluster", StoryStage.CLUSTER, "serviceName", StoryStage.SERVICE))
                .path("taskArns");
        return described("DescribeTasks", "tasks", arns);
    }

    private List<JsonNode> described(String action, String what, JsonNode arns) {
        List<JsonNode> found = new ArrayList<>();
        if (!arns.isEmpty()) {
            ecs.call(action, Map.of("cluster", StoryStage.CLUSTER, what, arns))
                    .path(what)
                    .forEach(found::add);
        }
        return found;
    }

    /** Waits until one of the addresses answers as MySQL, and makes the story's table there. */
    void answers(List<String> addresses) {
        await(BOUND, "MySQL answers on port 3306", () -> {
            for (String address : addresses) {
                if (CommitWriter.listens(address) && makeTable(address)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean makeTable(String address) {
        try (SqlSession session = new SqlSession(address, 3306, "root", StoryStage.PASSWORD, "")) {
            session.query(
                    "CREATE DATABASE IF NOT EXISTS moorage; CREATE TABLE IF NOT EXISTS moorage.commits"
                            + " (run VARCHAR(40) NOT NULL, n BIGINT NOT NULL, KEY by_run (run, n)) ENGINE=InnoDB",
                    Duration.ofSeconds(10));
            return true;
        } catch (SqlSession.Broken e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run the mariadb client", e);
        }
    }

    /** Asks again and again until {@code condition} holds; past the bound the story ends and says what it waited for. */
    static void await(Duration bound, String what, Supplier<Boolean> condition) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!condition.get()) {
            if (System.nanoTime() > deadline) {
                throw new UserError("waited " + bound.toSeconds() + " s in vain until " + what
                        + "; see ./moorage logs, and: aws ec2 get-console-output --instance-id ID");
            }
            Story.pause(POLL);
        }
    }
}
