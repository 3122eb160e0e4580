package io.moorage.nfsserver.state;

import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.op.ChannelAttrs4;

/** A session with its slots (RFC 8881 section 2.10). */
public final class Session {
    final SessionId4 id;
    final Client client;
    private final ChannelAttrs4 fore;
    private final Slot[] slots;

    Session(SessionId4 id, Client client, ChannelAttrs4 fore) {
        this.id = id;
        this.client = client;
        this.fore = fore;
        this.slots = new Slot[fore.maxRequests()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot(this);
        }
    }

    public SessionId4 id() {
        return id;
    }

    public Client client() {
        return client;
    }

    /** What was agreed for this channel. */
    public ChannelAttrs4 fore() {
        return fore;
    }

    Slot slot(int number) {
        return slots[number];
    }

    int keptReplyBytes() {
        int bytes = 0;
        for (Slot slot : slots) {
            bytes += slot.roomBytes();
        }
        return bytes;
    }

    int slots() {
        return slots.length;
    }
}
