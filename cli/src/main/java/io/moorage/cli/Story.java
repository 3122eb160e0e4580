package io.moorage.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The product's story from one template to a database that outlived its machine, told with the AWS CLI, the AWS API, ssh, docker
 * and the MySQL client only. Every step checks what it claims; the first that does not hold ends the story.
 */
final class Story {
    private static final Duration BEFORE_THE_CUT = Duration.ofSeconds(2);
    private static final Duration FAILOVER_BOUND = Duration.ofSeconds(90);
    private static final long COMMITS_BEFORE_THE_CUT = 50;
    private static final long COMMITS_AFTER_THE_CUT = 50;

    private final MoorageHome home;
    private final Progress progress;
    private final ServerPages pages;
    private final StoryStack stack;
    private final StoryWatch watch;
    private final StoryMachines machines;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private volatile List<String> lastAddress = List.of();

    Story(MoorageHome home, Installation installation, ServerProcess server, AwsCli aws, Progress progress) {
        this.home = home;
        this.progress = progress;
        this.pages = new ServerPages(home, server);
        SignedApi api = new SignedApi(home, server, InstantSource.system());
        this.stack = new StoryStack(aws, api, progress, home);
        this.watch = new StoryWatch(api);
        this.machines = new StoryMachines(aws, installation, progress);
    }

    StoryResult play(Path template, long started) {
        progress.heading("2/6  One template: network, file system, load balancer, two instances, MySQL");
        long created = System.nanoTime();
        StoryStack.Outputs outputs = stack.ensure(template);
        figure("create-stack to complete, s", since(created));

        progress.heading("3/6  A MySQL client that knows one name: " + outputs.name());
        progress.step("the database answers", () -> watch.answers(() -> at(outputs.name())));
        figure("create-stack to an answer, s", since(created));
        progress.step("the group is complete", () -> watch.complete(outputs.group()));
        String holder = watch.running();
        try (CommitWriter writer =
                new CommitWriter(() -> at(outputs.name()), StoryStack.PASSWORD, "run-" + System.currentTimeMillis())) {
            writer.start();
            progress.step("it commits row after row", () -> awaitCommits(writer, COMMITS_BEFORE_THE_CUT));
            sameFiles(holder);
            return failOver(started, outputs, holder, writer);
        } catch (SqlSession.Broken e) {
            throw new UserError("the database does not answer: " + e.getMessage());
        }
    }

    /** As it was last, while the server does not say. */
    private List<String> at(String name) {
        try {
            lastAddress = List.of(ResolveCommand.address(pages, name));
        } catch (UserError e) {
            pause(Duration.ofMillis(20));
        }
        return lastAddress;
    }

    private void sameFiles(String holder) {
        int count = progress.step(
                "docker exec ls /var/lib/mysql and ls /mnt/efs/mysql show the same inodes",
                () -> machines.sameFiles(holder, stack.keyFile()));
        progress.say(count + " files, the same in the container and on the instance");
    }

    private StoryResult failOver(long started, StoryStack.Outputs outputs, String holder, CommitWriter writer)
            throws SqlSession.Broken {
        progress.heading("4/6  Power cut on " + holder + ", which runs MySQL");
        StoryTimeline timeline = new StoryTimeline(pages);
        pause(BEFORE_THE_CUT);
        CommitWriter.Outage outage = writer.markOutage();
        long killed = machines.cutPower(holder);
        progress.step("MySQL commits again, at the same name", () -> awaitFailover(outage));
        awaitCommits(writer, writer.acknowledged() + COMMITS_AFTER_THE_CUT);

        progress.heading("5/6  The group replaces the instance");
        Set<String> instances =
                progress.step("two instances are in service again", () -> watch.complete(outputs.group()));
        long replaced = System.currentTimeMillis() - killed;
        Map<String, Long> steps = new LinkedHashMap<>(timeline.since(killed, holder, outage));
        steps.put("two instances again", replaced);

        progress.heading("6/6  Every acknowledged commit is there, none is doubled");
        CommitWriter.Verdict verdict = progress.step("count the rows", writer::verify);
        String survivor = watch.running();
        figure("story in all, s", since(started));
        figure("power cut to first commit, s", (outage.firstCommitMillis - killed) / 1000.0);
        figure("power cut to two instances, s", replaced / 1000.0);
        boolean held = verdict.holds()
                && !survivor.equals(holder)
                && !instances.contains(holder)
                && outage.firstCommitMillis > 0;
        return new StoryResult(
                held,
                home.endpoint(),
                outputs.name(),
                outputs.fileSystem(),
                instances.stream().sorted().toList(),
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
}
