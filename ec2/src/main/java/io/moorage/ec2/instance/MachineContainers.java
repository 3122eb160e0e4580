package io.moorage.ec2.instance;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import io.moorage.ec2.instance.InstanceDriver.MachineSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a machine is as a container: its name, labels and rights.
 *
 * <p>The rights are those a Docker engine inside needs, without {@code --privileged}: that fails on machines that lack
 * {@code CAP_SYS_RESOURCE}, while this works there and elsewhere. The image's first process makes {@code /sys} and the
 * cgroups writable by itself.
 *
 * @param name of this Moorage
 * @param runtime directory that every machine sees read-only at {@code /opt/moorage}
 * @param privateDomain what machines search for short names, such as {@code ec2.internal}
 */
record MachineContainers(String name, Path runtime, String privateDomain) {
    private static final String OWNER_LABEL = "io.moorage.name";
    private static final String INSTANCE_LABEL = "io.moorage.instance";
    private static final int SHARES_PER_VCPU = 1024;
    private static final long MIB = 1 << 20;

    /** sysvinit shuts down and powers off when the power is said to fail. */
    private static final String SHUTDOWN_SIGNAL = "SIGPWR";

    String containerOf(String instanceId) {
        return name + "-" + instanceId;
    }

    /** Labels that every machine of this Moorage bears, and no other container. */
    Map<String, String> ownerLabels() {
        return Map.of(OWNER_LABEL, name);
    }

    /** The instance a container with {@code labels} is, or null. */
    static @Nullable String instanceOf(@Nullable Map<String, String> labels) {
        return labels == null ? null : labels.get(INSTANCE_LABEL);
    }

    CreateContainerCmd creation(DockerClient docker, MachineSpec spec) {
        return docker.createContainerCmd(spec.dockerImage())
                .withName(containerOf(spec.instanceId()))
                .withHostName(spec.hostname())
                .withTty(true)
                .withStopSignal(SHUTDOWN_SIGNAL)
                .withEnv("MOORAGE_DOMAIN=" + privateDomain)
                .withLabels(Map.of(OWNER_LABEL, name, INSTANCE_LABEL, spec.instanceId()))
                .withHostConfig(hostConfig(spec));
    }

    private HostConfig hostConfig(MachineSpec spec) {
        long memory = spec.memoryMib() * MIB;
        return HostConfig.newHostConfig()
                .withNetworkMode("none")
                .withCapAdd(Capability.ALL)
                .withCapDrop(Capability.SYS_RESOURCE)
                .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined", "label=disable"))
                .withDevices(new Device("rwm", "/dev/fuse", "/dev/fuse"))
                .withDeviceCgroupRules(List.of("a *:* rwm"))
                .withCgroupnsMode("private")
                .withBinds(new Bind(runtime.toString(), new Volume("/opt/moorage"), AccessMode.ro))
                .withMemory(memory)
                .withMemorySwap(memory)
                .withCpuShares(spec.vcpus() * SHARES_PER_VCPU)
                .withRestartPolicy(RestartPolicy.noRestart())
                .withLogConfig(
                        new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "1m", "max-file", "2")));
    }
}
