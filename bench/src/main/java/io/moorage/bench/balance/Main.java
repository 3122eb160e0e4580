package io.moorage.bench.balance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * {@code echo PORT} serves; {@code load SECONDS ROUNDS NAME=PORT...} measures the ports in turns, the first of which is the instance
 * itself, and prints the median of each, with the ratios of the last to the second.
 */
public final class Main {
    /** So long the balancer's compiler is seen to work on short connections. */
    private static final int WARMING_ROUNDS = 3;

    private Main() {}

    private record Round(double throughput, double connections, TcpLoad.Latency latency) {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("echo")) {
            EchoServer.serve(Integer.parseInt(arguments[1]));
        } else {
            load(
                    Duration.ofSeconds(Long.parseLong(arguments[1])),
                    Integer.parseInt(arguments[2]),
                    List.of(arguments).subList(3, arguments.length));
        }
    }

    private static void load(Duration time, int rounds, List<String> targets) throws Exception {
        Map<String, List<Round>> results = new LinkedHashMap<>();
        for (int round = 1 - WARMING_ROUNDS; round <= rounds; round++) {
            for (String target : targets) {
                String name = target.substring(0, target.indexOf('='));
                TcpLoad load = new TcpLoad(Integer.parseInt(target.substring(name.length() + 1)), time);
                Round measured = new Round(load.throughput(), load.connections(), load.latency());
                if (round > 0) {
                    results.computeIfAbsent(name, ignored -> new ArrayList<>()).add(measured);
                    print(name + " " + round, measured);
                }
            }
        }
        Map<String, Round> medians = new LinkedHashMap<>();
        results.forEach((name, measured) -> medians.put(name, median(measured)));
        medians.forEach((name, each) -> print(name + " median", each));
        ratios(List.copyOf(medians.values()));
    }

    private static Round median(List<Round> rounds) {
        return new Round(
                median(rounds, Round::throughput),
                median(rounds, Round::connections),
                new TcpLoad.Latency(median(rounds, each -> each.latency().p50()), median(rounds, each -> each.latency()
                        .p99())));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void print(String name, Round each) {
        System.out.printf(
                Locale.ROOT,
                "%-20s %8.0f MB/s %8.0f connections/s   p50 %6.0f us   p99 %6.0f us%n",
                name,
                each.throughput(),
                each.connections(),
                each.latency().p50(),
                each.latency().p99());
    }

    /** Of the direct way, the peer and ours. */
    private static void ratios(List<Round> ways) {
        if (ways.size() == 3) {
            Round direct = ways.get(0);
            Round peer = ways.get(1);
            Round ours = ways.get(2);
            System.out.printf(
                    Locale.ROOT,
                    "ours / peer: throughput %.2f, connections %.2f, added p99 %.2f (%.0f us against %.0f us)%n",
                    ours.throughput() / peer.throughput(),
                    ours.connections() / peer.connections(),
                    (ours.latency().p99() - direct.latency().p99())
                            / (peer.latency().p99() - direct.latency().p99()),
                    ours.latency().p99() - direct.latency().p99(),
                    peer.latency().p99() - direct.latency().p99());
        }
    }
}
