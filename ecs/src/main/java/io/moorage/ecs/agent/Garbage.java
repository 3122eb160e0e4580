package io.moorage.ecs.agent;

import io.moorage.agentwire.CloseCodes;
import io.moorage.awsapi.WebSocketConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Counts what one connection sent that nobody can read. A few such frames may come of an agent that is newer than what is known here;
 * many come of none.
 */
final class Garbage {
    private static final Logger LOG = System.getLogger(Garbage.class.getName());
    static final int MOST = 20;

    private final String instance;
    private int count;

    Garbage(String instance) {
        this.instance = instance;
    }

    /** Ends the connection when it is too much. */
    void heard(WebSocketConnection connection, String reason) {
        count++;
        if (count < MOST) {
            LOG.log(Level.WARNING, "{0} sent a bad frame: {1}", instance, reason);
        } else {
            LOG.log(Level.WARNING, "{0} sends nothing but bad frames and is cut off", instance);
            connection.close(CloseCodes.POLICY_VIOLATION, "Too many unreadable messages.");
        }
    }
}
