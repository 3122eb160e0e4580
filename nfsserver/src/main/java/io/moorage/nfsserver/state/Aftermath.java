package io.moorage.nfsserver.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a change of state leaves to be done on disk, after the state's lock is given back. */
final class Aftermath {
    private final RecoveryJournal journal;
    private final List<SharedOpenFile> files = new ArrayList<>();
    private final List<Client> forgotten = new ArrayList<>();
    private boolean graceEnded;
    private boolean suspends;

    Aftermath(RecoveryJournal journal) {
        this.journal = journal;
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
            forgotten.add(client);
        }
    }

    /** Who has not come back by now has lost its right to reclaim. */
    void graceEnded() {
        graceEnded = true;
    }

    /** The server stops: who has the files open may come back for them. */
    void suspend() {
        suspends = true;
    }

    void run() throws IOException {
        files.forEach(suspends ? SharedOpenFile::suspend : SharedOpenFile::release);
        for (Client client : forgotten) {
            journal.remove(client.key, client.id);
        }
        if (graceEnded) {
            journal.forgetUnreclaimed();
        }
    }
}
