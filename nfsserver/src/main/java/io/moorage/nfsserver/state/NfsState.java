package io.moorage.nfsserver.state;

import io.moorage.nfsserver.LeaseConfig;
import io.moorage.nfsserver.NfsLimits;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** All that clients hold at one file system, by what is asked of it. Safe for many threads; nothing waits for I/O inside. */
public record NfsState(
        Clients40 clients40,
        Clients41 clients41,
        Sessions sessions,
        Opens opens,
        Locks locks,
        Stateids stateids,
        Leases leases) {
    /** @param random makes confirmation verifiers and session ids, which others should not guess */
    public static NfsState create(
            InstantSource clock, RandomGenerator random, LeaseConfig lease, NfsLimits limits, RecoveryJournal journal) {
        StateTables tables = new StateTables(clock, lease, limits, journal);
        return new NfsState(
                new Clients40(tables, random),
                new Clients41(tables),
                new Sessions(tables, random),
                new Opens(tables),
                new Locks(tables),
                new Stateids(tables),
                new Leases(tables));
    }
}
