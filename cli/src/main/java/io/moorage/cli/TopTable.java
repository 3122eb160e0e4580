package io.moorage.cli;

import io.moorage.fileserver.control.Response.Clients.Client;
import io.moorage.fileserver.control.Response.Held.HeldFile;
import io.moorage.fileserver.control.Response.Traffic;
import io.moorage.fileserver.control.Response.Traffic.AddressTraffic;
import io.moorage.fileserver.control.Response.Traffic.FileSystemTraffic;
import io.moorage.fileserver.control.Response.Traffic.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who does what how fast, between two looks at the file server's counters. */
final class TopTable {
    private static final String READ = "DATA_READ";
    private static final String WRITE = "DATA_WRITE";
    private static final String METADATA = "METADATA";
    private static final List<String> KINDS = List.of(READ, WRITE, METADATA);
    private static final Work NOTHING = new Work(0, 0, List.of());

    private final Traffic before;
    private final Traffic after;
    private final List<Client> clients;
    private final double seconds;

    /** @param clients as they are at the second look */
    TopTable(Traffic before, Traffic after, List<Client> clients) {
        this.before = before;
        this.after = after;
        this.clients = clients;
        this.seconds = Math.max(1e-3, Duration.between(before.at(), after.at()).toNanos() / 1e9);
    }

    /** The busiest first. */
    String text(Optional<String> onlyFileSystem) {
        Columns columns = new Columns(
                "FILE SYSTEM",
                "CLIENT",
                "NFS",
                "OPENS",
                "LOCKS",
                "READS/s",
                "READ/s",
                "WRITES/s",
                "WRITTEN/s",
                "META/s",
                "MEAN",
                "P99",
                "SLOWEST");
        record Line(double rate, String[] cells) {}
        List<Line> lines = new ArrayList<>();
        for (FileSystemTraffic fileSystem : after.fileSystems()) {
            String id = fileSystem.fileSystemId();
            if (onlyFileSystem.isEmpty() || onlyFileSystem.get().equals(id)) {
                for (String address : addresses(fileSystem)) {
                    Map<String, Work> now = of(after, id, address);
                    Map<String, Work> then = of(before, id, address);
                    double rate = KINDS.stream()
                                    .mapToLong(kind -> requests(now, kind) - requests(then, kind))
                                    .sum()
                            / seconds;
                    if (rate > 0 || held(id, address) > 0) {
                        lines.add(new Line(rate, cells(id, address, then, now)));
                    }
                }
            }
        }
        lines.sort((a, b) -> Double.compare(b.rate, a.rate));
        lines.forEach(line -> columns.row(line.cells));
        return lines.isEmpty() ? "No client is connected.\n" : columns.text();
    }

    /** Every open file, with who has it open. */
    static String files(List<HeldFile> held, List<Client> clients, Optional<String> onlyFileSystem) {
        Columns columns = new Columns("FILE SYSTEM", "CLIENT", "OPEN FOR", "LOCKS", "FILE");
        boolean any = false;
        for (HeldFile file : held) {
            if (onlyFileSystem.isEmpty() || onlyFileSystem.get().equals(file.fileSystemId())) {
                String address = clients.stream()
                        .filter(client -> client.clientId() == file.clientId())
                        .map(Client::address)
                        .findFirst()
                        .orElse("-");
                columns.row(
                        file.fileSystemId(),
                        address,
                        file.reads() ? (file.writes() ? "reading, writing" : "reading") : "writing",
                        Integer.toString(file.locks()),
                        file.path().isEmpty() ? "(removed)" : file.path());
                any = true;
            }
        }
        return any ? columns.text() : "No file is open.\n";
    }

    private Set<String> addresses(FileSystemTraffic fileSystem) {
        Set<String> addresses = new TreeSet<>();
        fileSystem.addresses().forEach(traffic -> addresses.add(traffic.address()));
        clients.stream()
                .filter(client -> client.fileSystemId().equals(fileSystem.fileSystemId()))
                .forEach(client -> addresses.add(client.address()));
        return addresses;
    }

    private List<Client> clientsAt(String id, String address) {
        return clients.stream()
                .filter(client ->
                        client.fileSystemId().equals(id) && client.address().equals(address))
                .toList();
    }

    private int held(String id, String address) {
        return clientsAt(id, address).size();
    }

    private String[] cells(String id, String address, Map<String, Work> then, Map<String, Work> now) {
        List<Client> here = clientsAt(id, address);
        Interval all = new Interval();
        KINDS.forEach(kind -> all.add(then.getOrDefault(kind, NOTHING), now.getOrDefault(kind, NOTHING)));
        return new String[] {
            id,
            address,
            here.isEmpty() ? "-" : "4." + here.getLast().minorVersion(),
            Integer.toString(here.stream().mapToInt(Client::opens).sum()),
            Integer.toString(here.stream().mapToInt(Client::locks).sum()),
            rate(requests(now, READ) - requests(then, READ)),
            size(then, now, READ),
            rate(requests(now, WRITE) - requests(then, WRITE)),
            size(then, now, WRITE),
            rate(requests(now, METADATA) - requests(then, METADATA)),
            all.mean(),
            all.below(0.99),
            all.below(1)
        };
    }

    private String rate(long requests) {
        return String.format(Locale.ROOT, "%.0f", requests / seconds);
    }

    private String size(Map<String, Work> then, Map<String, Work> now, String kind) {
        long bytes = now.getOrDefault(kind, NOTHING).bytes()
                - then.getOrDefault(kind, NOTHING).bytes();
        return Columns.size((long) (bytes / seconds));
    }

    private static long requests(Map<String, Work> work, String kind) {
        return work.getOrDefault(kind, NOTHING).latencies().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Map<String, Work> of(Traffic traffic, String id, String address) {
        return traffic.fileSystems().stream()
                .filter(fileSystem -> fileSystem.fileSystemId().equals(id))
                .flatMap(fileSystem -> fileSystem.addresses().stream())
                .filter(each -> each.address().equals(address))
                .map(AddressTraffic::work)
                .findFirst()
                .orElse(Map.of());
    }

    /** How long the requests of an interval took. */
    private static final class Interval {
        private final List<Long> latencies = new ArrayList<>();
        private long nanos;
        private long requests;

        void add(Work then, Work now) {
            nanos += now.nanos() - then.nanos();
            for (int i = 0; i < now.latencies().size(); i++) {
                long count = now.latencies().get(i)
                        - (i < then.latencies().size() ? then.latencies().get(i) : 0);
                while (latencies.size() <= i) {
                    latencies.add(0L);
                }
                latencies.set(i, latencies.get(i) + count);
                requests += count;
            }
        }

        String mean() {
            return requests == 0 ? "-" : micros((double) nanos / 1000 / requests);
        }

        /** The time that this share of the requests stayed below. */
        String below(double share) {
            long wanted = (long) Math.ceil(share * requests);
            long seen = 0;
            for (int i = 0; i < latencies.size(); i++) {
                seen += latencies.get(i);
                if (requests > 0 && seen >= wanted) {
                    return "<" + micros((double) (1L << i));
                }
            }
            return "-";
        }

        private static String micros(double micros) {
            return micros < 1000
                    ? String.format(Locale.ROOT, "%.0f us", micros)
                    : String.format(Locale.ROOT, micros < 100_000 ? "%.1f ms" : "%.0f ms", micros / 1000);
        }
    }
}
