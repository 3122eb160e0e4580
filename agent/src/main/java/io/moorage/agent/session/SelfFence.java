package io.moorage.agent.session;

import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agent.volume.MountTable;
import io.moorage.agent.volume.Mounter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Stops what holds shared directories once this instance is cut off: the lease lapsed and no file server can be spoken
 * to either. While the file server answers, the control plane alone is down; then containers go on, since the file
 * server is the judge of who may write.
 */
public final class SelfFence {
    private static final Logger LOG = System.getLogger(SelfFence.class.getName());
    static final String REASON =
            "The instance was cut off: neither the control plane nor the file system could be reached";

    private final Lease lease;
    private final Holders holders;
    private final Mounter mounter;
    private final LongSupplier nanoClock;

    /** The tasks that hold shared directories. */
    @FunctionalInterface
    public interface Holders {
        /** Returns how many there were, when none of them runs. */
        int kill(String reason) throws RuntimeFailure;
    }

    public SelfFence(Lease lease, Holders holders, Mounter mounter, LongSupplier nanoClock) {
        this.lease = lease;
        this.holders = holders;
        this.mounter = mounter;
        this.nanoClock = nanoClock;
    }

    /** One look; returns how many tasks were killed. What could not be killed is tried again by the next look. */
    public int check() {
        if (!lease.lapsed(nanoClock.getAsLong())) {
            mounter.noteAddresses();
            return 0;
        }
        List<MountTable.Mount> mounts = mounter.mounted().network();
        if (mounts.isEmpty() || mounts.stream().anyMatch(mounter::reachable)) {
            return 0;
        }
        try {
            int killed = holders.kill(REASON);
            if (killed > 0) {
                LOG.log(Level.WARNING, "cut off: killed {0} tasks that held shared directories", killed);
            }
            return killed;
        } catch (RuntimeFailure e) {
            LOG.log(Level.WARNING, "cut off: cannot kill all that holds shared directories: {0}", e.getMessage());
            return 0;
        }
    }
}
