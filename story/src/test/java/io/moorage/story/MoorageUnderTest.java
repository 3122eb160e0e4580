package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One Moorage with a home, a name and a port of its own, beside any that the machine already runs. Made on first use,
 * shared by all test classes, and taken down at the end, when nothing of it may be left.
 */
final class MoorageUnderTest implements AutoCloseable {
    private static final Duration PLAY_BOUND = Duration.ofMinutes(12);

    /** The launcher says where the checkout is; a test run by hand stands in the module. */
    private final Path source = Path.of(System.getenv().getOrDefault("MOORAGE_SOURCE", ".."))
            .toAbsolutePath()
            .normalize();

    private final Path home = Path.of(System.getenv().getOrDefault("MOORAGE_STORY_HOME", "/var/lib/moorage-story"));
    private final String name = System.getenv().getOrDefault("MOORAGE_STORY_NAME", "mstory");
    private final String port = System.getenv().getOrDefault("MOORAGE_STORY_PORT", "4577");
    private final ObjectMapper json = new ObjectMapper();
    private boolean played;

    Path source() {
        return source;
    }

    Path home() {
        return home;
    }

    /** What the names of its containers, networks and firewall tables begin with. */
    String name() {
        return name;
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    Map<String, String> environment() {
        return Map.of(
                "MOORAGE_HOME", home.toString(),
                "MOORAGE_NAME", name,
                "MOORAGE_PORT", port);
    }

    String moorage(Duration bound, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(source.resolve("moorage").toString()));
        command.addAll(List.of(arguments));
        return Shell.ok(bound, environment(), command);
    }

    /** Plays the quickstart with more options and returns its JSON result; its own verdict is asserted. */
    JsonNode quickstart(String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("quickstart", "--json"));
        arguments.addAll(List.of(options));
        JsonNode result = json.readTree(moorage(PLAY_BOUND, arguments.toArray(String[]::new)));
        assertThat(result.path("verified").asBoolean()).as("%s", result).isTrue();
        played = true;
        return result;
    }

    /** Returns with a service mysql running, on whichever instances an earlier class left. */
    void ensurePlayed() throws IOException, InterruptedException {
        if (!played) {
            quickstart();
        }
    }

    /** The AWS CLI itself: {@code ./moorage aws} starts it with the same options, after a JVM. */
    JsonNode aws(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("/usr/bin/aws", "--endpoint-url", endpoint()));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        Map<String, String> environment = Map.of(
                "AWS_ACCESS_KEY_ID", "moorage",
                "AWS_SECRET_ACCESS_KEY", "moorage",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_PAGER", "");
        String answer = Shell.ok(Duration.ofMinutes(1), environment, all);
        return answer.isBlank() ? json.createObjectNode() : json.readTree(answer);
    }

    /** The physical id of one resource of a stack. */
    String resource(String stack, String logicalId) throws IOException, InterruptedException {
        return aws(
                        "cloudformation",
                        "describe-stack-resource",
                        "--stack-name",
                        stack,
                        "--logical-resource-id",
                        logicalId)
                .path("StackResourceDetail")
                .path("PhysicalResourceId")
                .asText();
    }

    /** Deletes a stack and returns when it is gone. */
    void deleteStack(String stack) throws IOException, InterruptedException {
        aws("cloudformation", "delete-stack", "--stack-name", stack);
        await("stack " + stack + " to be gone")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !aws(
                                "cloudformation",
                                "list-stacks",
                                "--query",
                                "StackSummaries[?StackStatus!='DELETE_COMPLETE'].StackName")
                        .toString()
                        .contains("\"" + stack + "\""));
    }

    /** As Moorage itself chooses: the engine the environment names, else its own where it had to start one. */
    String dockerHost() {
        Path own = home.resolve("run/docker.sock");
        String fallback = Files.exists(own) ? "unix://" + own : "unix:///var/run/docker.sock";
        return System.getenv().getOrDefault("DOCKER_HOST", fallback);
    }

    String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker", "-H", dockerHost()));
        command.addAll(List.of(arguments));
        return Shell.ok(Duration.ofMinutes(1), Map.of(), command);
    }

    /** The container that is this instance. */
    String containerOf(String instanceId) throws IOException, InterruptedException {
        String id = docker("ps", "-aq", "--no-trunc", "--filter", "name=" + instanceId)
                .strip();
        assertThat(id).as("container of %s", instanceId).isNotEmpty();
        return id;
    }

    ProcessHandle process(String role) throws IOException {
        return ProcessHandle.of(Long.parseLong(
                        Files.readString(home.resolve("run/" + role + ".pid")).strip()))
                .orElseThrow(() -> new AssertionError("the " + role + " is not running"));
    }

    /** Waits until so many agents of the default cluster are connected. */
    void awaitConnected(int count) {
        await(count + " connected container instances")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> aws("ecs", "list-container-instances", "--filter", "agentConnected==true")
                                .path("containerInstanceArns")
                                .size()
                        >= count);
    }

    /** Kills the control plane; its successor is up when this returns. */
    void killServer() throws IOException, InterruptedException {
        ProcessHandle server = process("server");
        assertThat(server.destroyForcibly()).isTrue();
        server.onExit().join();
        moorage(Duration.ofMinutes(2), "up");
    }

    @Override
    public void close() throws IOException {
        try {
            takeDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while taking Moorage down", e);
        }
    }

    private void takeDown() throws IOException, InterruptedException {
        boolean keep = System.getenv("MOORAGE_STORY_KEEP") != null;
        if (keep) {
            moorage(Duration.ofMinutes(5), "down");
        } else {
            moorage(Duration.ofMinutes(5), "down", "--purge");
            assertThat(home).doesNotExist();
        }
        assertThat(Shell.ok("ip", "netns", "list")).as("network namespaces").doesNotContain(name);
        assertThat(Shell.ok("ip", "-o", "link")).as("links").doesNotContain(name + "-");
        assertThat(Shell.ok("nft", "list", "tables")).as("firewall tables").doesNotContain(name);
        assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
                .as("mounts")
                .doesNotContain(home.toString());
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(line -> line.contains(home.toString())))
                .as("processes")
                .isEmpty();
    }
}
