package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code aws cloudformation} against a simulated server.
 *
 * @param directory where templates are written
 */
record StackCli(SimulatedServer server, AwsCli cli, Path directory) {
    static StackCli at(SimulatedServer server, Path home) throws Exception {
        StackCli cli = new StackCli(server, new AwsCli(server.uri(), home), home);
        cli.waitersLookOften();
        return cli;
    }

    /** The CLI's own waiters, but for how long they sleep: {@code deploy} would wait for half a minute each time. */
    private void waitersLookOften() throws Exception {
        Path shipped;
        try (Stream<Path> all = Files.walk(Path.of("/usr/lib/python3/dist-packages/awscli"))) {
            shipped = all.filter(each -> each.endsWith("cloudformation/2010-05-15/waiters-2.json"))
                    .findFirst()
                    .orElseThrow();
        }
        Path own = Files.createDirectories(directory.resolve(".aws/models/cloudformation/2010-05-15"));
        Files.writeString(
                own.resolve("waiters-2.json"),
                Files.readString(shipped).replaceAll("\"delay\": *[0-9]+", "\"delay\": 1"));
    }

    String done(String... command) throws Exception {
        AwsCli.Run run = run(command);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }

    AwsCli.Run run(String... command) throws Exception {
        return run(Map.of(), command);
    }

    AwsCli.Run run(Map<String, String> environment, String... command) throws Exception {
        return cli.run(
                environment,
                Stream.concat(Stream.of("cloudformation"), Stream.of(command)).toArray(String[]::new));
    }

    /** The CLI's waiter answers at once when there is nothing to wait for any more. */
    void settled(String waiter, String stack) throws Exception {
        rests(stack);
        done("wait", waiter, "--stack-name", stack);
    }

    void rests(String stack) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !server.cloudformation("Action=DescribeStacks&StackName=" + stack)
                        .body()
                        .contains("_IN_PROGRESS</StackStatus>"));
    }

    Path write(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }
}
