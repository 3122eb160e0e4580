package io.moorage.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Commits one numbered row after another, for ever, and knows which were acknowledged. When the database goes away it
 * looks for it at every address, asks whether the row in flight got in, and goes on: so every number is committed
 * exactly once unless the database loses or doubles rows, which {@link #verify} would show.
 */
public final class CommitWriter implements AutoCloseable {
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(2);
    private static final int PROBE_MILLIS = 200;
    private static final int PORT = 3306;

    private final Supplier<List<String>> addresses;
    private final String password;
    private final String run;
    private final Thread thread;
    private volatile long acknowledged;
    private volatile boolean stopped;
    private volatile @Nullable Outage outage;
    private @Nullable SqlSession session;
    private volatile String host = "";
    private final AtomicInteger connections = new AtomicInteger();

    /** When service came back after {@link #markOutage}; 0 while it has not. */
    public static final class Outage {
        private final int lostConnection;
        volatile long firstAnswerMillis;
        volatile long firstCommitMillis;

        Outage(int lostConnection) {
            this.lostConnection = lostConnection;
        }

        /** When the first commit after it was acknowledged, epoch milliseconds; 0 while none was. */
        public long firstCommitMillis() {
            return firstCommitMillis;
        }
    }

    /** What the table holds of this run. */
    public record Verdict(long acknowledged, long rows, long distinct, long smallest, long largest) {
        public boolean holds() {
            return rows == acknowledged && distinct == acknowledged && smallest == 1 && largest == acknowledged;
        }
    }

    public CommitWriter(Supplier<List<String>> addresses, String password, String run) {
        this.addresses = addresses;
        this.password = password;
        this.run = run;
        this.thread = new Thread(this::writeForEver, "commit-writer");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** The number of commits the database acknowledged. */
    public long acknowledged() {
        return acknowledged;
    }

    /** The address the rows go to at present. */
    public String host() {
        return host;
    }

    /** From now on the first answer and the first commit over another connection than the present one are noted. */
    public Outage markOutage() {
        Outage mark = new Outage(connections.get());
        outage = mark;
        return mark;
    }

    private void writeForEver() {
        while (!stopped) {
            try {
                commitNext();
            } catch (SqlSession.Broken e) {
                disconnect();
            }
        }
        disconnect();
    }

    private void commitNext() throws SqlSession.Broken {
        long number = acknowledged + 1;
        SqlSession current = session;
        if (current == null) {
            current = connect().orElse(null);
            if (current == null) {
                return;
            }
            session = current;
            if (isPresent(current, number)) {
                acknowledge(number);
                return;
            }
        }
        current.query(
                "START TRANSACTION; INSERT INTO commits VALUES ('" + run + "', " + number + "); COMMIT", ANSWER_BOUND);
        acknowledge(number);
    }

    private void acknowledge(long number) {
        acknowledged = number;
        Outage mark = outage;
        if (mark != null && mark.firstCommitMillis == 0 && connections.get() != mark.lostConnection) {
            mark.firstCommitMillis = System.currentTimeMillis();
        }
    }

    private boolean isPresent(SqlSession current, long number) throws SqlSession.Broken {
        List<String> rows =
                current.query("SELECT COUNT(*) FROM commits WHERE run = '" + run + "' AND n = " + number, ANSWER_BOUND);
        Outage mark = outage;
        if (mark != null && mark.firstAnswerMillis == 0 && connections.get() != mark.lostConnection) {
            mark.firstAnswerMillis = System.currentTimeMillis();
        }
        return !rows.equals(List.of("0"));
    }

    private Optional<SqlSession> connect() {
        for (String address : addresses.get()) {
            if (listens(address)) {
                try {
                    SqlSession opened = new SqlSession(address, PORT, "root", password, "moorage");
                    try {
                        opened.query("SELECT 1", ANSWER_BOUND);
                        host = address;
                        connections.incrementAndGet();
                        return Optional.of(opened);
                    } catch (SqlSession.Broken e) {
                        opened.close();
                        rest();
                    }
                } catch (IOException e) {
                    throw new UserError("cannot run the mariadb client: " + e.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    /** Bounded: a dead machine answers nothing at all. */
    static boolean listens(String address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, PORT), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            rest();
            return false;
        }
    }

    private static void rest() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void disconnect() {
        SqlSession current = session;
        session = null;
        if (current != null) {
            current.close();
        }
    }

    /** Stops writing and counts what the table holds. */
    public Verdict verify() throws SqlSession.Broken {
        close();
        SqlSession reader = connect().orElseThrow(() -> new SqlSession.Broken("the database is not reachable"));
        try {
            String[] columns = reader.query(
                            "SELECT COUNT(*), COUNT(DISTINCT n), MIN(n), MAX(n) FROM commits WHERE run = '" + run + "'",
                            Duration.ofSeconds(20))
                    .getFirst()
                    .split("\t");
            return new Verdict(
                    acknowledged,
                    Long.parseLong(columns[0]),
                    Long.parseLong(columns[1]),
                    Long.parseLong(columns[2]),
                    Long.parseLong(columns[3]));
        } finally {
            reader.close();
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
