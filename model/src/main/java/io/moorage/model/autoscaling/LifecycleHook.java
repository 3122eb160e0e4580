package io.moorage.model.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A pause in the lives of a group's instances (Auto Scaling user guide, "Lifecycle hooks").
 *
 * @param heartbeatSeconds for which an instance waits, each time anew after a heartbeat
 * @param continues what follows when nobody completes the action in time: CONTINUE, or ABANDON
 */
public record LifecycleHook(
        String groupName,
        String name,
        Transition transition,
        Optional<String> metadata,
        int heartbeatSeconds,
        boolean continues) {
    private static final Duration LONGEST = Duration.ofDays(2);
    private static final int MOST_HEARTBEATS = 100;

    /** When it pauses an instance. */
    public enum Transition {
        LAUNCHING("autoscaling:EC2_INSTANCE_LAUNCHING"),
        TERMINATING("autoscaling:EC2_INSTANCE_TERMINATING");

        private final String word;

        Transition(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public String key() {
        return groupName + GroupInstance.SEPARATOR + name;
    }

    /** "The maximum is 172800 seconds (48 hours) or 100 times HeartbeatTimeout, whichever is smaller" (LifecycleHook). */
    public Duration globalTimeout() {
        Duration beats = Duration.ofSeconds(heartbeatSeconds).multipliedBy(MOST_HEARTBEATS);
        return beats.compareTo(LONGEST) < 0 ? beats : LONGEST;
    }

    public GroupInstance.HookWait begin(String token, Instant now) {
        return new GroupInstance.HookWait(name, token, now.plusSeconds(heartbeatSeconds), now.plus(globalTimeout()));
    }

    public GroupInstance.HookWait heartbeat(GroupInstance.HookWait wait, Instant now) {
        Instant later = now.plusSeconds(heartbeatSeconds);
        return new GroupInstance.HookWait(
                name, wait.token(), later.isBefore(wait.limit()) ? later : wait.limit(), wait.limit());
    }
}
