package io.moorage.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one Moorage keeps everything, and how it is reached. Several may run at once with different homes, names and
 * ports.
 *
 * @param name prefix of every container, network namespace and firewall table it makes
 * @param source the checkout with the image scripts
 * @param jdk the JDK that servers are started with
 * @param dist what the build made: the jars, and the archives of their classes
 * @param serverHeap the server's largest heap as {@code -Xmx} has it; empty: what {@code server.args} says
 */
public record MoorageHome(
        Path directory,
        String name,
        int port,
        String region,
        Path source,
        Path jdk,
        Path dist,
        Optional<String> serverHeap) {
    public static final int DEFAULT_PORT = 4566;

    /** Reads MOORAGE_HOME, MOORAGE_NAME, MOORAGE_PORT, MOORAGE_SERVER_HEAP, MOORAGE_REGION and what the launcher exported. */
    public static MoorageHome of(Map<String, String> environment) {
        Path source = Path.of(environment.getOrDefault("MOORAGE_SOURCE", "."));
        return new MoorageHome(
                Path.of(environment.getOrDefault("MOORAGE_HOME", "/var/lib/moorage")),
                environment.getOrDefault("MOORAGE_NAME", "moorage"),
                port(environment.getOrDefault("MOORAGE_PORT", Integer.toString(DEFAULT_PORT))),
                environment.getOrDefault("MOORAGE_REGION", "us-east-1"),
                source,
                Path.of(environment.getOrDefault("MOORAGE_JDK", System.getProperty("java.home"))),
                Path.of(System.getProperty("moorage.dist", "dist/target/moorage")),
                Optional.ofNullable(environment.get("MOORAGE_SERVER_HEAP")).map(MoorageHome::heap));
    }

    private static String heap(String text) {
        if (text.matches("[1-9][0-9]{0,9}[kKmMgG]")) {
            return text;
        }
        throw new UserError("MOORAGE_SERVER_HEAP must be a size like 1500m or 2g, not \"" + text + "\"");
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below in the user's words
        }
        throw new UserError("MOORAGE_PORT must be a port number from 1 to 65535, not \"" + text + "\"");
    }

    public Path run() {
        return directory.resolve("run");
    }

    public Path log() {
        return directory.resolve("log");
    }

    /** Shared read-only with every instance: JRE, jars, scripts, CA certificate. */
    public Path runtime() {
        return directory.resolve("runtime");
    }

    public Path ownDockerSocket() {
        return run().resolve("docker.sock");
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** Where a browser finds it. */
    public String console() {
        return endpoint() + "/console/";
    }

    /** The command that runs the server with these options, as the launcher runs it in the foreground. */
    public List<String> serverCommand(List<String> options) {
        List<String> command = new ArrayList<>(
                List.of(jdk.resolve("bin/java").toString(), "@" + source.resolve("dist/jvm/server.args")));
        serverHeap.ifPresent(each -> command.add("-Xmx" + each));
        command.addAll(List.of(
                "-XX:AOTCache=" + dist.resolve("server.aot"),
                "-Dmoorage.dist=" + dist,
                "-cp",
                dist.resolve("lib") + "/*",
                "io.moorage.server.Main"));
        command.addAll(options);
        return command;
    }

    public Path imageScript(String script) {
        return source.resolve("image").resolve(script);
    }
}
