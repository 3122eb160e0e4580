package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Waits, with a bound each, for what the story set going: a task that runs, a database that answers, an instance that is replaced. */
final class StoryWatch {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final SignedApi api;

    StoryWatch(SignedApi api) {
        this.api = api;
    }

    /** The EC2 instances whose agents are connected. */
    Set<String> connected() {
        Set<String> connected = new TreeSet<>();
        for (JsonNode found : containerInstances()) {
            if (found.path("agentConnected").asBoolean()) {
                connected.add(found.path("ec2InstanceId").asText());
            }
        }
        return connected;
    }

    private List<JsonNode> containerInstances() {
        JsonNode arns = api.ecs("ListContainerInstances", Map.of("cluster", StoryStack.CLUSTER))
                .path("containerInstanceArns");
        return described("DescribeContainerInstances", "containerInstances", arns);
    }

    /** Waits until the group has as many instances in service as it wants, and their agents are connected; returns them. */
    Set<String> complete(String group) {
        Set<String> instances = new TreeSet<>();
        await(BOUND, "the group " + group + " is complete and its instances are registered", () -> {
            JsonNode found = api.query(
                            "autoscaling",
                            "2011-01-01",
                            "DescribeAutoScalingGroups",
                            Map.of("AutoScalingGroupNames.member.1", group))
                    .path("AutoScalingGroups")
                    .path(0);
            instances.clear();
            for (JsonNode instance : found.path("Instances")) {
                if (instance.path("LifecycleState").asText().equals("InService")) {
                    instances.add(instance.path("InstanceId").asText());
                }
            }
            return instances.size() == found.path("DesiredCapacity").asInt()
                    && connected().containsAll(instances);
        });
        return Set.copyOf(instances);
    }

    /** Waits for the service's task and returns the EC2 instance that runs it. */
    String running() {
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
            return !holder[0].isEmpty();
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
        JsonNode arns = api.ecs("ListTasks", Map.of("cluster", StoryStack.CLUSTER, "serviceName", StoryStack.SERVICE))
                .path("taskArns");
        return described("DescribeTasks", "tasks", arns);
    }

    private List<JsonNode> described(String action, String what, JsonNode arns) {
        List<JsonNode> found = new ArrayList<>();
        if (!arns.isEmpty()) {
            api.ecs(action, Map.of("cluster", StoryStack.CLUSTER, what, arns))
                    .path(what)
                    .forEach(found::add);
        }
        return found;
    }

    /** Waits until MySQL answers at one of the addresses, and makes the story's table there. */
    void answers(Supplier<List<String>> addresses) {
        await(BOUND, "MySQL answers on port 3306", () -> addresses.get().stream()
                .anyMatch(each -> CommitWriter.listens(each) && makeTable(each)));
    }

    private static boolean makeTable(String address) {
        try (SqlSession session = new SqlSession(address, 3306, "root", StoryStack.PASSWORD, "")) {
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
