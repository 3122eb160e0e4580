package io.moorage.console.firstrun;

import io.moorage.console.firstrun.Step.Name;
import io.moorage.console.firstrun.Step.State;
import io.moorage.console.frame.CliCommand;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One playing of the story: what of it is done, and what was said about it from outside. */
final class Run {
    private final InstantSource clock;
    private final Runnable changed;
    private final Map<Name, Step> steps = new EnumMap<>(Name.class);
    private final List<CliCommand> commands = new ArrayList<>();
    private boolean ownStack;
    private boolean killAllowed;
    private boolean cancelled;
    private boolean over;

    /**
     * @param ownStack whether it plays on the stack of a story before it
     * @param changed told after each change
     */
    Run(InstantSource clock, boolean ownStack, Runnable changed) {
        this.clock = clock;
        this.ownStack = ownStack;
        this.changed = changed;
        for (Name each : Name.values()) {
            steps.put(each, Step.waiting(each));
        }
    }

    synchronized List<Step> steps() {
        return List.copyOf(steps.values());
    }

    synchronized List<CliCommand> commands() {
        return List.copyOf(commands);
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    synchronized boolean isKillAllowed() {
        return killAllowed;
    }

    synchronized boolean asks() {
        return !over && steps.values().stream().anyMatch(each -> each.state() == State.ASKING);
    }

    void did(List<CliCommand> calls) {
        synchronized (this) {
            calls.stream()
                    .filter(each -> !each.reads() && !commands.contains(each))
                    .forEach(commands::add);
        }
    }

    void doing(Name name, State how, String what) {
        boolean news;
        synchronized (this) {
            Step before = step(name);
            Step after = before.doing(how, what, clock.instant());
            steps.put(name, after);
            news = !after.equals(before);
        }
        if (news) {
            changed.run();
        }
    }

    void ended(Name name, State how, String what) {
        synchronized (this) {
            steps.put(name, step(name).ended(how, what, clock.instant()));
        }
        changed.run();
    }

    /** What was under way has not come to its end, for this reason; nothing follows. */
    void over(String why) {
        synchronized (this) {
            Instant now = clock.instant();
            State how = cancelled ? State.CANCELLED : State.FAILED;
            steps.replaceAll((name, step) -> isUnderWay(step) ? step.ended(how, why, now) : step);
            over = true;
        }
        changed.run();
    }

    /** Whether the story made its stack, now or the last time, and did not find one that somebody had made. */
    synchronized boolean isOfOwnStack() {
        return ownStack;
    }

    synchronized void makesStack() {
        ownStack = true;
    }

    void allowKill() {
        synchronized (this) {
            killAllowed = true;
        }
        changed.run();
    }

    void cancel() {
        synchronized (this) {
            cancelled = true;
        }
        changed.run();
    }

    private Step step(Name name) {
        return steps.getOrDefault(name, Step.waiting(name));
    }

    private static boolean isUnderWay(Step step) {
        return step.state() == State.DOING || step.state() == State.ASKING;
    }
}
