package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cli.SqlSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A bank on MySQL while its machines are killed, frozen, cut off and come back, and the servers die beside it. Money is neither made
 * nor lost, and every acknowledged transfer is there, once. Not of the ordinary tests: {@code bench/transfers.sh} runs it.
 */
@ExtendWith(WithMoorage.class)
class TransfersUnderFire {
    private static final int TELLERS = 4;
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final Duration QUERY = Duration.ofSeconds(30);
    private static final int LONGEST_AWAY_SECONDS = 40;

    enum Blow {
        KILL,
        FREEZE,
        CUT,
        KILL_THE_OTHER,
        AGENT,
        CONTROL_PLANE,
        FILE_SERVER,
        FREEZE_AND_CONTROL_PLANE
    }

    private final long seed = Long.getLong("moorage.transfers.seed", 1);
    private final Random random = new Random(seed);
    private final Map<Blow, List<Double>> outages = new EnumMap<>(Blow.class);

    @Test
    void moneyIsNeitherMadeNorLost(MoorageUnderTest moorage) throws Exception {
        moorage.ensurePlayed();
        Database database = new Database(moorage);
        String host = balancer(moorage);
        try (SqlSession session = new SqlSession(host, 3306, "root", "password", "")) {
            Teller.open(session);
        }
        List<Teller> tellers = IntStream.range(0, TELLERS)
                .mapToObj(number -> new Teller(number, host, seed))
                .toList();
        tellers.forEach(Teller::start);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Long.getLong("moorage.transfers.minutes", 30));
        while (System.nanoTime() < end) {
            awaitMore(tellers, 50);
            Blow blow = Blow.values()[random.nextInt(Blow.values().length)];
            Struck struck = strike(moorage, database, blow);
            System.out.printf("%s ...%n", blow);
            awaitMore(tellers, 1);
            double seconds = (System.nanoTime() - struck.atNanos()) / 1e9;
            outages.computeIfAbsent(blow, ignored -> new ArrayList<>()).add(seconds);
            awaitMore(tellers, 20);
            struck.back().run();
            moorage.awaitConnected(2);
            balance(host);
            System.out.printf("%s: %.1f s; %d transfers%n", blow, seconds, total(tellers));
        }
        tellers.forEach(Teller::close);
        audit(host, tellers);
        outages.forEach((blow, all) -> System.out.printf(
                "%-24s %3d times, to the next transfer p50 %.1f s, worst %.1f s%n",
                blow,
                all.size(),
                all.stream().sorted().toList().get(all.size() / 2),
                all.stream().mapToDouble(Double::doubleValue).max().orElse(0)));
        System.out.printf(
                "%d acknowledged transfers, all there; the sum is what it was (seed %d)%n", total(tellers), seed);
    }

    /** @param back brings things back; to be run when transfers go on */
    private record Struck(long atNanos, Undo back) {}

    private Struck strike(MoorageUnderTest moorage, Database database, Blow blow)
            throws IOException, InterruptedException {
        Database.Placed placed = placed(database);
        String machine = moorage.containerOf(placed.instanceId());
        String other = blow == Blow.KILL_THE_OTHER ? other(moorage, placed) : "";
        Cable cable = Cable.of(moorage, address(moorage, placed.instanceId()));
        long now = System.nanoTime();
        Undo back =
                switch (blow) {
                    case KILL -> {
                        moorage.docker("kill", "-s", "KILL", machine);
                        yield () -> {};
                    }
                    case KILL_THE_OTHER -> {
                        moorage.docker("kill", "-s", "KILL", other);
                        yield () -> {};
                    }
                    case AGENT -> {
                        killAgent(moorage, machine);
                        yield () -> {};
                    }
                    case CONTROL_PLANE -> {
                        kill(moorage.process("server"));
                        yield () -> moorage.moorage(Duration.ofMinutes(2), "up");
                    }
                    case FILE_SERVER -> {
                        kill(moorage.process("fileserver"));
                        yield () -> {};
                    }
                    case FREEZE -> freeze(moorage, machine);
                    case FREEZE_AND_CONTROL_PLANE -> {
                        Undo thaw = freeze(moorage, machine);
                        moorage.killServer();
                        yield thaw;
                    }
                    case CUT -> {
                        cable.cut();
                        yield later(cable::mend);
                    }
                };
        return new Struck(now, back);
    }

    private static void kill(ProcessHandle process) {
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().join();
    }

    private interface Undo {
        void run() throws IOException, InterruptedException;
    }

    /** Longer than any lease, now and then, counted from when transfers went on. */
    private Undo later(Undo undo) {
        int seconds = random.nextInt(LONGEST_AWAY_SECONDS);
        return () -> {
            TimeUnit.SECONDS.sleep(seconds);
            undo.run();
        };
    }

    private Undo freeze(MoorageUnderTest moorage, String machine) {
        await("every process of the instance is frozen")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> moorage.docker("pause", machine));
        return later(() -> moorage.docker("unpause", machine));
    }

    private static void killAgent(MoorageUnderTest moorage, String machine) throws IOException, InterruptedException {
        moorage.docker(
                "exec",
                machine,
                "sh",
                "-c",
                "for p in /proc/[0-9]*; do grep -qs 'io[.]moorage[.]agent' $p/cmdline && kill -9 ${p#/proc/}; done; true");
    }

    private static Database.Placed placed(Database database) {
        return await("one running task")
                .atMost(BOUND)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(database::runningTask, task -> true);
    }

    private static String other(MoorageUnderTest moorage, Database.Placed placed)
            throws IOException, InterruptedException {
        for (JsonNode id : moorage.aws(
                "ec2",
                "describe-instances",
                "--filters",
                "Name=instance-state-name,Values=running",
                "--query",
                "Reservations[].Instances[].InstanceId")) {
            if (!id.asText().equals(placed.instanceId())) {
                return moorage.containerOf(id.asText());
            }
        }
        throw new AssertionError("there is no other instance");
    }

    private static String address(MoorageUnderTest moorage, String instance) throws IOException, InterruptedException {
        return moorage.aws("ec2", "describe-instances", "--instance-ids", instance)
                .findPath("PrivateIpAddress")
                .asText();
    }

    private static String balancer(MoorageUnderTest moorage) throws IOException, InterruptedException {
        String name = moorage.aws(
                        "elb",
                        "describe-load-balancers",
                        "--load-balancer-names",
                        moorage.resource("efs-docker", "LoadBalancer"))
                .findPath("DNSName")
                .asText();
        return moorage.moorage(Duration.ofSeconds(30), "resolve", name).strip();
    }

    private static long total(List<Teller> tellers) {
        return tellers.stream().mapToLong(Teller::acknowledged).sum();
    }

    private static void awaitMore(List<Teller> tellers, long count) {
        long goal = total(tellers) + count;
        await("transfers to reach " + goal)
                .atMost(BOUND)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> total(tellers) >= goal);
    }

    private static void balance(String host) {
        assertThat(ask(host, "SELECT SUM(balance), COUNT(*) FROM accounts"))
                .isEqualTo(List.of(Teller.ACCOUNTS * Teller.BALANCE + "\t" + Teller.ACCOUNTS));
    }

    /** The books, from the first transfer to the last. */
    private static void audit(String host, List<Teller> tellers) {
        balance(host);
        for (Teller teller : tellers) {
            List<String> rows = ask(
                    host,
                    "SELECT COUNT(*), COALESCE(MAX(n), 0) FROM transfers WHERE teller = " + teller.number()
                            + " AND n <= " + teller.acknowledged());
            assertThat(rows).isEqualTo(List.of(teller.acknowledged() + "\t" + teller.acknowledged()));
        }
        assertThat(ask(
                        host,
                        "SELECT COUNT(*) FROM accounts a WHERE balance <> " + Teller.BALANCE
                                + " + (SELECT COALESCE(SUM(amount), 0) FROM transfers WHERE taker = a.id)"
                                + " - (SELECT COALESCE(SUM(amount), 0) FROM transfers WHERE giver = a.id)"))
                .as("accounts whose balance is not what their transfers make of it")
                .isEqualTo(List.of("0"));
        assertThat(ask(host, "CHECK TABLE accounts, transfers EXTENDED"))
                .allMatch(row -> row.endsWith("check\tstatus\tOK"));
    }

    private static List<String> ask(String host, String question) {
        return await(question)
                .atMost(BOUND)
                .ignoreExceptionsInstanceOf(SqlSession.Broken.class)
                .until(
                        () -> {
                            try (SqlSession session = new SqlSession(host, 3306, "root", "password", "moorage")) {
                                return session.query(question, QUERY);
                            }
                        },
                        rows -> true);
    }
}
