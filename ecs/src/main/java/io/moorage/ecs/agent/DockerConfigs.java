package io.moorage.ecs.agent;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.agentwire.acs.DockerConfig;
import io.moorage.model.ecs.ContainerDefinition;
import io.moorage.model.ecs.DockerOptions;
import io.moorage.model.ecs.HealthCheck;
import io.moorage.model.ecs.TaskDefinition.NetworkMode;
import java.util.List;
import java.util.Map;

/** What travels to an agent as JSON of the Docker Engine API ({@code POST /containers/create}). */
final class DockerConfigs {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long NANOS = 1_000_000_000L;
    private static final long MIB = 1024L * 1024;

    /** @param taskId part of the names of log streams */
    static DockerConfig of(ContainerDefinition container, NetworkMode networkMode, String taskId) {
        return new DockerConfig(
                "1.18",
                config(container).toString(),
                hostConfig(container, networkMode, taskId).toString());
    }

    private static ObjectNode config(ContainerDefinition container) {
        DockerOptions options = container.docker();
        ObjectNode config = JSON.createObjectNode();
        options.hostname().ifPresent(value -> config.put("Hostname", value));
        options.user().ifPresent(value -> config.put("User", value));
        options.workingDirectory().ifPresent(value -> config.put("WorkingDir", value));
        putTrue(config, "NetworkDisabled", options.disableNetworking());
        putTrue(config, "OpenStdin", options.interactive());
        putTrue(config, "Tty", options.pseudoTerminal());
        put(config, "Labels", options.dockerLabels());
        container.healthCheck().ifPresent(check -> config.set("Healthcheck", health(check)));
        return config;
    }

    private static ObjectNode health(HealthCheck check) {
        ObjectNode health = JSON.createObjectNode();
        ArrayNode test = health.putArray("Test");
        check.command().forEach(test::add);
        health.put("Interval", check.interval() * NANOS);
        health.put("Timeout", check.timeout() * NANOS);
        health.put("Retries", check.retries());
        health.put("StartPeriod", check.startPeriod() * NANOS);
        return health;
    }

    private static ObjectNode hostConfig(ContainerDefinition container, NetworkMode networkMode, String taskId) {
        DockerOptions options = container.docker();
        ObjectNode host = JSON.createObjectNode();
        // The agent joins the containers of such a task to its interface; Docker knows no network of that name.
        host.put("NetworkMode", networkMode == NetworkMode.awsvpc ? "none" : networkMode.name());
        container.memoryReservation().ifPresent(mib -> host.put("MemoryReservation", mib * MIB));
        putTrue(host, "Privileged", options.privileged());
        putTrue(host, "ReadonlyRootfs", options.readonlyRootFilesystem());
        put(host, "Dns", options.dnsServers());
        put(host, "DnsSearch", options.dnsSearchDomains());
        put(
                host,
                "ExtraHosts",
                options.extraHosts().entrySet().stream()
                        .map(each -> each.getKey() + ":" + each.getValue())
                        .sorted()
                        .toList());
        put(host, "SecurityOpt", options.dockerSecurityOptions());
        put(host, "Sysctls", options.systemControls());
        options.logConfiguration().ifPresent(log -> {
            ObjectNode config = host.putObject("LogConfig");
            config.put("Type", log.logDriver());
            put(config, "Config", LogOptions.of(log, container.name(), taskId));
        });
        if (!options.ulimits().isEmpty()) {
            ArrayNode ulimits = host.putArray("Ulimits");
            options.ulimits().forEach(each -> ulimits.addObject()
                    .put("Name", each.name())
                    .put("Soft", each.softLimit())
                    .put("Hard", each.hardLimit()));
        }
        options.linuxParameters().ifPresent(linux -> put(host, linux, container));
        return host;
    }

    private static void put(ObjectNode host, DockerOptions.LinuxParameters linux, ContainerDefinition container) {
        put(host, "CapAdd", linux.capabilitiesAdd());
        put(host, "CapDrop", linux.capabilitiesDrop());
        linux.initProcessEnabled().ifPresent(value -> host.put("Init", value));
        linux.sharedMemorySize().ifPresent(mib -> host.put("ShmSize", mib * MIB));
        linux.swappiness().ifPresent(value -> host.put("MemorySwappiness", value));
        linux.maxSwap()
                .ifPresent(
                        mib -> host.put("MemorySwap", (mib + container.memory().orElse(0)) * MIB));
        if (!linux.tmpfs().isEmpty()) {
            ObjectNode tmpfs = host.putObject("Tmpfs");
            linux.tmpfs()
                    .forEach(each -> tmpfs.put(
                            each.containerPath(),
                            String.join(",", each.mountOptions())
                                    + (each.mountOptions().isEmpty() ? "" : ",")
                                    + "size=" + each.size() + "m"));
        }
        if (!linux.devices().isEmpty()) {
            ArrayNode devices = host.putArray("Devices");
            linux.devices().forEach(each -> devices.addObject()
                    .put("PathOnHost", each.hostPath())
                    .put("PathInContainer", each.containerPath().orElse(each.hostPath()))
                    .put("CgroupPermissions", permissions(each.permissions())));
        }
    }

    private static String permissions(List<String> named) {
        if (named.isEmpty()) {
            return "rwm";
        }
        return (named.contains("read") ? "r" : "")
                + (named.contains("write") ? "w" : "")
                + (named.contains("mknod") ? "m" : "");
    }

    private static void putTrue(ObjectNode node, String name, boolean value) {
        if (value) {
            node.put(name, true);
        }
    }

    private static void put(ObjectNode node, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = node.putArray(name);
            values.forEach(array::add);
        }
    }

    private static void put(ObjectNode node, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode object = node.putObject(name);
            values.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(each -> object.put(each.getKey(), each.getValue()));
        }
    }

    private DockerConfigs() {}
}
