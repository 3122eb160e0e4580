package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.SessionId4;

/** A session as CREATE_SESSION granted it. Equal only to itself. */
final class Session {
    private final SessionId4 id;
    private final Slots slots;

    Session(SessionId4 id, int slots) {
        this.id = id;
        this.slots = new Slots(slots);
    }

    SessionId4 id() {
        return id;
    }

    Slots slots() {
        return slots;
    }
}
