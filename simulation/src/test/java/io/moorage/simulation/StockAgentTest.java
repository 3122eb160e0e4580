package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.agentwire.Capabilities;
import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.agentwire.acs.AttachTaskNetworkInterfacesMessage;
import io.moorage.agentwire.acs.PayloadMessage;
import io.moorage.agentwire.acs.TaskManifestMessage;
import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.AwsVpcConfiguration;
import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.ContainerDependency;
import io.moorage.awsmodels.ecs.ContainerOverride;
import io.moorage.awsmodels.ecs.ContainerRestartPolicy;
import io.moorage.awsmodels.ecs.CreateClusterRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.HealthCheck;
import io.moorage.awsmodels.ecs.KeyValuePair;
import io.moorage.awsmodels.ecs.LogConfiguration;
import io.moorage.awsmodels.ecs.NetworkConfiguration;
import io.moorage.awsmodels.ecs.PortMapping;
import io.moorage.awsmodels.ecs.RegisterContainerInstanceRequest;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.Resource;
import io.moorage.awsmodels.ecs.RunTaskRequest;
import io.moorage.awsmodels.ecs.RunTaskResponse;
import io.moorage.awsmodels.ecs.TaskOverride;
import io.moorage.ecs.agent.AgentSessions;
import io.moorage.ecs.agent.Transport;
import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the official agent (1.73.0) is sent, by what was seen of it on the wire: it rejects a whole task for a member it misreads. */
class StockAgentTest implements Transport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulation simulation = new Simulation(7);
    private final List<AcsMessage> sent = new ArrayList<>();

    @BeforeEach
    void connect() {
        connect("i-stock", "");
    }

    /** @param more a capability beyond those that old agents have, or nothing */
    private void connect(String ec2InstanceId, String more) {
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_CLUSTER,
                        CreateClusterRequest.builder().build());
        List<Attribute> attributes = Stream.concat(
                        Capabilities.OWN_AGENT.stream()
                                .filter(name -> !name.startsWith("moorage.")
                                        && !name.endsWith("container-restart-policy")
                                        && (!name.endsWith("task-eni") || name.equals(more)))
                                .map(name -> new Attribute(name, null, null, null)),
                        Stream.of(new Attribute("ecs.os-type", "linux", null, null)))
                .toList();
        var registered = simulation
                .api()
                .call(
                        EcsOperations.REGISTER_CONTAINER_INSTANCE,
                        RegisterContainerInstanceRequest.builder()
                                .instanceIdentityDocument("{\"instanceId\":\"" + ec2InstanceId + "\"}")
                                .attributes(attributes)
                                .totalResources(List.of(number("CPU", 2048), number("MEMORY", 4096)))
                                .build())
                .containerInstance();
        String arn = registered == null ? "" : String.valueOf(registered.containerInstanceArn());
        AgentSessions.Connection connection = simulation
                .sessions()
                .connected(
                        simulation
                                .store()
                                .view()
                                .find(EcsTables.CONTAINER_INSTANCES, arn)
                                .orElseThrow(),
                        this);
        assertThat(connection).isNotNull();
    }

    @AfterEach
    void close() {
        simulation.close();
    }

    private static Resource number(String name, int value) {
        return Resource.builder().name(name).type("INTEGER").integerValue(value).build();
    }

    @Override
    public void send(AcsMessage message) {
        sent.add(message);
    }

    @Override
    public void close(int code, String reason) {}

    private RunTaskResponse run(RegisterTaskDefinitionRequest definition, RunTaskRequest.Builder request) {
        simulation.api().call(EcsOperations.REGISTER_TASK_DEFINITION, definition);
        RunTaskResponse answer = simulation
                .api()
                .call(
                        EcsOperations.RUN_TASK,
                        request.taskDefinition(definition.family()).build());
        simulation.settle();
        return answer;
    }

    private static ContainerDefinition.Builder container(String name) {
        return ContainerDefinition.builder().name(name).image("httpd").memory(64);
    }

    /** "Merge environment/cpu/memory/role overrides into the container on the server side"; everything docker-ish is in dockerConfig. */
    @Test
    void aPayloadHasWhatTheAgentReads() throws Exception {
        ContainerDefinition init = container("init").essential(false).build();
        ContainerDefinition web = container("web")
                .command(List.of("serve"))
                .environment(List.of(new KeyValuePair("A", "1"), new KeyValuePair("B", "2")))
                .portMappings(List.of(
                        PortMapping.builder().containerPort(80).build(),
                        PortMapping.builder().containerPortRange("90-91").build()))
                .dependsOn(List.of(new ContainerDependency("init", "SUCCESS")))
                .startTimeout(30)
                .stopTimeout(40)
                .healthCheck(new HealthCheck(List.of("CMD-SHELL", "true"), null, null, null, null))
                .logConfiguration(new LogConfiguration(
                        "awslogs",
                        Map.of("awslogs-group", "g", "awslogs-region", "us-east-1", "awslogs-stream-prefix", "p"),
                        List.of()))
                .build();
        RunTaskResponse answer = run(
                RegisterTaskDefinitionRequest.builder()
                        .family("web")
                        .containerDefinitions(List.of(init, web))
                        .build(),
                RunTaskRequest.builder()
                        .overrides(TaskOverride.builder()
                                .containerOverrides(List.of(ContainerOverride.builder()
                                        .name("web")
                                        .command(List.of("debug"))
                                        .environment(List.of(new KeyValuePair("B", "3")))
                                        .memory(96)
                                        .memoryReservation(80)
                                        .build()))
                                .build()));
        String taskId = String.valueOf(answer.tasks().getFirst().taskArn()).replaceFirst(".*/", "");
        JsonNode task = payload();
        assertThat(task.path("overrides").asText()).isEqualTo("{}");
        assertThat(task.has("elasticNetworkInterfaces")
                        && !task.path("elasticNetworkInterfaces").isEmpty())
                .isFalse();
        JsonNode sentWeb = task.at("/containers/1");
        assertThat(sentWeb.path("overrides").asText()).isEqualTo("{}");
        assertThat(sentWeb.path("command").toString()).isEqualTo("[\"debug\"]");
        assertThat(sentWeb.path("environment").toString()).isEqualTo("{\"A\":\"1\",\"B\":\"3\"}");
        assertThat(sentWeb.path("memory").asInt()).isEqualTo(96);
        assertThat(sentWeb.path("startTimeout").asInt()).isEqualTo(30);
        assertThat(sentWeb.path("stopTimeout").asInt()).isEqualTo(40);
        assertThat(sentWeb.path("healthCheckType").asText()).isEqualTo("docker");
        assertThat(sentWeb.has("restartPolicy")).isFalse();
        assertThat(sentWeb.at("/portMappings/1/containerPortRange").asText()).isEqualTo("90-91");
        assertThat(sentWeb.at("/portMappings/1").has("containerPort")).isFalse();
        assertThat(sentWeb.at("/dependsOn/0").toString())
                .isEqualTo("{\"containerName\":\"init\",\"condition\":\"SUCCESS\"}");
        JsonNode host = JSON.readTree(sentWeb.at("/dockerConfig/hostConfig").asText());
        assertThat(host.path("MemoryReservation").asLong()).isEqualTo(80L << 20);
        assertThat(host.at("/LogConfig/Config/awslogs-stream").asText()).isEqualTo("p/web/" + taskId);
        assertThat(host.at("/LogConfig/Config").has("awslogs-stream-prefix"))
                .as("Docker refuses options that it does not know")
                .isFalse();
    }

    private JsonNode payload() throws Exception {
        PayloadMessage message = sent.stream()
                .filter(PayloadMessage.class::isInstance)
                .map(PayloadMessage.class::cast)
                .findFirst()
                .orElseThrow();
        return JSON.readTree(AcsMessage.codec().encode(message)).at("/message/tasks/0");
    }

    /** "restartPolicy is a structure (1.73.0: a string enum): do not send it to old agents". */
    @Test
    void whatTheAgentCannotDoIsNotAskedOfIt() {
        RunTaskResponse answer = run(
                RegisterTaskDefinitionRequest.builder()
                        .family("again")
                        .containerDefinitions(List.of(container("a")
                                .restartPolicy(new ContainerRestartPolicy(true, List.of(), null))
                                .build()))
                        .build(),
                RunTaskRequest.builder());
        assertThat(answer.tasks()).isEmpty();
        assertThat(answer.failures()).singleElement().satisfies(each -> assertThat(each.reason())
                .isEqualTo("ATTRIBUTE"));
        assertThat(sent).noneMatch(PayloadMessage.class::isInstance);
    }

    private List<Long> numbers() {
        return sent.stream()
                .flatMap(each -> switch (each) {
                    case PayloadMessage payload -> Stream.of(payload.seqNum());
                    case TaskManifestMessage manifest -> Stream.of(manifest.timeline());
                    default -> Stream.empty();
                })
                .toList();
    }

    /**
     * "Used only if timeline > remembered number (payload seqNums count too)"; "the number is saved with the checkpoint": so numbers grow
     * over connections and over restarts of the control plane, also when its clock is set back in between.
     */
    @Test
    void numbersGrowWhateverTheClockSays() {
        run(
                RegisterTaskDefinitionRequest.builder()
                        .family("web")
                        .containerDefinitions(List.of(container("web").build()))
                        .build(),
                RunTaskRequest.builder());
        simulation.advance(Duration.ofMinutes(40));
        for (int i = 0; i < 3; i++) {
            simulation.setClock(Duration.ofDays(-10));
            connect("i-stock", "");
            simulation.settle();
            simulation.setClock(Duration.ofDays(-10));
            simulation.restartControlPlane();
            connect("i-stock", "");
            simulation.settle();
        }
        simulation.setClock(Duration.ofDays(365));
        connect("i-stock", "");
        simulation.settle();
        simulation.setClock(Duration.ofDays(-730));
        simulation.restartControlPlane();
        connect("i-stock", "");
        simulation.settle();
        assertThat(sent.stream().filter(TaskManifestMessage.class::isInstance))
                .as("one on each connection")
                .hasSize(9);
        assertThat(numbers()).hasSizeGreaterThan(18).isSorted().doesNotHaveDuplicates();
    }

    /** An interface that does not come is not waited for without end; its address is given back. */
    @Test
    void anInterfaceThatDoesNotComeIsGivenUp() {
        simulation.store().transact(tx -> {
            Instance.Launch launch = Instance.Launch.of("r-1", "ami", "t3.micro", "vpc-1", "subnet-1", "us-east-1a");
            // Not running: no simulated agent comes for it.
            tx.insert(Ec2Tables.INSTANCES, Instance.pending("i-eni", launch, "eni-1", simulation.now(), Map.of()));
            tx.insert(
                    Ec2Tables.SUBNETS,
                    new Subnet(
                            "subnet-1",
                            "vpc-1",
                            Cidr.of("10.0.0.0/24").orElseThrow(),
                            "us-east-1a",
                            "use1-az1",
                            true,
                            true,
                            0,
                            Map.of()));
            return "i-eni";
        });
        connect("i-eni", "ecs.capability.task-eni");
        RunTaskResponse answer = run(
                RegisterTaskDefinitionRequest.builder()
                        .family("own")
                        .networkMode("awsvpc")
                        .containerDefinitions(List.of(container("a").build()))
                        .build(),
                RunTaskRequest.builder()
                        .networkConfiguration(new NetworkConfiguration(
                                new AwsVpcConfiguration(List.of("subnet-1"), List.of(), null))));
        assertThat(answer.tasks()).as("%s", answer.failures()).hasSize(1);
        String arn = String.valueOf(answer.tasks().getFirst().taskArn());
        AttachTaskNetworkInterfacesMessage attach = sent.stream()
                .filter(AttachTaskNetworkInterfacesMessage.class::isInstance)
                .map(AttachTaskNetworkInterfacesMessage.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(attach.elasticNetworkInterfaces().getFirst().subnetGatewayIpv4Address())
                .isEqualTo("10.0.0.1/24");
        assertThat(sent).as("its containers wait").noneMatch(PayloadMessage.class::isInstance);
        simulation.advance(Duration.ofMinutes(6));
        Task given = simulation.store().view().find(EcsTables.TASKS, arn).orElseThrow();
        assertThat(given.stop())
                .contains(Stop.failedToStart("Timeout waiting for network interface provisioning to complete."));
        assertThat(simulation.store().view().all(Ec2Tables.INTERFACES)).isEmpty();
    }
}
