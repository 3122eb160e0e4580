package io.moorage.story;

import io.moorage.cli.SqlSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Moves money between accounts, one numbered transfer after another, and knows which were acknowledged. What was in flight when the
 * database went away is asked for, and only done again if it is not there.
 */
final class Teller implements AutoCloseable {
    static final int ACCOUNTS = 50;
    static final long BALANCE = 1_000_000;

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long LARGEST = 100;

    private final int number;
    private final String host;
    private final Random random;
    private final Thread thread;
    private volatile long acknowledged;
    private volatile boolean stopped;
    private @Nullable SqlSession session;

    Teller(int number, String host, long seed) {
        this.number = number;
        this.host = host;
        this.random = new Random(seed * 1000 + number);
        this.thread = Thread.ofPlatform().daemon().name("teller-" + number).unstarted(this::work);
    }

    /** Makes the bank anew. */
    static void open(SqlSession session) throws SqlSession.Broken {
        session.query(
                "CREATE DATABASE IF NOT EXISTS moorage; USE moorage; DROP TABLE IF EXISTS transfers, accounts;"
                        + " CREATE TABLE accounts (id INT PRIMARY KEY, balance BIGINT NOT NULL);"
                        + " CREATE TABLE transfers (teller INT, n BIGINT, giver INT NOT NULL, taker INT NOT NULL,"
                        + " amount BIGINT NOT NULL, PRIMARY KEY (teller, n));"
                        + " INSERT INTO accounts SELECT seq, " + BALANCE + " FROM seq_1_to_" + ACCOUNTS,
                Duration.ofSeconds(30));
    }

    void start() {
        thread.start();
    }

    int number() {
        return number;
    }

    /** Transfers 1 to this were acknowledged, and the next may be there. */
    long acknowledged() {
        return acknowledged;
    }

    private void work() {
        while (!stopped) {
            try {
                long next = acknowledged + 1;
                transfer(next);
                acknowledged = next;
            } catch (SqlSession.Broken gone) {
                hangUp();
            }
        }
        hangUp();
    }

    private void transfer(long n) throws SqlSession.Broken {
        SqlSession open = session;
        if (open == null) {
            open = connect();
            session = open;
            List<String> there =
                    open.query("SELECT COUNT(*) FROM transfers WHERE teller = " + number + " AND n = " + n, ANSWER);
            if (there.equals(List.of("1"))) {
                return;
            }
        }
        int giver = 1 + random.nextInt(ACCOUNTS);
        int taker = 1 + random.nextInt(ACCOUNTS);
        long amount = 1 + random.nextLong(LARGEST);
        open.query(
                ("START TRANSACTION; UPDATE accounts SET balance = balance - %4$d WHERE id = %2$d;"
                                + " UPDATE accounts SET balance = balance + %4$d WHERE id = %3$d;"
                                + " INSERT INTO transfers VALUES (%5$d, %1$d, %2$d, %3$d, %4$d); COMMIT")
                        .formatted(n, giver, taker, amount, number),
                ANSWER);
    }

    private SqlSession connect() throws SqlSession.Broken {
        try {
            return new SqlSession(host, 3306, "root", "password", "moorage");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run the mariadb client", e);
        }
    }

    private void hangUp() {
        SqlSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
