package io.moorage.nfsserver.state;

import io.moorage.nfswire.xdr.Opaque;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may reclaim after a restart (RFC 8881 section 8.4.2.1): a small file per client that holds or held opens, written
 * durably before its first open is granted, removed when it has lost them. Safe for many threads.
 */
public final class RecoveryJournal {
    /** The client id of a record that was found at the start: its client has not come back. */
    private static final long UNRECLAIMED = 0;

    private final Path directory;

    /** Invariant: the keys with a file, each with the client id that wrote it. */
    private final Map<ClientKey, Entry> entries = new HashMap<>();

    private final int boot;

    private record Entry(long clientId, String address) {}

    /** Opens, or makes, the journal of one file system and counts this start. */
    public RecoveryJournal(Path directory, Instant now) throws IOException {
        this.directory = directory;
        makeDurably(directory);
        this.boot = nextBoot(now);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "client-*")) {
            for (Path file : files) {
                read(file);
            }
        }
    }

    /** This start's number: larger than every earlier one's. */
    int boot() {
        return boot;
    }

    /** Who was recorded when the server started and has not been heard of. */
    synchronized Set<ClientKey> unreclaimed() {
        List<ClientKey> keys = new ArrayList<>();
        entries.forEach((key, entry) -> {
            if (entry.clientId == UNRECLAIMED) {
                keys.add(key);
            }
        });
        return Set.copyOf(keys);
    }

    synchronized void record(ClientKey key, long clientId, InetAddress address) throws IOException {
        String text = key.minorVersion() + " x" + key.owner() + " " + address.getHostAddress() + "\n";
        write(file(key), text);
        entries.put(key, new Entry(clientId, address.getHostAddress()));
    }

    /** All at once, for one wait for the disk. One of which a later incarnation has the record now keeps it. */
    synchronized void remove(Collection<Client> clients) throws IOException {
        List<ClientKey> keys = new ArrayList<>();
        for (Client client : clients) {
            Entry entry = entries.get(client.key);
            if (entry != null && entry.clientId == client.id) {
                keys.add(client.key);
            }
        }
        delete(keys);
    }

    /** Ends the right to reclaim of all who have not come back. */
    synchronized void forgetUnreclaimed() throws IOException {
        delete(unreclaimed());
    }

    /** As {@link #forgetUnreclaimed}, of those that were recorded from one of the addresses. */
    synchronized Set<ClientKey> forgetUnreclaimed(Set<InetAddress> addresses) throws IOException {
        List<ClientKey> keys = new ArrayList<>();
        for (ClientKey key : unreclaimed()) {
            Entry entry = entries.get(key);
            String address = entry == null ? "" : entry.address;
            if (addresses.stream().anyMatch(a -> a.getHostAddress().equals(address))) {
                keys.add(key);
            }
        }
        delete(keys);
        return Set.copyOf(keys);
    }

    /** Until it is on disk they are remembered: what failed can be done again. */
    private void delete(Collection<ClientKey> keys) throws IOException {
        for (ClientKey key : keys) {
            Files.deleteIfExists(file(key));
        }
        if (!keys.isEmpty()) {
            sync(directory);
        }
        keys.forEach(entries::remove);
    }

    private int nextBoot(Instant now) throws IOException {
        Path file = directory.resolve("boot");
        long last = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        long next = Math.max(last + 1, now.getEpochSecond() & 0x7fffffffL);
        write(file, next + "\n");
        return (int) next;
    }

    private void read(Path file) throws IOException {
        String[] words = Files.readString(file).strip().split(" ");
        if (words.length != 3) {
            throw new IOException("damaged recovery record " + file);
        }
        Opaque owner = Opaque.of(HexFormat.of().parseHex(words[1].substring(1)));
        entries.put(new ClientKey(Integer.parseInt(words[0]), owner), new Entry(UNRECLAIMED, words[2]));
    }

    /** Owners are up to 1024 bytes, names of files 255: so a file is named by a digest and carries the owner. */
    private Path file(ClientKey key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(key.owner().bytes());
            return directory.resolve(
                    "client-" + key.minorVersion() + "-" + HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void write(Path file, String text) throws IOException {
        Path draft = directory.resolve("draft");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(directory);
    }

    /** A directory is there after a crash when the one above it is synced. */
    private static void makeDurably(Path wanted) throws IOException {
        Path parent = wanted.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(wanted)) {
            makeDurably(parent);
            Files.createDirectories(wanted);
            sync(parent);
        }
    }

    private static void sync(Path synced) throws IOException {
        try (FileChannel channel = FileChannel.open(synced, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
