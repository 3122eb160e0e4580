package io.moorage.nfsserver.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a change of state leaves to be done on disk, after the state's lock is given back. */
final class Aftermath {
    private final Debts debts;
    private final List<SharedOpenFile> files = new ArrayList<>();
    private boolean owes;
    private boolean suspends;

    Aftermath(Debts debts) {
        this.debts = debts;
    }

    void release(SharedOpenFile file) {
        files.add(file);
    }

    void releaseAll(Collection<SharedOpenFile> all) {
        files.addAll(all);
    }

    /** The client holds nothing any more and must not reclaim anything. */
    void forget(Client client) {
        if (client.recorded) {
            debts.forget(client);
            owes = true;
        }
    }

    /** Who has not come back by now has lost its right to reclaim. */
    void graceEnds() {
        debts.endGrace();
        owes = true;
    }

    /** The server stops: who has the files open may come back for them. */
    void suspend() {
        suspends = true;
    }

    void run() {
        files.forEach(suspends ? SharedOpenFile::suspend : SharedOpenFile::release);
        if (owes) {
            // Whose request this is need not be who owes.
            debts.settle();
        }
    }
}
