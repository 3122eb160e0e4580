package io.moorage.nfsserver.state;

import io.moorage.nfswire.nfs4.Stateid4;

/** What a stateid names. */
public abstract sealed class State permits OpenState, LockState {
    final Client client;
    final FileState file;

    /** The client's number for it, never used again. */
    final int number;

    /** Grows with every change; what the client must know. */
    private int seqid;

    State(Client client, FileState file) {
        this.client = client;
        this.file = file;
        this.number = client.nextStateNumber();
        client.states.put(number, this);
    }

    /** The stateid after another change. */
    Stateid4 changed() {
        seqid = seqid == -1 ? 1 : seqid + 1;
        return stateid();
    }

    Stateid4 stateid() {
        return new Stateid4(seqid, client.id, number);
    }

    int seqid() {
        return seqid;
    }

    /** The open whose file I/O goes through. */
    abstract OpenState open();
}
