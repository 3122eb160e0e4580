package io.moorage.nfsserver.state;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the recovery journal must still be told of those who lost their state. Until it is on disk nobody gets what they had:
 * after a crash in between they would take it back from its new holder (RFC 8881 section 8.4.2.1). Guarded by {@link StateTables}
 * except for {@link #pay}.
 */
final class Debts {
    private static final Logger LOG = System.getLogger(Debts.class.getName());

    private final StateTables tables;
    private final RecoveryJournal journal;

    private final Set<Client> forgotten = new LinkedHashSet<>();
    private boolean graceEnds;

    /** Invariant: false when nothing is owed. */
    private volatile boolean any;

    Debts(StateTables tables, RecoveryJournal journal) {
        this.tables = tables;
        this.journal = journal;
    }

    void forget(Client client) {
        forgotten.add(client);
        any = true;
    }

    void endGrace() {
        graceEnds = true;
        any = true;
    }

    /**
     * To be called before the state's lock is taken to grant something: who asks while something is owed waits for the disk, and need not
     * ask again.
     */
    void settle() {
        try {
            pay();
        } catch (IOException later) {
            LOG.log(Level.WARNING, "a client that lost its state is not forgotten yet: {0}", later.getMessage());
        }
    }

    /** To be asked before anything is granted anew. What the disk refuses is tried again every second. */
    void requireNone() throws Nfs4Exception {
        if (any) {
            throw new Nfs4Exception(Nfs4Status.DELAY, "who lost its state is not forgotten yet");
        }
    }

    /** Writes to disk, without the state's lock. What fails is owed still: call again. */
    void pay() throws IOException {
        if (!any) {
            return;
        }
        List<Client> clients;
        boolean ends;
        synchronized (tables) {
            clients = List.copyOf(forgotten);
            ends = graceEnds;
        }
        journal.remove(clients);
        if (ends) {
            journal.forgetUnreclaimed();
        }
        synchronized (tables) {
            clients.forEach(forgotten::remove);
            if (ends) {
                graceEnds = false;
                tables.grace.end();
            }
            any = graceEnds || !forgotten.isEmpty();
        }
    }
}
