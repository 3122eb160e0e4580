package io.moorage.loadbalancer.log;

import io.moorage.loadbalancer.control.AccessLogTerms;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The access log of one load balancer: a file for each of its addresses and each interval, named and laid out as S3 gets them
 * from AWS (Classic Load Balancers guide, "Access log files"), but written to as things happen. Told from any thread, written
 * by one. As AWS's, it is no accounting: what cannot be written in time is lost, and that is told.
 */
public final class AccessLog {
    private static final int MOST_WAITING = 100_000;
    private static final int RANDOM_LENGTH = 8;
    private static final int BASE = 36;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter END =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final RandomGenerator random;
    private final ConcurrentLinkedQueue<Told> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /** Of the present interval; asked by the writer only. */
    private final Map<Part, Path> files = new HashMap<>();

    private volatile @Nullable AccessLogTerms terms;
    private volatile Optional<String> problem = Optional.empty();

    private record Told(Part part, Carried carried) {}

    /** One file. */
    private record Part(AccessLogTerms terms, String address, Instant end) {}

    public AccessLog(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** @param told null for no log */
    public void tell(@Nullable AccessLogTerms told) {
        terms = told;
    }

    public boolean isOn() {
        return terms != null;
    }

    public Instant now() {
        return clock.instant();
    }

    /**
     * Never waits for a disk.
     *
     * @param at the load balancer's address
     */
    public void add(@Nullable SocketAddress at, Carried carried) {
        AccessLogTerms now = terms;
        if (now == null) {
            return;
        }
        if (count.incrementAndGet() > MOST_WAITING) {
            count.decrementAndGet();
            problem = Optional.of("lines are lost: more come than can be written");
            return;
        }
        String address =
                at instanceof InetSocketAddress here ? here.getAddress().getHostAddress() : "-";
        waiting.add(new Told(new Part(now, address, end(clock.instant(), now.interval())), carried));
    }

    private static Instant end(Instant now, Duration interval) {
        long seconds = interval.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), seconds) + 1) * seconds);
    }

    /** Writes what was told so far. */
    public void write() {
        Map<Part, List<String>> lines = new HashMap<>();
        for (Told each = waiting.poll(); each != null; each = waiting.poll()) {
            count.decrementAndGet();
            lines.computeIfAbsent(each.part(), _ -> new ArrayList<>())
                    .add(each.carried().line());
        }
        if (lines.isEmpty()) {
            return;
        }
        files.keySet().retainAll(lines.keySet());
        try {
            for (Map.Entry<Part, List<String>> each : lines.entrySet()) {
                Path file = files.computeIfAbsent(each.getKey(), this::file);
                Files.createDirectories(file.getParent());
                Files.write(
                        file,
                        each.getValue(),
                        StandardCharsets.US_ASCII,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
            problem = Optional.empty();
        } catch (IOException e) {
            problem = Optional.of("the access log cannot be written: " + e);
        }
    }

    private Path file(Part part) {
        StringBuilder unique = new StringBuilder();
        while (unique.length() < RANDOM_LENGTH) {
            unique.append(Character.forDigit(random.nextInt(BASE), BASE));
        }
        return Path.of(part.terms().directory())
                .resolve(DAY.format(part.end()))
                .resolve(String.format(
                        Locale.ROOT,
                        "%s_%s_%s_%s.log",
                        part.terms().name(),
                        END.format(part.end()),
                        part.address(),
                        unique));
    }

    /** What is lost, in words. */
    public Optional<String> problem() {
        return problem;
    }
}
