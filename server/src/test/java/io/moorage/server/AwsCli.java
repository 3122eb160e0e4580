package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's AWS CLI, with a key that nobody issued.
 *
 * @param home of its configuration, and where what it says is kept
 */
record AwsCli(URI endpoint, Path home) {
    private static final Path CLI = Path.of("/usr/bin/aws");

    record Run(int exitCode, String output) {}

    static boolean isInstalled() {
        return Files.isExecutable(CLI);
    }

    /** What a command that succeeds says. */
    String done(String... command) throws IOException, InterruptedException {
        Run run = run(command);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }

    Run run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }

    /** @param environment besides that of somebody whose key is not known, who acts as root */
    Run run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                CLI.toString(),
                "--endpoint-url",
                endpoint.toString(),
                "--region",
                "us-east-1",
                "--output",
                "json",
                "--no-cli-pager"));
        line.addAll(List.of(command));
        Path output = Files.createTempFile(home, "aws", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS))
                    .as(String.join(" ", command) + " ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    /** The first text of that member. */
    static String value(String json, String member) {
        Matcher matcher = Pattern.compile("\"" + member + "\": \"([^\"]+)\"").matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }
}
