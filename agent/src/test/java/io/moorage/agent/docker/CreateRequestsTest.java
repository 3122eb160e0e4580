package io.moorage.agent.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.core.command.CreateContainerCmdImpl;
import io.moorage.agent.runtime.ContainerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Docker Engine API, {@code POST /containers/create}: whatever the control plane sends of it reaches the engine as it is. */
final class CreateRequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    /** Every member that the control plane sends (ecs, DockerConfigs). */
    private static final String CONFIG = """
            {"Hostname":"box","User":"1000:100","WorkingDir":"/srv","NetworkDisabled":true,"OpenStdin":true,"Tty":true,
             "Labels":{"team":"db"},
             "Healthcheck":{"Test":["CMD-SHELL","true"],"Interval":30000000000,"Timeout":5000000000,"Retries":3,
              "StartPeriod":1000000000}}""";

    private static final String HOST_CONFIG = """
            {"NetworkMode":"bridge","MemoryReservation":67108864,"Privileged":true,"ReadonlyRootfs":true,
             "Dns":["10.0.0.2"],"DnsSearch":["example.com"],"ExtraHosts":["a:10.0.0.3"],
             "SecurityOpt":["no-new-privileges"],"Sysctls":{"net.core.somaxconn":"1024"},
             "LogConfig":{"Type":"json-file","Config":{"max-size":"1m"}},
             "Ulimits":[{"Name":"nofile","Soft":1024,"Hard":4096}],
             "CapAdd":["SYS_PTRACE"],"CapDrop":["MKNOD"],"Init":true,"ShmSize":134217728,"MemorySwappiness":0,
             "MemorySwap":536870912,"Tmpfs":{"/tmp":"noexec,size=64m"},
             "Devices":[{"PathOnHost":"/dev/fuse","PathInContainer":"/dev/fuse","CgroupPermissions":"rwm"}]}""";

    private static ContainerSpec spec(
            String networkMode, String pidMode, String ipcMode, List<ContainerSpec.Port> ports, List<String> command) {
        return new ContainerSpec(
                "ecs-family-1-db-a",
                "mysql:8.4",
                command,
                command.isEmpty() ? List.of() : List.of("/entry"),
                Map.of("KEY", "a=b"),
                Map.of(ContainerSpec.LABEL_TASK, "arn:task/a"),
                List.of(
                        new ContainerSpec.Bind("/mnt/efs", "/var/lib/mysql", false),
                        new ContainerSpec.Bind("seed", "/seed", true)),
                ports,
                List.of("ecs-family-1-side-a:side"),
                List.of("ecs-family-1-data-a:ro"),
                256,
                1,
                networkMode,
                pidMode,
                ipcMode,
                Optional.empty(),
                CONFIG,
                HOST_CONFIG);
    }

    private static JsonNode request(ContainerSpec spec) throws Exception {
        CreateContainerCmd command = new CreateContainerCmdImpl(
                any -> {
                    throw new AssertionError("nothing is sent");
                },
                new AuthConfig(),
                spec.image());
        return JSON.readTree(JSON.writeValueAsString(new CreateRequests().apply(command, spec)));
    }

    private static void contains(JsonNode request, String sent) throws Exception {
        JSON.readTree(sent).properties().forEach(member -> assertThat(request.path(member.getKey()))
                .as(member.getKey())
                .isEqualTo(member.getValue()));
    }

    @Test
    void whatTheControlPlaneSendsReachesTheEngine() throws Exception {
        JsonNode request = request(spec("bridge", "", "", List.of(), List.of()));
        JsonNode labels = request.path("Labels");
        assertThat(labels.path("team").asText()).isEqualTo("db");
        assertThat(labels.path(ContainerSpec.LABEL_TASK).asText()).isEqualTo("arn:task/a");
        contains(request, CONFIG.replace("\"Labels\":{\"team\":\"db\"}", "\"Labels\":" + labels));
        contains(request.path("HostConfig"), HOST_CONFIG);
    }

    @Test
    void whatTheAgentAddsIsThereToo() throws Exception {
        JsonNode request = request(spec(
                "bridge",
                "host",
                "container:pause",
                List.of(new ContainerSpec.Port(3306, 33060, "tcp"), new ContainerSpec.Port(53, 0, "udp")),
                List.of("--verbose")));
        contains(request, """
                {"Image":"mysql:8.4","Env":["KEY=a=b"],"Cmd":["--verbose"],"Entrypoint":["/entry"],
                 "ExposedPorts":{"3306/tcp":{},"53/udp":{}}}""");
        contains(request.path("HostConfig"), """
                {"NetworkMode":"bridge","PidMode":"host","IpcMode":"container:pause","Memory":268435456,"CpuShares":2,
                 "Binds":["/mnt/efs:/var/lib/mysql:rw","seed:/seed:ro"],
                 "VolumesFrom":["ecs-family-1-data-a:ro"]}""");
        JsonNode host = request.path("HostConfig");
        assertThat(host.path("Links").toString()).contains("ecs-family-1-side-a:side");
        assertThat(host.path("PortBindings")
                        .path("3306/tcp")
                        .path(0)
                        .path("HostPort")
                        .asText())
                .isEqualTo("33060");
        assertThat(host.path("PortBindings")
                        .path("53/udp")
                        .path(0)
                        .path("HostPort")
                        .asText())
                .isEmpty();
    }

    /** An image's own command and entry point stay when the definition has none. */
    @Test
    void whatIsNotSaidIsNotSent() throws Exception {
        JsonNode request = request(spec("container:pause", "", "", List.of(), List.of()));
        assertThat(request.hasNonNull("Cmd")).isFalse();
        assertThat(request.hasNonNull("Entrypoint")).isFalse();
        assertThat(request.path("HostConfig").hasNonNull("PidMode")).isFalse();
        assertThat(request.path("HostConfig").path("NetworkMode").asText()).isEqualTo("container:pause");
    }
}
