package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerSpec.Port;
import io.moorage.agent.runtime.ContainerState.Binding;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.PortMapping;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The ports of a container on its instance; for a range, as many free ones in a row (ECS developer guide, "Port mappings"). */
final class Ports {
    /** Linux's ephemeral ports, of which Docker picks too. */
    private static final int FIRST = 49_153;

    private static final int LAST = 65_535;

    private record Range(int first, int length, String protocol) {}

    static List<Port> of(ContainerPayload container) {
        List<Port> ports = new ArrayList<>();
        for (PortMapping mapping : container.portMappings()) {
            Optional<Range> range = range(mapping);
            if (range.isPresent()) {
                int host = freeInARow(range.get().length, range.get().protocol);
                IntStream.range(0, range.get().length)
                        .forEach(i -> ports.add(new Port(range.get().first + i, host + i, range.get().protocol)));
            } else if (mapping.containerPort() != null) {
                ports.add(new Port(
                        mapping.containerPort(),
                        mapping.hostPort() == null ? 0 : mapping.hostPort(),
                        protocol(mapping)));
            }
        }
        return ports;
    }

    /** A range that was asked for is told as one. */
    static List<Binding> told(ContainerPayload container, List<Binding> bindings) {
        List<Range> ranges = container.portMappings().stream()
                .flatMap(each -> range(each).stream())
                .toList();
        List<Binding> told = new ArrayList<>();
        for (Binding binding : bindings) {
            Optional<Range> own = ranges.stream()
                    .filter(each -> each.protocol.equals(binding.protocol()))
                    .filter(each ->
                            binding.containerPort() >= each.first && binding.containerPort() < each.first + each.length)
                    .findFirst();
            if (own.isEmpty()) {
                told.add(binding);
            } else if (own.get().first == binding.containerPort()) {
                told.add(new Binding(
                        binding.bindIP(),
                        binding.containerPort(),
                        binding.hostPort(),
                        binding.protocol(),
                        own.get().length));
            }
        }
        return told;
    }

    private static Optional<Range> range(PortMapping mapping) {
        String text = mapping.containerPortRange();
        if (text == null) {
            return Optional.empty();
        }
        String[] ends = text.split("-", 2);
        int first = Integer.parseInt(ends[0]);
        return Optional.of(new Range(first, Integer.parseInt(ends[1]) - first + 1, protocol(mapping)));
    }

    private static String protocol(PortMapping mapping) {
        return mapping.protocol() == null || mapping.protocol().isEmpty() ? "tcp" : mapping.protocol();
    }

    /** Whoever takes one of them meanwhile makes the start fail, which the task's reason then tells. */
    private static int freeInARow(int length, String protocol) {
        int start = FIRST;
        while (start + length - 1 <= LAST) {
            Optional<Integer> taken = IntStream.range(start, start + length)
                    .filter(port -> !isFree(port, protocol))
                    .boxed()
                    .reduce((one, other) -> other);
            if (taken.isEmpty()) {
                return start;
            }
            start = taken.get() + 1;
        }
        return FIRST;
    }

    private static boolean isFree(int port, String protocol) {
        try {
            if (protocol.equals("udp")) {
                new DatagramSocket(port).close();
            } else {
                ServerSocket socket = new ServerSocket();
                socket.bind(new InetSocketAddress(port));
                socket.close();
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Ports() {}
}
