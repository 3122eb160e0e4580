package io.moorage.console.firstrun;

import java.time.Instant;
import java.util.Optional;

/**
 * A step of the story.
 *
 * @param told what came of it, or what it waits for
 */
record Step(Name name, State state, Optional<Instant> began, Optional<Instant> ended, String told) {
    enum State {
        WAITING,
        DOING,
        DONE,
        /** Left out, with the reason. */
        SKIPPED,
        /** It goes on when somebody says so. */
        ASKING,
        /** Whoever started it ended it. */
        CANCELLED,
        FAILED
    }

    /** In the order of the story. */
    enum Name {
        STACK(
                "One template builds everything",
                "Network, security groups, a file system with a mount target in two zones, a load balancer, two instances"
                        + " that mount the file system and join the cluster, and MySQL as a service."),
        SERVICE("MySQL runs on one of the instances", "Its /var/lib/mysql is a directory of the file system."),
        WRITE("Rows are written", "By a task of its own, which knows the load balancer's name and nothing else."),
        KILL("The instance that runs MySQL is killed", "You are asked first."),
        MOVE(
                "MySQL starts on the other instance",
                "The dead one is shut out of the file system, then its task is placed, mounted and started elsewhere."),
        READ("Every row is there", "Read at the same name; the client changed nothing."),
        REPLACE("The group replaces the instance", "Two instances are in service again.");

        private final String title;
        private final String hint;

        Name(String title, String hint) {
            this.title = title;
            this.hint = hint;
        }

        String title() {
            return title;
        }

        String hint() {
            return hint;
        }
    }

    static Step waiting(Name name) {
        return new Step(name, State.WAITING, Optional.empty(), Optional.empty(), "");
    }

    Step doing(State how, String what, Instant now) {
        return new Step(name, how, began.or(() -> Optional.of(now)), Optional.empty(), what);
    }

    Step ended(State how, String what, Instant now) {
        return new Step(name, how, began, Optional.of(now), what);
    }
}
