package io.moorage.agent.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.task.ContainerSpecs;
import io.moorage.agent.task.TaskSnapshot;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.DockerConfig;
import io.moorage.agentwire.acs.ElasticNetworkInterface;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the endpoint answers (ECS developer guide, "Task metadata endpoint version 3", "version 4"). Pure. */
public final class MetadataDocuments {
    /** Versions of the endpoint. */
    public enum Version {
        V3,
        V4
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Version version;
    private final String availabilityZone;
    private final String vpcId;

    public MetadataDocuments(Version version, String availabilityZone, String vpcId) {
        this.version = version;
        this.availabilityZone = availabilityZone;
        this.vpcId = vpcId;
    }

    public ObjectNode task(TaskSnapshot task) {
        TaskPayload payload = task.payload();
        ObjectNode node = JSON.createObjectNode()
                .put("Cluster", payload.taskClusterArn())
                .put("TaskARN", payload.arn())
                .put("Family", payload.family())
                .put("Revision", payload.version())
                .put("DesiredStatus", task.toStop() ? "STOPPED" : "RUNNING")
                .put("KnownStatus", known(task));
        if (payload.cpu() != null || payload.memory() != null) {
            ObjectNode limits = node.putObject("Limits");
            if (payload.cpu() != null) {
                limits.put("CPU", payload.cpu());
            }
            if (payload.memory() != null) {
                limits.put("Memory", payload.memory());
            }
        }
        time(node, "PullStartedAt", task.pulls().started());
        time(node, "PullStoppedAt", task.pulls().stopped());
        node.put("AvailabilityZone", availabilityZone);
        node.put("LaunchType", payload.launchType());
        if (version == Version.V4) {
            if (payload.serviceName() != null) {
                node.put("ServiceName", payload.serviceName());
            }
            node.put("VPCID", vpcId);
        }
        ArrayNode containers = node.putArray("Containers");
        payload.containers().stream()
                .filter(each -> task.containers().containsKey(each.name()))
                .forEach(each -> containers.add(container(task, each)));
        return node;
    }

    private static String known(TaskSnapshot task) {
        return switch (task.reported()) {
            case STOPPED -> "STOPPED";
            case RUNNING -> "RUNNING";
            case NOTHING -> "PENDING";
        };
    }

    public ObjectNode container(TaskSnapshot task, ContainerPayload container) {
        ContainerState state = task.containers().get(container.name());
        ObjectNode node = JSON.createObjectNode();
        if (state == null) {
            return node;
        }
        node.put("DockerId", state.id())
                .put("Name", container.name())
                .put("DockerName", ContainerSpecs.name(task.payload(), container.name()))
                .put("Image", container.image())
                .put("ImageID", state.details().imageId());
        ports(node, state);
        ObjectNode labels = node.putObject("Labels");
        state.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> labels.put(each.getKey(), each.getValue()));
        node.put("DesiredStatus", task.toStop() ? "STOPPED" : "RUNNING").put("KnownStatus", known(state));
        state.exitCode().ifPresent(code -> node.put("ExitCode", code));
        ObjectNode limits = node.putObject("Limits");
        limits.put("CPU", container.cpu() == null ? 0 : container.cpu());
        limits.put("Memory", container.memory() == null ? 0 : container.memory());
        time(node, "CreatedAt", state.details().created());
        time(node, "StartedAt", state.details().started());
        if (state.exited()) {
            time(node, "FinishedAt", state.details().finished());
        }
        node.put("Type", "NORMAL");
        health(node, state);
        volumes(node, state);
        if (version == Version.V4) {
            log(node, container);
            node.put("ContainerARN", container.containerArn());
            if (container.restartPolicy() != null) {
                node.put("RestartCount", task.restarts().getOrDefault(container.name(), 0));
            }
        }
        networks(node, task.payload(), state);
        return node;
    }

    private static String known(ContainerState state) {
        return switch (state.phase()) {
            case CREATED -> "CREATED";
            case RUNNING -> "RUNNING";
            case EXITED -> "STOPPED";
        };
    }

    private static void ports(ObjectNode node, ContainerState state) {
        if (state.bindings().isEmpty()) {
            return;
        }
        ArrayNode ports = node.putArray("Ports");
        state.bindings().forEach(each -> ports.addObject()
                .put("ContainerPort", each.containerPort())
                .put("Protocol", each.protocol())
                .put("HostPort", each.hostPort())
                .put("HostIp", each.bindIP()));
    }

    private static void health(ObjectNode node, ContainerState state) {
        switch (state.health()) {
            case NONE -> {}
            case STARTING -> node.putObject("Health").put("status", "UNKNOWN");
            case HEALTHY, UNHEALTHY ->
                node.putObject("Health").put("status", state.health().name());
        }
    }

    private static void volumes(ObjectNode node, ContainerState state) {
        if (!state.details().mounts().isEmpty()) {
            ArrayNode volumes = node.putArray("Volumes");
            state.details().mounts().forEach(each -> volumes.addObject()
                    .put("Source", each.source())
                    .put("Destination", each.destination()));
        }
    }

    /** As it was asked for, wherever the agent has it go meanwhile. */
    private static void log(ObjectNode node, ContainerPayload container) {
        DockerConfig docker = container.dockerConfig();
        if (docker == null || docker.hostConfig() == null) {
            return;
        }
        try {
            JsonNode log = JSON.readTree(docker.hostConfig()).path("LogConfig");
            if (log.hasNonNull("Type")) {
                node.put("LogDriver", log.path("Type").asText());
                node.set("LogOptions", log.hasNonNull("Config") ? log.path("Config") : JSON.createObjectNode());
            }
        } catch (IOException e) {
            node.put("LogDriver", "unknown");
        }
    }

    private void networks(ObjectNode node, TaskPayload task, ContainerState state) {
        ArrayNode networks = node.putArray("Networks");
        List<ElasticNetworkInterface> own = task.elasticNetworkInterfaces();
        for (int i = 0; i < own.size(); i++) {
            own(networks.addObject(), own.get(i), i);
        }
        if (!own.isEmpty()) {
            return;
        }
        String mode = task.networkMode() == null || task.networkMode().isEmpty() ? "bridge" : task.networkMode();
        ArrayNode addresses = networks.addObject().put("NetworkMode", mode).putArray("IPv4Addresses");
        state.details().addresses().values().forEach(addresses::add);
    }

    private void own(ObjectNode network, ElasticNetworkInterface own, int index) {
        network.put("NetworkMode", "awsvpc");
        ArrayNode addresses = network.putArray("IPv4Addresses");
        own.ipv4Addresses().forEach(each -> addresses.add(each.privateAddress()));
        if (version == Version.V4) {
            network.put("AttachmentIndex", index)
                    .put("MACAddress", own.macAddress())
                    .put("PrivateDNSName", own.privateDnsName())
                    .put("SubnetGatewayIpv4Address", own.subnetGatewayIpv4Address());
        }
    }

    private static void time(ObjectNode node, String name, Optional<Instant> time) {
        time.ifPresent(each -> node.put(name, each.toString()));
    }
}
