package io.moorage.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The order that one machine alone may write in a directory of a file system, for one task that runs there, and how far it
 * got. A row outlives its holders, so that the token goes on.
 *
 * <p>Invariant: the token of a directory only grows; a state is reached from the one before it, under a token.
 *
 * @param directory absolute within the file system, without a slash at the end but for the root
 * @param token the fencing token: counts the holders of this directory from 1
 * @param holder for whom it is, or was last
 */
public record WriterGuard(String fileSystemId, String directory, long token, Holder holder, State state) {
    /** The tag of services, task definitions, access points and file systems that asks for a single writer. */
    public static final String TAG = "moorage:single-writer";

    public WriterGuard {
        if (token < 1) {
            throw new IllegalArgumentException("a guard's token starts at 1, not " + token);
        }
    }

    /** True when the tag is among these and says {@code true}. */
    public static boolean asked(Map<String, String> tags) {
        return "true".equalsIgnoreCase(tags.get(TAG));
    }

    /**
     * The one writer.
     *
     * @param containerInstanceArn where the task is
     * @param instanceId the machine: EC2's id, or its own name
     * @param addresses private addresses that file servers let write
     */
    public record Holder(String taskArn, String containerInstanceArn, String instanceId, Set<String> addresses) {
        public Holder {
            addresses = Set.copyOf(addresses);
        }
    }

    /** How far a guard got. */
    public enum State {
        /** Written; some file server may still let others write. The task must not start. */
        REQUESTED,
        /** Every file server lets nobody else write. The task may start. */
        CONFIRMED,
        /** The holder has ended, or nobody asks for a single writer any more; file servers may let everybody write. */
        RELEASING,
        /** Every file server lets everybody write. */
        RELEASED
    }

    /** The key of a directory's guard. */
    public static String key(String fileSystemId, String directory) {
        return fileSystemId + directory;
    }

    public String key() {
        return key(fileSystemId, directory);
    }

    /** @param before what is known of the directory's former holders */
    public static WriterGuard granted(
            Optional<WriterGuard> before, String fileSystemId, String directory, Holder holder) {
        long token = before.map(each -> each.token + 1).orElse(1L);
        return new WriterGuard(fileSystemId, directory, token, holder, State.REQUESTED);
    }

    /** Every file server acknowledged this token's order; an acknowledgement of an older one changes nothing. */
    public WriterGuard confirmed(long acknowledgedToken) {
        return state == State.REQUESTED && acknowledgedToken == token ? in(State.CONFIRMED) : this;
    }

    public WriterGuard releasing() {
        return held() ? in(State.RELEASING) : this;
    }

    public WriterGuard released(long acknowledgedToken) {
        return state == State.RELEASING && acknowledgedToken == token ? in(State.RELEASED) : this;
    }

    /** Some task has it. */
    public boolean held() {
        return state == State.REQUESTED || state == State.CONFIRMED;
    }

    public boolean heldBy(String taskArn) {
        return held() && holder.taskArn.equals(taskArn);
    }

    /** True when one of the directories is the other, or in it. */
    public boolean overlaps(String other) {
        return contains(directory, other) || contains(other, directory);
    }

    /** True when {@code inner} is {@code outer}, or in it. */
    public static boolean contains(String outer, String inner) {
        return outer.equals("/")
                || (inner.startsWith(outer)
                        && (inner.length() == outer.length() || inner.charAt(outer.length()) == '/'));
    }

    private WriterGuard in(State next) {
        return new WriterGuard(fileSystemId, directory, token, holder, next);
    }
}
