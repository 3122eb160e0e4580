package io.moorage.agent.network;

import io.moorage.agent.task.TaskNetwork;
import io.moorage.agentwire.acs.ElasticNetworkInterface;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Interfaces of tasks with ip(8): the task's own becomes its {@code eth0}, and a wire of one address leads to the agent, for
 * credentials and metadata, and nowhere else. Needs root.
 */
public final class LinuxTaskNetwork implements TaskNetwork {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final String AGENT = "169.254.170.2";
    /** ECS developer guide, "awsvpc network mode": where tasks and the agent meet. */
    private static final String WIRES = "169.254.172.";

    private static final int LAST_WIRE = 254;
    private static final int NAME_DIGITS = 10;
    private static final Pattern WIRE = Pattern.compile("169\\.254\\.172\\.([0-9]+)");

    @Override
    public boolean isPresent(String macAddress) {
        try {
            return device(macAddress).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void plug(TaskPayload task, int pid) throws IOException {
        if (task.elasticNetworkInterfaces().isEmpty()) {
            throw new IOException("the task has no interface");
        }
        String names = inside(pid, "ip", "-o", "link", "show");
        ElasticNetworkInterface own = task.elasticNetworkInterfaces().getFirst();
        if (!names.contains(": eth0@") && !names.contains(": eth0:")) {
            String device = device(own.macAddress())
                    .orElseThrow(() -> new IOException("the interface " + own.macAddress() + " is not here"));
            run("ip", "link", "set", device, "netns", Integer.toString(pid));
            inside(pid, "ip", "link", "set", device, "name", "eth0");
        }
        address(own, pid);
        if (!names.contains("ecs-eth0")) {
            wire(task, pid);
        }
    }

    private static void address(ElasticNetworkInterface own, int pid) throws IOException {
        String[] gateway = String.valueOf(own.subnetGatewayIpv4Address()).split("/", 2);
        String address = own.ipv4Addresses().getFirst().privateAddress();
        inside(pid, "ip", "link", "set", "lo", "up");
        inside(pid, "ip", "addr", "replace", address + "/" + gateway[1], "dev", "eth0");
        inside(pid, "ip", "link", "set", "eth0", "up");
        inside(pid, "ip", "route", "replace", "default", "via", gateway[0], "dev", "eth0");
    }

    private static void wire(TaskPayload task, int pid) throws IOException {
        String id = task.arn().substring(task.arn().lastIndexOf('/') + 1);
        String here = "ecs-" + id.substring(0, Math.min(id.length(), NAME_DIGITS));
        String address = WIRES + freeWire();
        run("ip", "link", "add", here, "type", "veth", "peer", "name", "ecs-eth0", "netns", Integer.toString(pid));
        run("ip", "link", "set", here, "up");
        run("ip", "route", "replace", address + "/32", "dev", here);
        inside(pid, "ip", "addr", "replace", address + "/32", "dev", "ecs-eth0");
        inside(pid, "ip", "link", "set", "ecs-eth0", "up");
        inside(pid, "ip", "route", "replace", AGENT + "/32", "dev", "ecs-eth0", "src", address);
    }

    private static int freeWire() throws IOException {
        Set<Integer> taken = new HashSet<>();
        Matcher matcher = WIRE.matcher(run("ip", "-4", "route", "show"));
        while (matcher.find()) {
            taken.add(Integer.parseInt(matcher.group(1)));
        }
        for (int wire = 2; wire <= LAST_WIRE; wire++) {
            if (!taken.contains(wire)) {
                return wire;
            }
        }
        throw new IOException("no address is left for a wire between a task and the agent");
    }

    /** {@code 5: NAME@if6: ... link/ether ADDRESS brd ...}, a line of each interface. */
    private static Optional<String> device(String macAddress) throws IOException {
        return run("ip", "-o", "link", "show")
                .lines()
                .filter(line -> line.contains("link/ether " + macAddress.toLowerCase(Locale.ROOT) + " "))
                .map(line -> line.split(": ", 3)[1].replaceFirst("@.*", ""))
                .filter(name -> !name.equals("eth0"))
                .findFirst();
    }

    private static String inside(int pid, String... command) throws IOException {
        return run(Stream.concat(Stream.of("nsenter", "--net=/proc/" + pid + "/ns/net"), Arrays.stream(command))
                .toArray(String[]::new));
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + ": " + words.strip());
            }
            return words;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
