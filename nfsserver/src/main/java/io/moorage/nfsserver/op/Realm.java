package io.moorage.nfsserver.op;

import io.moorage.nfsserver.View;
import io.moorage.nfsserver.state.ClientKey;
import io.moorage.nfswire.xdr.Opaque;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the names of clients and of the server apart between realms, see {@link View#realm}. */
record Realm(String name) {
    /** What a client that calls itself {@code owner} is known as. */
    ClientKey client(int minorVersion, Opaque owner) {
        if (name.isEmpty()) {
            return new ClientKey(minorVersion, owner);
        }
        byte[] prefix = (name + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(prefix, prefix.length + owner.length());
        System.arraycopy(owner.bytes(), 0, all, prefix.length, owner.length());
        return new ClientKey(minorVersion, Opaque.of(all));
    }

    /** The server's name here. */
    Opaque owner(String server) {
        return Opaque.of((name.isEmpty() ? server : server + " " + name).getBytes(StandardCharsets.UTF_8));
    }
}
