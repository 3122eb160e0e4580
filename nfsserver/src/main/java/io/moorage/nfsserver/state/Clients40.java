package io.moorage.nfsserver.state;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.SETCLIENTID4;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.random.RandomGenerator;

/** NFSv4.0's client ids: SETCLIENTID and its confirmation (RFC 7530 sections 16.33 and 16.34). */
public final class Clients40 {
    private final StateTables tables;
    private final RandomGenerator random;

    Clients40(StateTables tables, RandomGenerator random) {
        this.tables = tables;
        this.random = random;
    }

    /** RFC 7530 section 16.33.5: a new name, a restarted client, or an update of its callback. */
    public SETCLIENTID4.Ok announce(ClientKey key, long verifier, Principal principal, InetAddress origin)
            throws IOException {
        Aftermath aftermath = tables.aftermath();
        SETCLIENTID4.Ok ok;
        synchronized (tables) {
            ok = announced(key, verifier, principal, origin, aftermath);
        }
        aftermath.run();
        return ok;
    }

    private SETCLIENTID4.Ok announced(
            ClientKey key, long verifier, Principal principal, InetAddress origin, Aftermath aftermath)
            throws Nfs4Exception {
        Client known = tables.confirmed.get(key);
        if (known != null && !known.principal.equals(principal) && known.holdsState()) {
            throw new Nfs4Exception(Nfs4Status.CLID_INUSE, address(known.origin));
        }
        Client pending = tables.unconfirmed.get(key);
        if (pending != null) {
            tables.drop(pending, aftermath);
        }
        if (known != null && known.verifier == verifier && known.principal.equals(principal)) {
            known.confirmVerifier = random.nextLong();
            return new SETCLIENTID4.Ok(known.id, known.confirmVerifier);
        }
        Client client = tables.newClient(key, verifier, principal, origin, aftermath);
        client.confirmVerifier = random.nextLong();
        tables.unconfirmed.put(key, client);
        return new SETCLIENTID4.Ok(client.id, client.confirmVerifier);
    }

    /** RFC 7530 section 16.34.5. What an earlier incarnation held is given up. */
    public void confirm(long clientId, long verifier, Principal principal) throws IOException {
        Aftermath aftermath = tables.aftermath();
        synchronized (tables) {
            Client client = tables.clients.get(clientId);
            if (client == null || client.key.minorVersion() != 0 || client.confirmVerifier != verifier) {
                throw new Nfs4Exception(Nfs4Status.STALE_CLIENTID);
            }
            if (!client.principal.equals(principal)) {
                throw new Nfs4Exception(Nfs4Status.CLID_INUSE);
            }
            if (!client.confirmed) {
                Client earlier = tables.confirmed.get(client.key);
                if (earlier != null) {
                    tables.drop(earlier, aftermath);
                }
                client.confirmed = true;
                tables.unconfirmed.remove(client.key);
                tables.confirmed.put(client.key, client);
            }
            client.renewed = tables.now();
        }
        aftermath.run();
    }

    public void renew(long clientId) throws Nfs4Exception {
        synchronized (tables) {
            tables.confirmedClient(clientId, 0);
        }
    }

    /** The confirmed client of an id, renewed by being named. */
    public Client client(long clientId, InetAddress heardFrom) throws Nfs4Exception {
        synchronized (tables) {
            Client client = tables.confirmedClient(clientId, 0);
            client.addresses.add(heardFrom);
            return client;
        }
    }

    private static SETCLIENTID4.ClientAddr4 address(InetAddress address) {
        return new SETCLIENTID4.ClientAddr4(
                address instanceof Inet4Address ? "tcp" : "tcp6", address.getHostAddress() + ".0.0");
    }
}
