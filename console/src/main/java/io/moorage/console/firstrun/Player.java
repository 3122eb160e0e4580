package io.moorage.console.firstrun;

import io.moorage.awsapi.AwsException;
import io.moorage.console.firstrun.Step.Name;
import io.moorage.console.firstrun.Step.State;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Live;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Plays one {@link Run}: waits until each step has come true, and asks nothing but the API, as whoever started it. */
final class Player implements Runnable {
    private static final Logger LOG = System.getLogger(Player.class.getName());
    private static final List<String> TOPICS = List.of("ecs", "cfn", "ec2", "autoscaling", "asg", FirstRunPages.TOPIC);
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
    /** Much that changes at once is looked at once. */
    private static final Duration SHORTEST_NAP = Duration.ofMillis(250);

    private static final Duration BOUND = Duration.ofMinutes(5);

    private final Run run;
    private final Supplier<Aws> aws;
    private final Live live;
    private final InstantSource clock;
    private final Stage stage = new Stage();

    /** @param aws the API as whoever started it may use it now; throws when that is over */
    Player(Run run, Supplier<Aws> aws, Live live, InstantSource clock) {
        this.run = run;
        this.aws = aws;
        this.live = live;
        this.clock = clock;
    }

    /** The story ends here, and says why. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;

        Ended(String why) {
            super(why);
        }
    }

    @Override
    public void run() {
        try {
            play();
            run.over("");
        } catch (Ended e) {
            run.over(String.valueOf(e.getMessage()));
        } catch (AwsException e) {
            run.over(e.code() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.over("Moorage is stopping.");
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the story met a defect", e);
            run.over("A defect of Moorage; its log has the cause: ./moorage logs.");
        }
    }

    private void play() throws InterruptedException {
        until(Name.STACK, this::stack);
        Stage.Place before = until(Name.SERVICE, api -> stage.place(api, Optional.empty()));
        rows(Name.WRITE, before);
        until(Name.KILL, api -> killed(api, before));
        Stage.Place after = until(Name.MOVE, api -> stage.place(api, Optional.of(before.instance())));
        rows(Name.READ, after);
        until(Name.REPLACE, api -> stage.inService(api, before.instance()));
    }

    private Stage.Seen<String> stack(Aws api) {
        if (!stage.isThere(api)) {
            stage.create(api);
            run.makesStack();
        }
        Stage.Seen<String> seen = stage.progress(api);
        return seen.value().isPresent() && !run.isOfOwnStack()
                ? Stage.Seen.done(seen.value().get(), "The stack " + Stage.STACK + " was there before: " + seen.told())
                : seen;
    }

    private Stage.Seen<String> killed(Aws api, Stage.Place place) {
        if (!run.isKillAllowed()) {
            return Stage.Seen.asking("May " + place.instance() + " be terminated? It runs MySQL at this moment.");
        }
        api.call("ec2", "TerminateInstances", in -> in.putArray("InstanceId").add(place.instance()));
        return Stage.Seen.done(place.instance(), place.instance() + " is being terminated");
    }

    /** A task of its own writes rows, or finds them. */
    private void rows(Name name, Stage.Place place) throws InterruptedException {
        if (place.simulated()) {
            run.doing(name, State.DOING, "");
            run.ended(name, State.SKIPPED, "A simulated instance runs no program: there is no database to ask.");
            return;
        }
        String[] task = {""};
        until(name, api -> {
            if (task[0].isEmpty()) {
                task[0] = stage.client(api, name == Name.WRITE);
            }
            return stage.exit(api, task[0], name == Name.WRITE ? "3 rows are committed" : "3 rows of 3 are there");
        });
    }

    /** Looks again whenever something has changed. */
    private <T> T until(Name name, Function<Aws, Stage.Seen<T>> look) throws InterruptedException {
        Instant end = clock.instant().plus(BOUND);
        run.doing(name, State.DOING, "");
        while (true) {
            if (run.isCancelled()) {
                throw new Ended("Cancelled. What was made stays until it is cleaned up.");
            }
            if (live.isClosed()) {
                throw new Ended("Moorage is stopping.");
            }
            long version = live.version();
            Aws api = aws.get();
            Stage.Seen<T> seen = look.apply(api);
            run.did(api.commands());
            if (seen.value().isPresent()) {
                run.ended(name, State.DONE, seen.told());
                return seen.value().get();
            }
            if (seen.failed()) {
                throw new Ended(seen.told());
            }
            run.doing(name, seen.asks() ? State.ASKING : State.DOING, seen.told());
            if (!seen.asks() && clock.instant().isAfter(end)) {
                throw new Ended("It did not come true within " + BOUND.toMinutes() + " minutes. " + seen.told());
            }
            live.await(version, TOPICS, LONGEST_NAP);
            live.await(version, List.of(), SHORTEST_NAP);
        }
    }
}
