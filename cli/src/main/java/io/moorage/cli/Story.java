package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The product's story from an empty region to a database that outlived its machine, told with the AWS CLI, the
 * AWS API, ssh, docker and the MySQL client only. Every step checks what it claims; the first that does not hold ends the story.
 */
final class Story {
    private static final Duration BEFORE_THE_CUT = Duration.ofSeconds(2);
    private static final Duration FAILOVER_BOUND = Duration.ofSeconds(90);
    private static final long COMMITS_BEFORE_THE_CUT = 50;
    private static final long COMMITS_AFTER_THE_CUT = 50;

    private final MoorageHome home;
    private final Progress progress;
    private final ServerProcess server;
    private final StoryStage stage;
    private final StoryWatch watch;
    private final StoryMachines machines;
    private final Map<String, Double> figures = new LinkedHashMap<>();

    Story(
            MoorageHome home,
            Installation installation,
            ServerProcess server,
            AwsCli aws,
            Progress progress,
            StoryFiles files) {
        this.home = home;
        this.progress = progress;
        this.server = server;
        this.stage = new StoryStage(aws, progress, files, home);
        this.watch = new StoryWatch(new EcsApi(home, server, InstantSource.system()));
        this.machines = new StoryMachines(aws, installation, progress);
    }

    StoryResult play(long started) {
        progress.heading("2/7  File system, cluster, role, security group");
        String fileSystem = stage.prepare();
        String securityGroup = stage.securityGroup();

        progress.heading("3/7  Two instances in two Availability Zones");
        stage.registerTaskDefinition();
        Map<String, Long> launched = stage.launchInstances(securityGroup);
        List<String> instances = List.copyOf(launched.keySet());
        figure(
                "launch to registered, s",
                progress.step("instances boot, mount the file system and register", () -> watch.registered(launched)));

        progress.heading("4/7  MySQL as a service of one task");
        long created = System.nanoTime();
        stage.createService();
        String holder = progress.step("service mysql starts its task", () -> watch.running(launched.keySet()));
        figure("create-service to running, s", since(created));
        List<String> addresses = machines.addresses(instances);

        progress.heading("5/7  A MySQL client commits row after row");
        try (CommitWriter writer = openWriter(addresses)) {
            sameFiles(holder);
            return failOver(started, fileSystem, instances, holder, writer);
        } catch (SqlSession.Broken e) {
            throw new UserError("the database does not answer: " + e.getMessage());
        }
    }

    private CommitWriter openWriter(List<String> addresses) throws SqlSession.Broken {
        progress.step("the database answers", () -> watch.answers(addresses));
        CommitWriter writer =
                new CommitWriter(() -> addresses, StoryStage.PASSWORD, "run-" + System.currentTimeMillis());
        writer.start();
        awaitCommits(writer, COMMITS_BEFORE_THE_CUT);
        return writer;
    }

    private void sameFiles(String holder) {
        int count = progress.step(
                "docker exec ls /var/lib/mysql and ls /mnt/efs/mysql show the same inodes",
                () -> machines.sameFiles(holder, stage.keyFile()));
        progress.say(count + " files, the same in the container and on the instance");
    }

    private StoryResult failOver(
            long started, String fileSystem, List<String> instances, String holder, CommitWriter writer)
            throws SqlSession.Broken {
        progress.heading("6/7  Power cut on " + holder + ", which runs MySQL");
        StoryTimeline timeline = new StoryTimeline(server);
        pause(BEFORE_THE_CUT);
        CommitWriter.Outage outage = writer.markOutage();
        long killed = machines.cutPower(holder);
        progress.step("MySQL commits again", () -> awaitFailover(outage));
        awaitCommits(writer, writer.acknowledged() + COMMITS_AFTER_THE_CUT);
        Map<String, Long> steps = timeline.since(killed, holder, outage);

        progress.heading("7/7  Every acknowledged commit is there, none is doubled");
        CommitWriter.Verdict verdict = progress.step("count the rows", writer::verify);
        String survivor = watch.running(Set.copyOf(instances));
        figure("story in all, s", since(started));
        figure("power cut to first commit, s", (outage.firstCommitMillis - killed) / 1000.0);
        boolean held = verdict.holds() && !survivor.equals(holder) && outage.firstCommitMillis > 0;
        return new StoryResult(
                held,
                home.endpoint(),
                fileSystem,
                instances,
                survivor,
                watch.task(),
                verdict.acknowledged(),
                verdict.rows(),
                steps,
                Map.copyOf(figures));
    }

    private static boolean awaitFailover(CommitWriter.Outage outage) {
        long deadline = System.nanoTime() + FAILOVER_BOUND.toNanos();
        while (outage.firstCommitMillis == 0) {
            if (System.nanoTime() > deadline) {
                throw new UserError("no commit within " + FAILOVER_BOUND.toSeconds()
                        + " s of the power cut; see: ./moorage logs, and the service's events");
            }
            pause(Duration.ofMillis(20));
        }
        return true;
    }

    private static void awaitCommits(CommitWriter writer, long count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (writer.acknowledged() < count) {
            if (System.nanoTime() > deadline) {
                throw new UserError("the database acknowledged only " + writer.acknowledged() + " of " + count
                        + " commits within 30 s");
            }
            pause(Duration.ofMillis(20));
        }
    }

    private void figure(String name, double seconds) {
        figures.put(name, Math.round(seconds * 1000) / 1000.0);
    }

    private static double since(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }

    /** True when the JSON array holds nothing. */
    static boolean isEmpty(JsonNode array) {
        return array.isMissingNode() || array.isEmpty();
    }
}
