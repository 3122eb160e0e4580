package io.moorage.bench.api;

import io.moorage.base.sigv4.SigningCredentials;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many calls a server answers on kept-alive connections, one call under way on each, and how long they take. Every call is signed
 * with an issued key, so the server verifies each signature and asks IAM.
 */
public final class ApiRate {
    private static final int CONNECTIONS = 8;

    /** So long the server's compiler is seen to work on what these calls use. */
    private static final int WARMING_ROUNDS = 3;

    private static final SigningCredentials ROOT = new SigningCredentials("test", "test", null);
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private ApiRate() {}

    /** A call on one connection; the number makes writes differ. */
    private interface Call {
        byte[] request(KeptAlive connection, int thread, int number);
    }

    /** Arguments: the server's port, the seconds of a round, how many rounds after those that warm up. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        List<String> arns = new ArrayList<>();
        SigningCredentials key = prepare(port, arns);
        System.out.printf("%-34s %10s %9s %9s%n", "", "calls/s", "p50 ms", "p99 ms");
        for (int round = 0; round < WARMING_ROUNDS + rounds; round++) {
            String suffix = round < WARMING_ROUNDS ? " (warming up)" : "";
            try (KeptAlive signer = new KeptAlive(port)) {
                byte[] describe = signer.signed(
                        key, "ecs", json("DescribeClusters"), "{\"clusters\":[\"bench-0\",\"bench-1\",\"bench-2\"]}");
                report("DescribeClusters" + suffix, run(port, seconds, (connection, thread, number) -> describe));
            }
            report(
                    "TagResource" + suffix,
                    run(
                            port,
                            seconds,
                            (connection, thread, number) -> connection.signed(
                                    key,
                                    "ecs",
                                    json("TagResource"),
                                    "{\"resourceArn\":\"%s\",\"tags\":[{\"key\":\"n\",\"value\":\"%d\"}]}"
                                            .formatted(arns.get(thread), number))));
        }
    }

    private static Map<String, String> json(String action) {
        return Map.of(
                "Content-Type",
                "application/x-amz-json-1.1",
                "X-Amz-Target",
                "AmazonEC2ContainerServiceV20141113." + action);
    }

    /** Clusters to describe, and a key of a user who may do everything. Each cluster's ARN is put into {@code arns}. */
    private static SigningCredentials prepare(int port, List<String> arns) throws IOException {
        try (KeptAlive connection = new KeptAlive(port)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                String made = connection.ask(connection.signed(
                        ROOT, "ecs", json("CreateCluster"), "{\"clusterName\":\"bench-%d\"}".formatted(i)));
                arns.add(made.replaceFirst("(?s).*\"clusterArn\":\"([^\"]+)\".*", "$1"));
            }
            iam(connection, "CreateUser&UserName=bench");
            iam(
                    connection,
                    "AttachUserPolicy&UserName=bench&PolicyArn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAdministratorAccess");
            String made = iam(connection, "CreateAccessKey&UserName=bench");
            return new SigningCredentials(element(made, "AccessKeyId"), element(made, "SecretAccessKey"), null);
        }
    }

    private static String iam(KeptAlive connection, String action) throws IOException {
        return connection.ask(connection.signed(ROOT, "iam", FORM, "Version=2010-05-08&Action=" + action));
    }

    private static String element(String xml, String name) throws IOException {
        Matcher found = Pattern.compile("<" + name + ">([^<]+)<").matcher(xml);
        if (!found.find()) {
            throw new IOException("no " + name + " in " + xml);
        }
        return found.group(1);
    }

    /** The time of each call in nanoseconds. */
    private static long[] run(int port, double seconds, Call call) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Callable<long[]>> work = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int thread = i;
                work.add(() -> drive(port, thread, end, call));
            }
            long[] all = new long[0];
            for (Future<long[]> each : threads.invokeAll(work)) {
                long[] times = each.get();
                int before = all.length;
                all = Arrays.copyOf(all, before + times.length);
                System.arraycopy(times, 0, all, before, times.length);
            }
            return withRate(all, seconds);
        }
    }

    private static long[] withRate(long[] times, double seconds) {
        Arrays.sort(times);
        long[] figures = {
            Math.round(times.length / seconds), times[times.length / 2], times[(int) (times.length * 0.99)]
        };
        return figures;
    }

    private static long[] drive(int port, int thread, long end, Call call) throws IOException {
        long[] times = new long[1 << 16];
        int count = 0;
        try (KeptAlive connection = new KeptAlive(port)) {
            long start = System.nanoTime();
            while (start < end) {
                byte[] request = call.request(connection, thread, count);
                start = System.nanoTime();
                connection.ask(request);
                long now = System.nanoTime();
                if (count == times.length) {
                    times = Arrays.copyOf(times, 2 * count);
                }
                times[count++] = now - start;
                start = now;
            }
        }
        return Arrays.copyOf(times, count);
    }

    private static void report(String row, long[] figures) {
        System.out.printf("%-34s %,10d %9.2f %9.2f%n", row, figures[0], figures[1] / 1e6, figures[2] / 1e6);
    }
}
