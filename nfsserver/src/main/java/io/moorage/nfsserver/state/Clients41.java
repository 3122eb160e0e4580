package io.moorage.nfsserver.state;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** NFSv4.1's client ids, but for their confirmation by a session (RFC 8881 sections 18.35, 18.50 and 18.51). */
public final class Clients41 {
    private final StateTables tables;

    Clients41(StateTables tables) {
        this.tables = tables;
    }

    /** @param sequence what the first CREATE_SESSION must have */
    public record Announced(long clientId, int sequence, boolean confirmed) {}

    /** RFC 8881 section 18.35.4's cases. */
    public Announced announce(ClientKey key, long verifier, Principal principal, InetAddress origin, boolean updateOnly)
            throws IOException {
        Aftermath aftermath = tables.aftermath();
        Client client;
        synchronized (tables) {
            Client known = tables.confirmed.get(key);
            client = updateOnly
                    ? updated(known, verifier, principal)
                    : announced(known, key, verifier, principal, origin, aftermath);
        }
        aftermath.run();
        return new Announced(client.id, client.createSequence, client.confirmed);
    }

    private Client updated(@Nullable Client known, long verifier, Principal principal) throws Nfs4Exception {
        if (known == null) {
            throw new Nfs4Exception(Nfs4Status.NOENT);
        }
        if (known.verifier != verifier) {
            throw new Nfs4Exception(Nfs4Status.NOT_SAME);
        }
        if (!known.principal.equals(principal)) {
            throw new Nfs4Exception(Nfs4Status.PERM);
        }
        known.renewed = tables.now();
        return known;
    }

    private Client announced(
            @Nullable Client known,
            ClientKey key,
            long verifier,
            Principal principal,
            InetAddress origin,
            Aftermath aftermath)
            throws Nfs4Exception {
        if (known != null && !known.principal.equals(principal)) {
            if (known.holdsState() || !known.sessions.isEmpty()) {
                throw new Nfs4Exception(Nfs4Status.CLID_INUSE);
            }
            tables.drop(known, aftermath);
        } else if (known != null && known.verifier == verifier) {
            known.renewed = tables.now();
            return known;
        }
        Client pending = tables.unconfirmed.get(key);
        if (pending != null) {
            tables.drop(pending, aftermath);
        }
        Client client = tables.newClient(key, verifier, principal, origin, aftermath);
        tables.unconfirmed.put(key, client);
        return client;
    }

    /** DESTROY_CLIENTID. */
    public void destroy(long clientId) throws IOException {
        Aftermath aftermath = tables.aftermath();
        synchronized (tables) {
            Client client = tables.clients.get(clientId);
            if (client == null || client.key.minorVersion() == 0) {
                throw new Nfs4Exception(Nfs4Status.STALE_CLIENTID);
            }
            if (!client.sessions.isEmpty() || client.holdsState()) {
                throw new Nfs4Exception(Nfs4Status.CLIENTID_BUSY);
            }
            tables.drop(client, aftermath);
        }
        aftermath.run();
    }

    /** RECLAIM_COMPLETE for all file systems. */
    public void reclaimComplete(Client client) throws IOException {
        Aftermath aftermath = tables.aftermath();
        synchronized (tables) {
            if (client.reclaimComplete) {
                throw new Nfs4Exception(Nfs4Status.COMPLETE_ALREADY);
            }
            client.reclaimComplete = true;
            tables.grace.done(Set.of(client.key));
            tables.grace.check(tables.now(), aftermath);
        }
        aftermath.run();
    }
}
