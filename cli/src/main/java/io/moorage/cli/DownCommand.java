package io.moorage.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes everything down and leaves nothing but data, or not even that. */
@Command(
        name = "down",
        description = "Stop everything: instances, networks, file server, server. Data stays unless --purge.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private static final Duration CLEANUP_BOUND = Duration.ofMinutes(2);

    private final MoorageHome home;
    private final ServerProcess server;
    private final Progress progress;
    private final Installation installation;

    @Option(names = "--purge", description = "Also delete all data: file systems, state, images, logs.")
    private boolean purge;

    DownCommand(MoorageHome home, ServerProcess server, Progress progress) {
        this.home = home;
        this.server = server;
        this.progress = progress;
        this.installation = new Installation(home, progress);
    }

    @Override
    public Integer call() {
        Optional<ProcessHandle> running = server.find();
        if (running.isPresent()) {
            progress.step("Instances, networks, file server and server", () -> {
                if (!server.takeDown(running.get())) {
                    running.get().destroyForcibly();
                }
            });
        }
        if (Files.isDirectory(home.directory())) {
            progress.step("Leftovers of earlier crashes", this::cleanUp);
            progress.step("Docker engine of Moorage's own", installation::stopEngine);
        }
        if (purge) {
            progress.step("Data in " + home.directory(), () -> deleteTree(home.directory()));
        }
        return 0;
    }

    /** The same sweep as a live server's, for when it died before. */
    private void cleanUp() {
        Optional<String> dockerHost = installation.dockerHost();
        List<String> command = home.serverCommand(
                List.of("--clean-up", "--home", home.directory().toString(), "--name", home.name()));
        dockerHost.ifPresent(host -> command.addAll(List.of("--docker", host)));
        Path log = home.log().resolve("clean-up.log");
        if (Commands.runLogged(CLEANUP_BOUND, java.util.Map.of(), log, command) != 0) {
            throw new UserError("something could not be removed; see " + log);
        }
    }

    private static void deleteTree(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + root + ": " + e.getMessage(), e);
        }
    }
}
