package io.moorage.console.firstrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The stack the story plays on, that of {@code examples/efs-docker.yaml}: made, looked at and taken away by the API. */
final class Stage {
    static final String STACK = "efs-docker";
    private static final String CLUSTER = "default";
    private static final String SERVICE = "mysql";
    private static final String KEY = "moorage-first-run";
    private static final String CLIENT = "moorage-first-run";
    private static final String TEMPLATE = "/io/moorage/console/firstrun/efs-docker.yaml";
    private static final Set<String> WHOLE = Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE");

    private final Set<String> signalled = new HashSet<>();

    /** The client asks for a while: a database that has just started is not open at once. */
    private static final String ASK =
            "for i in $(seq 120); do mysql --connect-timeout=2 -h \"$HOST\" -uroot -p\"$PASSWORD\" -N -e \"$SQL\" > /tmp/out"
                    + " && [ \"$(tail -n 1 /tmp/out)\" = 3 ] && exit 0; sleep 1; done; exit 1";

    private static final String COUNT = "SELECT COUNT(*) FROM moorage.first_run";
    private static final String ROWS = "CREATE DATABASE IF NOT EXISTS moorage;"
            + " CREATE TABLE IF NOT EXISTS moorage.first_run (n INT PRIMARY KEY, said VARCHAR(80));"
            + " REPLACE INTO moorage.first_run VALUES (1, 'written before'), (2, 'the instance'), (3, 'was killed'); ";

    /**
     * What a look at the API told.
     *
     * @param value what was waited for; empty while it is not so
     * @param failed it will not become so
     */
    record Seen<T>(Optional<T> value, String told, boolean failed, boolean asks) {
        static <T> Seen<T> done(T value, String told) {
            return new Seen<>(Optional.of(value), told, false, false);
        }

        static <T> Seen<T> notYet(String told) {
            return new Seen<>(Optional.empty(), told, false, false);
        }

        static <T> Seen<T> never(String told) {
            return new Seen<>(Optional.empty(), told, true, false);
        }

        static <T> Seen<T> asking(String told) {
            return new Seen<>(Optional.empty(), told, false, true);
        }
    }

    /** Where MySQL runs. */
    record Place(String instance, String task, boolean simulated) {}

    private Optional<JsonNode> stack(Aws api) {
        return Aws.list(api.call("cloudformation", "DescribeStacks").path("Stacks")).stream()
                .filter(each -> each.path("StackName").asText().equals(STACK)
                        && !status(each).equals("DELETE_COMPLETE"))
                .findFirst();
    }

    private static String status(JsonNode stack) {
        return stack.path("StackStatus").asText();
    }

    boolean isThere(Aws api) {
        return stack(api).isPresent();
    }

    void create(Aws api) {
        api.call("ec2", "DeleteKeyPair", in -> in.put("KeyName", KEY));
        api.call("ec2", "CreateKeyPair", in -> in.put("KeyName", KEY));
        api.call("cloudformation", "CreateStack", in -> {
            in.put("StackName", STACK).put("TemplateBody", template());
            in.putArray("Capabilities").add("CAPABILITY_IAM");
            in.putArray("Parameters").addObject().put("ParameterKey", "KeyName").put("ParameterValue", KEY);
        });
    }

    private static String template() {
        try (InputStream file = Stage.class.getResourceAsStream(TEMPLATE)) {
            if (file == null) {
                throw new IllegalStateException("the console's jar lacks the example's template");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Seen<String> progress(Aws api) {
        Optional<JsonNode> found = stack(api);
        if (found.isEmpty()) {
            return Seen.never("The stack " + STACK + " was deleted.");
        }
        String status = status(found.get());
        List<JsonNode> resources =
                Aws.list(api.call("cloudformation", "DescribeStackResources", in -> in.put("StackName", STACK))
                        .path("StackResources"));
        long whole = resources.stream()
                .filter(each -> each.path("ResourceStatus").asText().endsWith("_COMPLETE"))
                .count();
        if (WHOLE.contains(status)) {
            return Seen.done(status, whole + " resources are made");
        }
        signalForTheSimulated(api);
        return status.equals("CREATE_IN_PROGRESS")
                ? Seen.notYet(whole + " resources are made")
                : Seen.never("The stack " + STACK + " is " + status + ": "
                        + found.get().path("StackStatusReason").asText("see its events"));
    }

    /** A real instance signals for itself, at the end of its user data; a simulated one runs none. */
    private void signalForTheSimulated(Aws api) {
        if (api.call("ecs", "ListClusters").path("clusterArns").isEmpty()) {
            return;
        }
        JsonNode arns = api.call("ecs", "ListContainerInstances", in -> in.put("cluster", CLUSTER))
                .path("containerInstanceArns");
        if (arns.isEmpty()) {
            return;
        }
        JsonNode joined = api.call("ecs", "DescribeContainerInstances", in -> in.put("cluster", CLUSTER)
                .set("containerInstances", arns));
        for (JsonNode each : joined.path("containerInstances")) {
            if (isSimulated(each) && signalled.add(each.path("ec2InstanceId").asText())) {
                api.call("cloudformation", "SignalResource", in -> in.put("StackName", STACK)
                        .put("LogicalResourceId", "Group")
                        .put("UniqueId", each.path("ec2InstanceId").asText())
                        .put("Status", "SUCCESS"));
            }
        }
    }

    private static boolean isSimulated(JsonNode containerInstance) {
        return containerInstance
                .path("versionInfo")
                .path("agentVersion")
                .asText()
                .equals("simulated");
    }

    /** @param not an instance that it must not be on any more */
    Seen<Place> place(Aws api, Optional<String> not) {
        JsonNode tasks = api.call(
                        "ecs", "ListTasks", in -> in.put("cluster", CLUSTER).put("serviceName", SERVICE))
                .path("taskArns");
        if (tasks.isEmpty()) {
            return Seen.notYet("no task of it is placed yet");
        }
        JsonNode described = api.call(
                "ecs", "DescribeTasks", in -> in.put("cluster", CLUSTER).set("tasks", tasks));
        for (JsonNode task : described.path("tasks")) {
            Optional<Place> place = machine(api, task).filter(each -> !not.equals(Optional.of(each.instance())));
            if (place.isPresent()) {
                String status = task.path("lastStatus").asText();
                return status.equals("RUNNING")
                        ? Seen.done(place.get(), "on " + place.get().instance())
                        : Seen.notYet(status + " on " + place.get().instance());
            }
        }
        return Seen.notYet("its task is not placed yet");
    }

    private static Optional<Place> machine(Aws api, JsonNode task) {
        String arn = task.path("containerInstanceArn").asText("");
        if (arn.isEmpty()) {
            return Optional.empty();
        }
        JsonNode machine = api.call("ecs", "DescribeContainerInstances", in -> in.put("cluster", CLUSTER)
                        .putArray("containerInstances")
                        .add(arn))
                .path("containerInstances")
                .path(0);
        return Optional.of(new Place(
                machine.path("ec2InstanceId").asText(), task.path("taskArn").asText(), isSimulated(machine)));
    }

    /** Starts a task that writes the rows, or counts them, at the load balancer's name. */
    String client(Aws api, boolean writes) {
        String host = output(api, "Name");
        JsonNode definition = api.call("ecs", "RegisterTaskDefinition", in -> {
            in.put("family", CLIENT);
            ObjectNode container = in.putArray("containerDefinitions").addObject();
            container.put("name", "client").put("image", "mysql").put("cpu", 10).put("memory", 128);
            container.putArray("entryPoint").add("sh").add("-c");
            container.putArray("command").add(ASK);
            var environment = container.putArray("environment");
            environment.addObject().put("name", "HOST").put("value", host);
            environment.addObject().put("name", "PASSWORD").put("value", "password");
            environment.addObject().put("name", "SQL").put("value", (writes ? ROWS : "") + COUNT);
        });
        JsonNode started = api.call("ecs", "RunTask", in -> in.put("cluster", CLUSTER)
                .put(
                        "taskDefinition",
                        definition
                                .path("taskDefinition")
                                .path("taskDefinitionArn")
                                .asText())
                .put("startedBy", CLIENT));
        if (started.path("tasks").isEmpty()) {
            throw new AwsException(
                    "ClientException",
                    400,
                    "No instance could take the client's task: "
                            + started.path("failures").path(0).path("reason").asText());
        }
        return started.path("tasks").path(0).path("taskArn").asText();
    }

    Seen<String> exit(Aws api, String arn, String success) {
        JsonNode task = api.call("ecs", "DescribeTasks", in -> in.put("cluster", CLUSTER)
                        .putArray("tasks")
                        .add(arn))
                .path("tasks")
                .path(0);
        JsonNode container = task.path("containers").path(0);
        if (!task.path("lastStatus").asText().equals("STOPPED")) {
            return Seen.notYet("the client's task " + Links.nameOf(arn) + " is "
                    + task.path("lastStatus").asText());
        }
        return container.path("exitCode").asInt(-1) == 0
                ? Seen.done(arn, success)
                : Seen.never("The client's task ended with "
                        + container.path("exitCode").asText("no exit code") + ". "
                        + container.path("reason").asText("") + " "
                        + task.path("stoppedReason").asText(""));
    }

    private String output(Aws api, String key) {
        return stack(api).stream()
                .flatMap(each -> Aws.list(each.path("Outputs")).stream())
                .filter(each -> each.path("OutputKey").asText().equals(key))
                .map(each -> each.path("OutputValue").asText())
                .findFirst()
                .orElse("");
    }

    /** @param dead an instance that does not count, whatever the group still thinks of it */
    Seen<String> inService(Aws api, String dead) {
        String group = output(api, "Group");
        JsonNode described = api.call(
                        "autoscaling", "DescribeAutoScalingGroups", in -> in.putArray("AutoScalingGroupNames")
                                .add(group))
                .path("AutoScalingGroups")
                .path(0);
        long ready = Aws.list(described.path("Instances")).stream()
                .filter(each -> each.path("LifecycleState").asText().equals("InService")
                        && !each.path("InstanceId").asText().equals(dead))
                .count();
        long wanted = described.path("DesiredCapacity").asLong();
        String told = ready + " of " + wanted + " instances are in service";
        return wanted > 0 && ready >= wanted ? Seen.done(group, told) : Seen.notYet(told);
    }

    /** Everything the story made, as far as it is there. */
    void clear(Aws api) {
        if (isThere(api)) {
            api.call("cloudformation", "DeleteStack", in -> in.put("StackName", STACK));
        }
        JsonNode definitions = api.call("ecs", "ListTaskDefinitions", in -> in.put("familyPrefix", CLIENT))
                .path("taskDefinitionArns");
        for (JsonNode each : definitions) {
            api.call("ecs", "DeregisterTaskDefinition", in -> in.put("taskDefinition", each.asText()));
        }
        api.call("ec2", "DeleteKeyPair", in -> in.put("KeyName", KEY));
    }
}
