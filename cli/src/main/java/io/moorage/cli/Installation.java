package io.moorage.cli;

import io.moorage.cli.Commands.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must be on the machine before the server starts: a Docker engine, the images, the instances' runtime. */
public final class Installation {
    private static final Duration BUILD_BOUND = Duration.ofMinutes(10);
    private static final Duration ENGINE_BOUND = Duration.ofSeconds(60);

    private final MoorageHome home;
    private final Progress progress;

    public Installation(MoorageHome home, Progress progress) {
        this.home = home;
        this.progress = progress;
    }

    /** The address of a Docker engine that answers: the user's own, or the one Moorage started. */
    public Optional<String> dockerHost() {
        List<String> candidates = new ArrayList<>();
        String configured = System.getenv("DOCKER_HOST");
        if (configured != null && !configured.isBlank()) {
            candidates.add(configured);
        }
        candidates.add("unix://" + home.ownDockerSocket());
        candidates.add("unix:///var/run/docker.sock");
        return candidates.stream().filter(Installation::answers).findFirst();
    }

    private static boolean answers(String dockerHost) {
        return Commands.run(
                        Duration.ofSeconds(5),
                        List.of("docker", "-H", dockerHost, "version", "--format", "{{.Server.Version}}"))
                .ok();
    }

    /** Makes all of it, showing each step, and returns the engine's address. Quick when all is there. */
    public String prepare() {
        String dockerHost = dockerHost().orElseGet(this::startEngine);
        script(
                "Java runtime for instances",
                "assemble-runtime.sh",
                dockerHost,
                home.directory().toString());
        script("Instance image (Debian root, cloud-init, Docker)", "build-instance.sh", dockerHost);
        script("Image mysql", "build-mysql.sh", dockerHost);
        return dockerHost;
    }

    private String startEngine() {
        progress.step("Docker engine of Moorage's own", () -> {
            Path log = home.log().resolve("dockerd-start.log");
            int status = Commands.runLogged(
                    ENGINE_BOUND,
                    environment(""),
                    log,
                    List.of(
                            home.imageScript("dockerd.sh").toString(),
                            "start",
                            home.directory().toString()));
            if (status != 0) {
                throw new UserError("the Docker engine did not start; see " + log + " and "
                        + home.log().resolve("dockerd.log"));
            }
        });
        return "unix://" + home.ownDockerSocket();
    }

    /** Stops the engine that Moorage started; one of the user's own is left alone. */
    public void stopEngine() {
        if (Files.exists(home.ownDockerSocket())) {
            Result result = Commands.run(
                    ENGINE_BOUND,
                    environment(""),
                    List.of(
                            home.imageScript("dockerd.sh").toString(),
                            "stop",
                            home.directory().toString()));
            if (!result.ok()) {
                throw new UserError(
                        "the Docker engine did not stop: " + result.errors().strip());
            }
        }
    }

    private void script(String label, String script, String dockerHost, String... arguments) {
        progress.step(label, () -> {
            Path log = home.log().resolve(script.replace(".sh", ".log"));
            List<String> command = new ArrayList<>();
            command.add(home.imageScript(script).toString());
            command.addAll(List.of(arguments));
            int status = Commands.runLogged(BUILD_BOUND, environment(dockerHost), log, command);
            if (status != 0) {
                throw new UserError(label + " could not be made (" + script + " ended with status " + status
                        + "); its output is in " + log);
            }
        });
    }

    private Map<String, String> environment(String dockerHost) {
        Path instanceLib =
                home.dist().resolve("../../../dist-instance/target/moorage/lib").normalize();
        return Map.of(
                "DOCKER_HOST", dockerHost,
                "JAVA_HOME", home.jdk().toString(),
                "MOORAGE_HOME", home.directory().toString(),
                "MOORAGE_NAME", home.name(),
                "MOORAGE_INSTANCE_LIB", instanceLib.toString());
    }
}
