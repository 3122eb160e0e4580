package io.moorage.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A control plane, and a fleet of agents that speak the real protocol to it over real websockets from this process: the orders whose
 * outcome is timed, one phase after another.
 */
public final class FleetRun {
    /** Until the compiler is done with what joining took. */
    private static final int SETTLE_SECONDS = 60;

    private static final int IDLE_SECONDS = 30;
    private static final int LONGEST_SECONDS = 180;
    private static final double KILLED_AT = 0.4;

    private final EcsCalls ecs;
    private final ServerProcess server;
    private final Ledger ledger = new Ledger();
    private final Fleet fleet;
    private final int instances;
    private final int tasks;
    private final int lost;
    private boolean defined;
    private int wanted;
    private int off;
    private boolean broken;

    private FleetRun(Path home, int port, int instances, int tasks, int lost) throws IOException {
        this.ecs = new EcsCalls(port);
        this.fleet = new Fleet(port, ledger);
        this.server = new ServerProcess(home, port, instances);
        this.instances = instances;
        this.tasks = tasks;
        this.lost = lost;
    }

    /** What can be measured of a fleet that is connected. */
    private enum Phase {
        IDLE,
        SERVICE,
        LOSE,
        CRASH
    }

    /** Arguments: a directory, instances, tasks of a service, instances to lose, and phases in their order. */
    public static void main(String[] arguments) throws Exception {
        int port;
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = any.getLocalPort();
        }
        FleetRun run = new FleetRun(
                Path.of(arguments[0]),
                port,
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
        run.connect();
        for (String each : List.of(arguments).subList(4, arguments.length)) {
            switch (Phase.valueOf(each.toUpperCase(Locale.ROOT))) {
                case IDLE -> run.idle();
                case SERVICE -> run.service();
                case LOSE -> run.lose();
                case CRASH -> run.crash();
            }
        }
        System.exit(run.broken ? 1 : 0);
    }

    private void connect() throws Exception {
        server.awaitReady();
        ecs.call("CreateCluster", "{\"clusterName\":\"bench\"}");
        long start = System.nanoTime();
        fleet.join(instances);
        Aims.say("%d agents registered and connected after %.1f s", instances, Aims.since(start));
    }

    private void idle() throws Exception {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        double before = server.cpuSeconds();
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        double share = 100 * (server.cpuSeconds() - before) / IDLE_SECONDS;
        Aims.atMost(
                2_048, "MiB", server.residentMib(), "control plane's memory, " + instances + " instances connected");
        Aims.atMost(10, "% of a core", share, "control plane's CPU, " + instances + " instances idle");
    }

    private void service() throws Exception {
        long start = create("web");
        await("tasks run", () -> ledger.running() >= wanted);
        Aims.atMost(30, "s", Aims.since(start), "a service of " + tasks + " tasks from create to RUNNING");
        Aims.say("%d MiB resident then", server.residentMib());
    }

    /** Returns when it was asked for. */
    private long create(String name) throws IOException {
        if (!defined) {
            ecs.call("RegisterTaskDefinition", """
                    {"family":"web","containerDefinitions":[{"name":"web","image":"web","cpu":128,"memory":256}]}""");
            defined = true;
        }
        wanted += tasks;
        long start = System.nanoTime();
        ecs.call("CreateService", """
                {"cluster":"bench","serviceName":"%s","taskDefinition":"web","desiredCount":%d,
                "placementConstraints":[{"type":"memberOf","expression":
                "attribute:ecs.instance-type =~ m5.* and attribute:ecs.os-type == linux"}],
                "placementStrategy":[{"type":"spread","field":"attribute:ecs.availability-zone"},
                {"type":"spread","field":"instanceId"}]}""".formatted(name, tasks));
        return start;
    }

    private void lose() throws Exception {
        if (wanted == 0) {
            create("web");
            await("tasks run", () -> ledger.running() >= wanted);
        }
        int before = fleet.running();
        long start = System.nanoTime();
        off += lost;
        server.lose(lost);
        fleet.powerOff(lost);
        int gone = before - fleet.running();
        await("tasks are told to agents again", () -> fleet.running() >= wanted);
        Aims.atMost(
                10,
                "s",
                Aims.since(start),
                lost + " instances lost at once, " + gone + " tasks with them, all re-placed");
        await("tasks run again", () -> runningCount("web") >= tasks);
        Aims.say("and RUNNING after %.1f s", Aims.since(start));
    }

    private int runningCount(String service) {
        try {
            JsonNode answer =
                    ecs.call("DescribeServices", "{\"cluster\":\"bench\",\"services\":[\"" + service + "\"]}");
            return answer.path("services").path(0).path("runningCount").asInt();
        } catch (IOException e) {
            return -1;
        }
    }

    /** The control plane is killed while it starts thousands of tasks, and everything it acknowledged is looked for afterwards. */
    private void crash() throws Exception {
        int before = ledger.running();
        Thread registrations = Thread.ofPlatform().daemon().start(this::register);
        create("kept");
        await("tasks of the deployment run", () -> ledger.running() - before >= tasks * KILLED_AT);
        server.kill();
        registrations.join(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS));
        Ledger acknowledged = ledger.copy();
        Aims.say(
                "kill -9 with %d of %d tasks of a deployment RUNNING, %d states acknowledged in all",
                acknowledged.running() - before, tasks, acknowledged.size());
        long start = System.nanoTime();
        server.startAgain();
        server.awaitReady();
        ecs.call("DescribeClusters", "{\"clusters\":[\"bench\"]}");
        Aims.say("started again, serves its API after %.1f s", Aims.since(start));
        told(acknowledged.differences(ecs), "acknowledged states lost by kill -9");
        await("agents are connected again", () -> fleet.connected() >= instances - off);
        Aims.say("all agents connected again after %.1f s", Aims.since(start));
        await("tasks of the deployment run", () -> runningCount("kept") >= tasks);
        Aims.say("the deployment that was cut short is complete after %.1f s", Aims.since(start));
        told(ledger.copy().differences(ecs), "acknowledged states lost when agents were back");
        Aims.atMost(0, "tasks", Math.abs(fleet.running() - wanted), "tasks that run beside those that are wanted");
    }

    private void told(List<String> differences, String what) {
        Aims.atMost(0, "states", differences.size(), what);
        broken |= !differences.isEmpty();
        differences.stream().limit(10).forEach(each -> Aims.say("        %s", each));
    }

    /** One definition after another, until the control plane is gone. */
    private void register() {
        try {
            while (true) {
                ledger.definition(ecs.call("RegisterTaskDefinition", """
                                {"family":"more","containerDefinitions":[{"name":"web","image":"web","memory":256}]}""")
                        .path("taskDefinition")
                        .path("taskDefinitionArn")
                        .asText());
            }
        } catch (IOException e) {
            // Killed, as planned: this one was not acknowledged.
        }
    }

    private void await(String what, BooleanSupplier condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (Aims.since(start) > LONGEST_SECONDS) {
                throw new IllegalStateException("not all " + what + " after " + LONGEST_SECONDS + " s: "
                        + ledger.running() + " RUNNING, " + fleet.connected() + " connected\n" + server.log());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
