package io.moorage.nfsserver.state;

import io.moorage.nfswire.xdr.Opaque;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who opens: a user or a process of a client (RFC 7530 section 9.1.6). */
public final class OpenOwner extends SeqidOwner {
    final Client client;
    final Opaque name;
    final List<OpenState> opens = new ArrayList<>();

    /** NFSv4.0: OPEN_CONFIRM came. NFSv4.1: from the start. */
    volatile boolean confirmed;

    /** Kept until the owner's next request, so that a repeated CLOSE finds its owner. */
    @Nullable
    OpenState lastClosed;

    Instant lastUsed;

    OpenOwner(Client client, Opaque name, Instant now) {
        this.client = client;
        this.name = name;
        this.lastUsed = now;
        this.confirmed = client.key.minorVersion() > 0;
    }

    @Override
    boolean acceptsAny() {
        return !confirmed;
    }

    public boolean confirmed() {
        return confirmed;
    }
}
