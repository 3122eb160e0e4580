package io.moorage.agent.docker;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Link;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import com.github.dockerjava.api.model.VolumesFrom;
import io.moorage.agent.runtime.ContainerSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A container's spec as Docker's create call; what the control plane gave as Docker JSON is the base. */
final class CreateRequests {
    private static final long MIB = 1024 * 1024;

    private final ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    CreateContainerCmd apply(CreateContainerCmd command, ContainerSpec spec) throws IOException {
        Map<String, String> labels = new HashMap<>(spec.labels());
        config(command, spec.config(), labels);
        command.withName(spec.name())
                .withLabels(labels)
                .withEnv(spec.environment().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList())
                .withExposedPorts(
                        spec.ports().stream().map(CreateRequests::exposed).toList())
                .withHostConfig(hostConfig(spec));
        if (!spec.command().isEmpty()) {
            command.withCmd(spec.command());
        }
        if (!spec.entryPoint().isEmpty()) {
            command.withEntrypoint(spec.entryPoint());
        }
        return command;
    }

    private HostConfig hostConfig(ContainerSpec spec) throws IOException {
        HostConfig host = spec.hostConfig().isEmpty()
                ? HostConfig.newHostConfig()
                : json.readValue(spec.hostConfig(), HostConfig.class);
        host.withNetworkMode(spec.networkMode());
        if (!spec.pidMode().isEmpty()) {
            host.withPidMode(spec.pidMode());
        }
        if (!spec.ipcMode().isEmpty()) {
            host.withIpcMode(spec.ipcMode());
        }
        spec.logDriver()
                .ifPresent(driver -> host.withLogConfig(
                        new LogConfig(LogConfig.LoggingType.fromValue(driver.type()), driver.options())));
        host.withBinds(spec.binds().stream()
                .map(bind -> new Bind(
                        bind.source(), new Volume(bind.target()), bind.readOnly() ? AccessMode.ro : AccessMode.rw))
                .toList());
        List<PortBinding> ports = new ArrayList<>();
        for (ContainerSpec.Port port : spec.ports()) {
            Ports.Binding binding =
                    port.hostPort() == 0 ? Ports.Binding.empty() : Ports.Binding.bindPort(port.hostPort());
            ports.add(new PortBinding(binding, exposed(port)));
        }
        host.withPortBindings(ports);
        host.withLinks(spec.links().stream().map(Link::parse).toArray(Link[]::new));
        host.withVolumesFrom(spec.volumesFrom().stream().map(VolumesFrom::parse).toArray(VolumesFrom[]::new));
        if (spec.memoryMiB() > 0) {
            host.withMemory(spec.memoryMiB() * MIB);
        }
        if (spec.cpuShares() > 0) {
            // Docker takes no fewer than two shares.
            host.withCpuShares(Math.max(2, spec.cpuShares()));
        }
        return host;
    }

    private static ExposedPort exposed(ContainerSpec.Port port) {
        return port.protocol().equals("udp")
                ? ExposedPort.udp(port.containerPort())
                : ExposedPort.tcp(port.containerPort());
    }

    private void config(CreateContainerCmd command, String text, Map<String, String> labels) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        JsonNode config = json.readTree(text);
        if (config.hasNonNull("User")) {
            command.withUser(config.get("User").asText());
        }
        if (config.hasNonNull("WorkingDir")) {
            command.withWorkingDir(config.get("WorkingDir").asText());
        }
        if (config.hasNonNull("Hostname")) {
            command.withHostName(config.get("Hostname").asText());
        }
        if (config.hasNonNull("NetworkDisabled")) {
            command.withNetworkDisabled(config.get("NetworkDisabled").asBoolean());
        }
        if (config.hasNonNull("Tty")) {
            command.withTty(config.get("Tty").asBoolean());
        }
        if (config.hasNonNull("OpenStdin")) {
            command.withStdinOpen(config.get("OpenStdin").asBoolean());
        }
        if (config.hasNonNull("Healthcheck")) {
            command.withHealthcheck(json.treeToValue(config.get("Healthcheck"), HealthCheck.class));
        }
        config.path("Labels")
                .properties()
                .forEach(entry ->
                        labels.putIfAbsent(entry.getKey(), entry.getValue().asText()));
    }
}
