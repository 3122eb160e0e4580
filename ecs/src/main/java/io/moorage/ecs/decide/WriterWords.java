package io.moorage.ecs.decide;

import io.moorage.ecs.decide.SingleWriters.Obstacle;
import io.moorage.model.WriterGuard;
import io.moorage.model.ecs.DirectoryWriter;
import io.moorage.model.ecs.EcsArns;

/** What is said about single writers, in plain words. */
public final class WriterWords {
    /** The reason of a failure of RunTask and StartTask. */
    public static final String REASON = "SINGLE_WRITER";

    private static final String TAG = WriterGuard.TAG + "=true";

    public static String inTheWay(Obstacle obstacle) {
        return "Only one task at a time may write in " + obstacle.directory() + " (tag " + TAG + "), and "
                + obstacle.taskArn() + " does until it has stopped.";
    }

    public static String waits(String service, String taskId, Obstacle obstacle) {
        return "(service " + service + ") (task " + taskId
                + ") waits to be started: only one task at a time may write in "
                + obstacle.directory() + " (tag " + TAG + "), and (task " + EcsArns.lastPart(obstacle.taskArn())
                + ") does until it has stopped.";
    }

    /** Says nothing of single tasks, so that it is the same for every pair of such. */
    public static String rivals(String service, DirectoryWriter one, DirectoryWriter other) {
        return "(service " + service + ") two tasks may write in " + one.fileSystemId() + ":" + one.directory()
                + " at the same time, one of (" + one.name() + ") and one of (" + other.name()
                + "). A database would be destroyed by that. If only one may, tag the service, the task definition, the"
                + " access point or the file system with " + TAG + ".";
    }

    public static String inVain(String service) {
        return "(service " + service + ") the tag " + TAG
                + " asks for a single writer, but a host path or a Docker volume of"
                + " the task definition is not known to lie on an EFS file system: that is not guarded. Use"
                + " efsVolumeConfiguration, or mount the file system by its name on an instance with Moorage's agent.";
    }

    public static String onlyOne() {
        return "desiredCount must not be more than 1: each of the service's tasks would have to be the single writer that the"
                + " tag " + TAG + " asks for. Set desiredCount to 1, or remove the tag.";
    }

    /** A DAEMON service's own tag is refused. */
    public static String noDaemon() {
        return "A DAEMON service runs a task on each container instance, and each would have to be the single writer that the tag "
                + TAG + " asks for. Use the REPLICA scheduling strategy with a desiredCount of 1, or remove the tag.";
    }

    /** A tag that is not the service's own stops all of a DAEMON service's tasks but one. */
    public static String daemon(String service) {
        return "(service " + service + ") is a DAEMON service, with a task on each container instance, but the tag "
                + TAG
                + " of its task definition, access point or file system lets only one of them write: the others wait."
                + " Use the REPLICA scheduling strategy with a desiredCount of 1, or remove the tag.";
    }

    private WriterWords() {}
}
