package io.moorage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.Uri;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code moorage events}: what became of tasks, container instances, services and deployments. */
@Command(
        name = "events",
        description = "Show the state changes of tasks, container instances, services and deployments.",
        mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
    private static final String DATA = "data: ";
    private static final String ID = "id: ";

    private final ServerPages pages;
    private final ServerProcess server;
    private final ObjectMapper json = new ObjectMapper();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what happens.")
    private boolean follow;

    @Option(names = "--failovers", description = "Show the timeline of each lost instance instead.")
    private boolean failovers;

    @Option(names = "--cluster", paramLabel = "NAME", description = "Only what happens in this cluster.")
    private Optional<String> cluster = Optional.empty();

    @Option(
            names = "--json",
            description = "Show the events as EventBridge delivers them, or the failovers, one a line.")
    private boolean documents;

    EventsCommand(ServerPages pages, ServerProcess server) {
        this.pages = pages;
        this.server = server;
    }

    @Override
    public Integer call() {
        pages.get("status");
        if (failovers) {
            printFailovers();
            return 0;
        }
        AtomicReference<String> last = new AtomicReference<>("");
        do {
            String page = "/_moorage/ecs/events?follow=" + follow + clusterParameter();
            server.lines(page, Map.of("Last-Event-ID", last.get()), line -> print(line, last));
            if (follow) {
                Story.pause(Duration.ofSeconds(1));
            }
        } while (follow);
        return 0;
    }

    private void printFailovers() {
        List<Failovers> all = Failovers.of(pages, 0, clusterParameter());
        for (Failovers each : all) {
            if (documents) {
                System.out.println(each.told());
            } else {
                each.lines().forEach(System.out::println);
            }
        }
        if (all.isEmpty() && !documents) {
            System.out.println("No instance was lost.");
        }
    }

    private String clusterParameter() {
        return cluster.map(name -> "&cluster=" + Uri.encode(name)).orElse("");
    }

    private void print(String line, AtomicReference<String> last) {
        if (line.startsWith(ID)) {
            last.set(line.substring(ID.length()));
        } else if (line.startsWith(DATA)) {
            String document = line.substring(DATA.length());
            try {
                System.out.println(documents ? document : EventLine.of(json.readTree(document)));
            } catch (JsonProcessingException e) {
                throw new UserError("the server's event feed is not JSON: " + e.getOriginalMessage());
            }
        }
    }
}
