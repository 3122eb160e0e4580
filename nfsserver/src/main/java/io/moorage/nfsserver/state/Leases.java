package io.moorage.nfsserver.state;

import io.moorage.nfsserver.ClientListing;
import io.moorage.nfsserver.HeldListing;
import io.moorage.vfs.FileHandle;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** How clients end without a goodbye: by silence (RFC 7530 section 9.5) or by being fenced. */
public final class Leases {
    private final StateTables tables;

    Leases(StateTables tables) {
        this.tables = tables;
    }

    /** Ends the clients whose lease has run out, old unconfirmed announcements, idle owners, and grace when it is time. */
    public void expire() throws IOException {
        Instant limit = tables.now().minus(tables.lease.lease());
        drop(client -> client.renewed.isBefore(limit));
        Aftermath aftermath = tables.aftermath();
        synchronized (tables) {
            for (Client client : tables.clients.values()) {
                client.openOwners.values().removeIf(owner -> isIdle(owner, limit));
            }
            tables.grace.check(tables.now(), aftermath);
        }
        aftermath.run();
        tables.debts.pay();
    }

    /** RFC 7530 section 9.1.10: an owner without opens may be forgotten; its next OPEN will be confirmed anew. */
    private static boolean isIdle(OpenOwner owner, Instant limit) {
        boolean idle = owner.opens.isEmpty() && owner.lastUsed.isBefore(limit);
        if (idle && owner.lastClosed != null) {
            owner.client.states.remove(owner.lastClosed.number);
        }
        return idle;
    }

    /** Ends every client that was heard from one of the addresses, and their right to reclaim; returns what they were. */
    public List<ClientListing> expire(Set<InetAddress> addresses) throws IOException {
        Set<ClientKey> excluded = tables.journal.forgetUnreclaimed(addresses);
        synchronized (tables) {
            tables.grace.exclude(excluded);
        }
        return drop(client -> client.addresses.stream().anyMatch(addresses::contains));
    }

    /**
     * Ends what clients that were heard from any other address than {@code writers} have open for writing, with the locks on
     * it, of the files concerned. They find their stateids unknown, and the clients go on.
     *
     * @param concerned gives those of some files; is asked outside of the state's lock, since it may look at the disk
     */
    public void revokeWrites(Set<InetAddress> writers, UnaryOperator<Set<FileHandle>> concerned) throws IOException {
        Set<FileHandle> written = new HashSet<>();
        synchronized (tables) {
            tables.files.forEach((handle, file) -> {
                if (file.opens.stream().anyMatch(open -> writesFromElsewhere(open, writers))) {
                    written.add(handle);
                }
            });
        }
        Set<FileHandle> taken = concerned.apply(written);
        Aftermath aftermath = tables.aftermath();
        synchronized (tables) {
            for (FileHandle handle : taken) {
                FileState file = tables.files.get(handle);
                OpenState[] opens = file == null ? new OpenState[0] : file.opens.toArray(OpenState[]::new);
                for (OpenState open : opens) {
                    if (writesFromElsewhere(open, writers)) {
                        tables.close(open, aftermath);
                        open.client.states.remove(open.number);
                    }
                }
            }
        }
        aftermath.run();
    }

    private static boolean writesFromElsewhere(OpenState open, Set<InetAddress> writers) {
        return open.allows(true) && !writers.containsAll(open.client.addresses);
    }

    private List<ClientListing> drop(Predicate<Client> lost) throws IOException {
        List<ClientListing> dropped = new ArrayList<>();
        Aftermath aftermath = tables.aftermath();
        synchronized (tables) {
            for (Client client : tables.clients.values().toArray(Client[]::new)) {
                if (lost.test(client)) {
                    dropped.add(listing(client));
                    tables.drop(client, aftermath);
                }
            }
            tables.grace.check(tables.now(), aftermath);
        }
        aftermath.run();
        tables.debts.pay();
        return dropped;
    }

    /** Gives every open file back, and keeps the records: the clients may reclaim after the restart. */
    public void suspend() throws IOException {
        Aftermath files = tables.aftermath();
        files.suspend();
        synchronized (tables) {
            for (Client client : tables.clients.values().toArray(Client[]::new)) {
                client.recorded = false;
                tables.drop(client, files);
            }
        }
        files.run();
    }

    /** Confirmed clients, oldest first. */
    public List<ClientListing> list() {
        List<ClientListing> listings = new ArrayList<>();
        synchronized (tables) {
            tables.confirmed.values().forEach(client -> listings.add(listing(client)));
        }
        listings.sort(Comparator.comparingLong(ClientListing::clientId));
        return listings;
    }

    /** Files that confirmed clients have open, at most {@code most}, those of the oldest clients first. */
    public List<HeldListing> held(int most) {
        List<HeldListing> held = new ArrayList<>();
        synchronized (tables) {
            List<Client> clients = new ArrayList<>(tables.confirmed.values());
            clients.sort(Comparator.comparingLong(Client::id));
            for (Client client : clients) {
                for (State state : client.states.values()) {
                    if (state instanceof OpenState open && !open.closed && held.size() < most) {
                        held.add(listing(open));
                    }
                }
            }
        }
        return held;
    }

    private static HeldListing listing(OpenState open) {
        int locks = 0;
        for (LockState lock : open.locks) {
            locks += lock.ranges.size();
        }
        return new HeldListing(open.client.id, open.file.handle, open.allows(false), open.allows(true), locks);
    }

    public boolean inGrace() {
        synchronized (tables) {
            return tables.grace.active();
        }
    }

    private static ClientListing listing(Client client) {
        return new ClientListing(
                client.origin,
                client.id,
                printable(client),
                client.key.minorVersion(),
                client.holdings.opens(),
                client.holdings.lockedRanges());
    }

    private static String printable(Client client) {
        String text = new String(client.key.owner().bytes(), StandardCharsets.ISO_8859_1);
        StringBuilder printable = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (c >= 0x20 && c < 0x7f) {
                printable.append((char) c);
            } else {
                printable.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        });
        return printable.toString();
    }
}
