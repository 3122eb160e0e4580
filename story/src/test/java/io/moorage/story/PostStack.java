package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The stack of the post's own template, unmodified, on a machine that has nothing else. */
record PostStack(MoorageUnderTest moorage, Path key) {
    static final String NAME = "post";
    private static final Duration BOUND = Duration.ofMinutes(4);

    /** What was there goes, and goes without a trace; then there is a key pair whose private half is {@link #key}. */
    static PostStack on(MoorageUnderTest moorage, Path scratch) throws Exception {
        PostStack stack = new PostStack(moorage, scratch.resolve("key"));
        stack.clear();
        Shell.ok("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", stack.key.toString());
        moorage.aws(
                "ec2", "import-key-pair", "--key-name", NAME, "--public-key-material", "fileb://" + stack.key + ".pub");
        return stack;
    }

    void clear() throws Exception {
        moorage.moorage(Duration.ofMinutes(5), "up");
        for (JsonNode instance : moorage.aws(
                "ec2",
                "describe-instances",
                "--filters",
                "Name=instance-state-name,Values=running",
                "--query",
                "Reservations[].Instances[?length(Tags[?Key=='aws:autoscaling:groupName'] || `[]`) == `0`].InstanceId[]")) {
            moorage.aws("ec2", "terminate-instances", "--instance-ids", instance.asText());
        }
        for (JsonNode cluster : moorage.aws("ecs", "list-clusters").path("clusterArns")) {
            for (JsonNode service : moorage.aws("ecs", "list-services", "--cluster", cluster.asText())
                    .path("serviceArns")) {
                moorage.aws(
                        "ecs",
                        "delete-service",
                        "--cluster",
                        cluster.asText(),
                        "--service",
                        service.asText(),
                        "--force");
            }
        }
        for (JsonNode stack : moorage.aws("cloudformation", "describe-stacks", "--query", "Stacks[].StackName")) {
            moorage.deleteStack(stack.asText());
        }
        assertNothingIsLeft();
        moorage.aws("ec2", "delete-key-pair", "--key-name", NAME);
    }

    void create(Path template, int instances) throws IOException, InterruptedException {
        moorage.aws(
                "cloudformation",
                "create-stack",
                "--stack-name",
                NAME,
                "--template-body",
                "file://" + template,
                "--capabilities",
                "CAPABILITY_IAM",
                "--parameters",
                "ParameterKey=KeyName,ParameterValue=" + NAME,
                "ParameterKey=DesiredCapacity,ParameterValue=" + instances,
                "ParameterKey=AsgMaxSize,ParameterValue=2");
    }

    /** Same template, one parameter changed. */
    void update(String parameter, String value) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "cloudformation",
                "update-stack",
                "--stack-name",
                NAME,
                "--use-previous-template",
                "--capabilities",
                "CAPABILITY_IAM",
                "--parameters",
                "ParameterKey=" + parameter + ",ParameterValue=" + value));
        for (JsonNode given : describe().path("Parameters")) {
            String name = given.path("ParameterKey").asText();
            if (!name.equals(parameter)) {
                command.add("ParameterKey=" + name + ",UsePreviousValue=true");
            }
        }
        moorage.aws(command.toArray(String[]::new));
    }

    private JsonNode describe() throws IOException, InterruptedException {
        return moorage.aws("cloudformation", "describe-stacks", "--stack-name", NAME)
                .path("Stacks")
                .path(0);
    }

    /** Waits for this status; one that is neither it nor on the way to it fails at once. */
    void awaitStatus(String wanted) {
        String operation = wanted.substring(0, wanted.indexOf('_'));
        await("the stack to be " + wanted)
                .atMost(BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    String status = describe().path("StackStatus").asText();
                    assertThat(status)
                            .as("%s", events())
                            .matches(operation + "_(IN_PROGRESS|COMPLETE|COMPLETE_CLEANUP_IN_PROGRESS)");
                    return status.equals(wanted);
                });
    }

    JsonNode events() throws IOException, InterruptedException {
        return moorage.aws("cloudformation", "describe-stack-events", "--stack-name", NAME);
    }

    /** Waits until a resource has come to a state in the stack's events. */
    void awaitResource(String logicalId, String status) {
        await(logicalId + " to be " + status)
                .atMost(BOUND)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !moorage.aws(
                                "cloudformation",
                                "describe-stack-resources",
                                "--stack-name",
                                NAME,
                                "--query",
                                "StackResources[?LogicalResourceId=='%s' && ResourceStatus=='%s']"
                                        .formatted(logicalId, status))
                        .isEmpty());
    }

    void assertSaidWhatItDid() throws IOException, InterruptedException {
        assertThat(events().toString())
                .as("events")
                .contains("Received SUCCESS signal with UniqueId i-")
                .containsPattern("the image ami-[0-9a-f]{8} is not here: ami-[0-9a-f]{17} stands for it");
    }

    String resource(String logicalId) throws IOException, InterruptedException {
        return moorage.resource(NAME, logicalId);
    }

    String cluster() throws IOException, InterruptedException {
        return resource("ECSCluster");
    }

    String balancerName() throws IOException, InterruptedException {
        return moorage.aws(
                        "elb", "describe-load-balancers", "--load-balancer-names", resource("EcsElasticLoadBalancer"))
                .path("LoadBalancerDescriptions")
                .path(0)
                .path("DNSName")
                .asText();
    }

    /** How many instances of the cluster have an agent that is connected. */
    int connected() throws IOException, InterruptedException {
        return moorage.aws(
                        "ecs", "list-container-instances", "--cluster", cluster(), "--filter", "agentConnected==true")
                .path("containerInstanceArns")
                .size();
    }

    /** No container, no namespace, no mount, no data, no process of a load balancer's. */
    void assertNothingIsLeft() throws Exception {
        await("instances to be gone from the machine")
                .atMost(Duration.ofSeconds(30))
                .until(() -> moorage.docker("ps", "-aq", "--filter", "label=io.moorage.name=" + moorage.name())
                        .isBlank());
        await("networks to be gone").atMost(Duration.ofSeconds(30)).until(() -> !Shell.ok("ip", "netns", "list")
                .contains(moorage.name()));
        assertThat(moorage.aws("efs", "describe-file-systems").path("FileSystems"))
                .isEmpty();
        try (var left = Files.list(moorage.home().resolve("efs"))) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("fs-")))
                    .isEmpty();
        }
        assertThat(moorage.aws("ec2", "describe-network-interfaces").path("NetworkInterfaces"))
                .isEmpty();
    }

    /** A figure, for whoever reads the output. */
    static void say(String what, long since) {
        System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - since) / 1e9);
    }
}
