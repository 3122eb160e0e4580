package io.moorage.bench.scale;

import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.base.sigv4.SigningCredentials;
import io.moorage.bench.api.KeptAlive;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many agents of one cluster, each with a websocket of its own, and the orders whose outcome is timed. */
public final class FleetRun {
    private static final SigningCredentials KEY = new SigningCredentials("test", "test", null);
    private static final int CALLERS = 8;
    private static final int DIALERS = 32;
    private static final int IDLE_SECONDS = 15;
    private static final double TICKS_PER_SECOND = 100;
    private static final int LONGEST_SECONDS = 150;

    private final int port;
    private final long serverPid;
    private final List<AgentSocket> agents = new ArrayList<>();
    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();

    private FleetRun(int port, long serverPid) {
        this.port = port;
        this.serverPid = serverPid;
    }

    /** Arguments: the control plane's port and process, instances, tasks of the service, instances to lose, where to order that. */
    public static void main(String[] arguments) throws Exception {
        FleetRun run = new FleetRun(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
        int instances = Integer.parseInt(arguments[2]);
        int tasks = Integer.parseInt(arguments[3]);
        int lost = Integer.parseInt(arguments[4]);
        run.connect(instances);
        run.idle(instances);
        run.service(tasks);
        try (PrintStream orders =
                new PrintStream(Files.newOutputStream(Path.of(arguments[5])), true, StandardCharsets.UTF_8)) {
            run.lose(lost, tasks, orders);
        }
        System.exit(0);
    }

    private void connect(int instances) throws Exception {
        order("CreateCluster", "{\"clusterName\":\"bench\"}");
        long start = System.nanoTime();
        agents.addAll(join(instances));
        tell("%d agents registered and connected: %.1f s", instances, since(start));
        for (int i = 0; i < CALLERS; i++) {
            Thread.ofPlatform().daemon().start(this::submit);
        }
    }

    /** Each connects as soon as it is registered: one that does not for ten seconds would be held for lost. */
    private List<AgentSocket> join(int instances) throws Exception {
        AgentSocket[] joined = new AgentSocket[instances];
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < DIALERS; thread++) {
            int first = thread;
            threads.add(Thread.ofPlatform().start(() -> {
                try (KeptAlive connection = new KeptAlive(port)) {
                    for (int i = first; i < instances; i += DIALERS) {
                        String answer = call(connection, "RegisterContainerInstance", registration(i));
                        joined[i] = new AgentSocket(port, value(answer, "containerInstanceArn"), this::report);
                        Thread.ofVirtual().start(joined[i]);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }
        for (Thread each : threads) {
            each.join();
        }
        return List.of(joined);
    }

    private static String registration(int number) {
        return """
                {"cluster":"bench","instanceIdentityDocument":"{\\"instanceId\\":\\"%s\\"}",
                "versionInfo":{"agentVersion":"1.0.0","agentHash":"0","dockerVersion":"DockerVersion: 20.10"},
                "totalResources":[{"name":"CPU","type":"INTEGER","integerValue":4096},
                {"name":"MEMORY","type":"INTEGER","integerValue":16000},
                {"name":"PORTS","type":"STRINGSET","stringSetValue":["22","2375","2376","51678","51679"]}],
                "attributes":[{"name":"moorage.capability.lease"},{"name":"ecs.capability.efs"},
                {"name":"ecs.os-type","value":"linux"}]}""".formatted(ControlPlane.machine(number));
    }

    private void idle(int instances) throws Exception {
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        double before = cpuSeconds();
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        tell(
                "%d instances idle: %.1f %% of a core, %d MiB resident",
                instances, 100 * (cpuSeconds() - before) / IDLE_SECONDS, residentMib());
    }

    private void service(int tasks) throws Exception {
        order("RegisterTaskDefinition", """
                {"family":"web","containerDefinitions":[{"name":"web","image":"web","cpu":128,"memory":256}]}""");
        long start = System.nanoTime();
        order("CreateService", """
                {"cluster":"bench","serviceName":"web","taskDefinition":"web","desiredCount":%d,
                "placementConstraints":[{"type":"memberOf","expression":
                "attribute:ecs.instance-type =~ m5.* and attribute:ecs.os-type == linux"}],
                "placementStrategy":[{"type":"spread","field":"attribute:ecs.availability-zone"},
                {"type":"spread","field":"instanceId"}]}""".formatted(tasks));
        awaitRunning(tasks);
        tell(
                "a service of %d tasks from create to RUNNING: %.1f s; %d MiB resident",
                tasks, since(start), residentMib());
    }

    private void lose(int lost, int tasks, PrintStream orders) throws Exception {
        long start = System.nanoTime();
        orders.println("lose " + lost);
        for (int i = 0; i < lost; i++) {
            agents.get(i).cut();
        }
        int least = tasks;
        while (least == tasks) {
            least = Math.min(least, running());
        }
        awaitRunning(tasks);
        tell("%d instances lost at once, %d tasks run again: %.1f s", lost, tasks, since(start));
    }

    private void awaitRunning(int tasks) throws Exception {
        long start = System.nanoTime();
        while (running() < tasks) {
            if (since(start) > LONGEST_SECONDS) {
                throw new IllegalStateException("only " + running() + " of " + tasks + " run");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private int running() throws IOException {
        String answer = order("DescribeServices", "{\"cluster\":\"bench\",\"services\":[\"web\"]}");
        Matcher found = Pattern.compile("\"runningCount\":([0-9]+)").matcher(answer);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private void report(TaskPayload task) {
        String status = task.stops() ? "STOPPED" : "RUNNING";
        reports.add("""
                {"cluster":"bench","task":"%s","status":"%s","containers":[{"containerName":"web","status":"%s"}]}""".formatted(task.arn(), status, status));
    }

    /** The server closes connections that were idle for long, so each pause ends with a new one. */
    private void submit() {
        try {
            while (true) {
                String next = reports.take();
                try (KeptAlive connection = new KeptAlive(port)) {
                    while (next != null) {
                        call(connection, "SubmitTaskStateChange", next);
                        next = reports.poll(1, TimeUnit.SECONDS);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String order(String action, String json) throws IOException {
        try (KeptAlive connection = new KeptAlive(port)) {
            return call(connection, action, json);
        }
    }

    private static String call(KeptAlive connection, String action, String json) throws IOException {
        return connection.ask(connection.signed(
                KEY,
                "ecs",
                Map.of(
                        "Content-Type",
                        "application/x-amz-json-1.1",
                        "X-Amz-Target",
                        "AmazonEC2ContainerServiceV20141113." + action),
                json));
    }

    private static String value(String json, String member) throws IOException {
        Matcher found = Pattern.compile("\"" + member + "\":\"([^\"]+)\"").matcher(json);
        if (!found.find()) {
            throw new IOException("no " + member + " in " + json);
        }
        return found.group(1);
    }

    private double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + serverPid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private long residentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + serverPid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static void tell(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
