package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moorage.awsapi.testing.SdkClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.iam.IamClient;

/** {@code server --simulate}, as a user's own test suite uses it: AWS's SDK, and a reset between its tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SimulateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SimulatedServer server;
    private Map<String, List<String>> born;
    private EcsClient ecs;
    private Ec2Client ec2;
    private EfsClient efs;
    private IamClient iam;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        born = withoutIds(AccountState.of(server));
        ecs = client(EcsClient.builder());
        ec2 = client(Ec2Client.builder());
        efs = client(EfsClient.builder());
        iam = client(IamClient.builder());
    }

    @AfterEach
    void reset() throws Exception {
        assertThat(server.page("POST", "reset").statusCode()).isEqualTo(200);
        assertThat(withoutIds(AccountState.of(server))).isEqualTo(born);
    }

    @AfterAll
    void stop() throws Exception {
        ecs.close();
        ec2.close();
        efs.close();
        iam.close();
        server.close();
    }

    /** VPC user guide, "Default VPCs": with a subnet in each Availability Zone; that is all an account is born with. */
    @Test
    void anAccountIsBornWithADefaultVpcOnly() {
        assertThat(ec2.describeVpcs().vpcs()).singleElement().satisfies(vpc -> {
            assertThat(vpc.isDefault()).isTrue();
            assertThat(vpc.cidrBlock()).isEqualTo("172.31.0.0/16");
        });
        assertThat(ec2.describeSubnets().subnets()).hasSize(3).allSatisfy(subnet -> assertThat(subnet.defaultForAz())
                .isTrue());
        assertThat(ec2.describeInstances().reservations()).isEmpty();
        assertThat(ecs.listClusters().clusterArns()).isEmpty();
        assertThat(efs.describeFileSystems().fileSystems()).isEmpty();
        assertThat(iam.listRoles().roles()).isEmpty();
    }

    /** ECS developer guide, "Amazon ECS services": the scheduler replaces tasks whose container instance is gone. */
    @Test
    void aServiceMovesWhenItsInstanceIsTerminated() {
        Map<String, String> machines = launchTwo();
        String task = runService();
        String first = machineOf(task);
        assertThat(machines).containsKey(first);

        ec2.terminateInstances(request -> request.instanceIds(first));

        String second =
                await().atMost(PATIENCE).until(this::runningTask, each -> !each.isEmpty() && !each.equals(task));
        assertThat(machineOf(second)).isNotEqualTo(first).isIn(machines.keySet());
        Task old = ecs.describeTasks(request -> request.tasks(task)).tasks().getFirst();
        assertThat(old.lastStatus()).isEqualTo("STOPPED");
        assertThat(old.stoppedReason()).contains(first);
    }

    /** API_CreateService, networkConfiguration: "required for task definitions that use the awsvpc network mode". */
    @Test
    void tasksOfAServiceHaveInterfacesOfTheirOwn() {
        launchTwo();
        ecs.registerTaskDefinition(request -> request.family("own")
                .networkMode("awsvpc")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("web")
                        .image("web")
                        .memory(128)
                        .build()));
        assertThatThrownBy(() -> ecs.createService(request ->
                        request.serviceName("own").taskDefinition("own").desiredCount(1)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        List<String> subnets = subnets().stream().map(Subnet::subnetId).toList();
        ecs.createService(request -> request.serviceName("own")
                .taskDefinition("own")
                .desiredCount(2)
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(subnets))));
        stable("own");
        Service service = ecs.describeServices(request -> request.services("own"))
                .services()
                .getFirst();
        assertThat(service.networkConfiguration().awsvpcConfiguration().subnets())
                .isEqualTo(subnets);
        assertThat(service.deployments()).singleElement().satisfies(each -> assertThat(each.networkConfiguration())
                .isEqualTo(service.networkConfiguration()));
        Set<String> first = interfacesOf("own");
        assertThat(first).hasSize(2);
        assertThat(ec2.describeNetworkInterfaces(request -> request.networkInterfaceIds(first))
                        .networkInterfaces())
                .allSatisfy(each -> assertThat(each.subnetId()).isIn(subnets));

        List<String> fewer = subnets.subList(0, 2);
        ecs.updateService(request -> request.service("own")
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(fewer))));
        assertThat(ecs.describeServices(request -> request.services("own"))
                        .services()
                        .getFirst()
                        .deployments())
                .hasSize(2);
        stable("own");
        assertThat(interfacesOf("own")).hasSize(2).doesNotContainAnyElementsOf(first);
    }

    /** ECS developer guide, "View service history using Amazon ECS service deployments". */
    @Test
    void deploymentsOfAServiceAreKept() {
        launchTwo();
        runService();
        stable("db");
        ServiceDeploymentBrief brief = await().atMost(PATIENCE)
                .until(
                        () -> ecs.listServiceDeployments(request -> request.service("db"))
                                .serviceDeployments()
                                .getFirst(),
                        each -> each.status() == ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(brief.serviceDeploymentArn())
                .matches("arn:aws:ecs:us-east-1:[0-9]{12}:service-deployment/default/db/.{22}");
        assertThat(ecs.describeServiceDeployments(
                                request -> request.serviceDeploymentArns(brief.serviceDeploymentArn()))
                        .serviceDeployments())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.targetServiceRevision().runningTaskCount()).isEqualTo(1);
                    assertThat(each.sourceServiceRevisions()).isEmpty();
                });
        assertThat(ecs.describeServiceRevisions(
                                request -> request.serviceRevisionArns(brief.targetServiceRevisionArn()))
                        .serviceRevisions())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.taskDefinition()).endsWith("task-definition/db:1");
                    assertThat(each.containerImages().getFirst().image()).isEqualTo("mysql");
                });
        assertThatThrownBy(() -> ecs.stopServiceDeployment(
                        request -> request.serviceDeploymentArn(brief.serviceDeploymentArn())))
                .isInstanceOf(ConflictException.class);

        ecs.updateService(request -> request.service("db").forceNewDeployment(true));
        List<ServiceDeploymentBrief> both =
                ecs.listServiceDeployments(request -> request.service("db")).serviceDeployments();
        assertThat(both).hasSize(2);
        assertThat(both.get(1)).isEqualTo(brief);
        assertThat(both.getFirst().targetServiceRevisionArn()).isNotEqualTo(brief.targetServiceRevisionArn());
    }

    private void stable(String service) {
        await().atMost(PATIENCE).until(() -> {
            Service now = ecs.describeServices(request -> request.services(service))
                    .services()
                    .getFirst();
            return now.deployments().size() == 1 && now.runningCount().equals(now.desiredCount());
        });
    }

    private Set<String> interfacesOf(String service) {
        List<String> arns =
                ecs.listTasks(request -> request.serviceName(service)).taskArns();
        return ecs.describeTasks(request -> request.tasks(arns)).tasks().stream()
                .flatMap(each -> each.attachments().stream())
                .flatMap(each -> each.details().stream())
                .filter(each -> each.name().equals("networkInterfaceId"))
                .map(KeyValuePair::value)
                .collect(Collectors.toSet());
    }

    @Test
    void mountTargetsOfASimulatedFileSystemBecomeAvailable() {
        String id = efs.createFileSystem(request -> request.creationToken("t")).fileSystemId();
        await().atMost(PATIENCE)
                .until(() -> efs.describeFileSystems(request -> request.fileSystemId(id))
                                .fileSystems()
                                .getFirst()
                                .lifeCycleState()
                        == LifeCycleState.AVAILABLE);
        String target = efs.createMountTarget(request ->
                        request.fileSystemId(id).subnetId(subnets().getFirst().subnetId()))
                .mountTargetId();
        await().atMost(PATIENCE)
                .until(() -> efs.describeMountTargets(request -> request.mountTargetId(target))
                                .mountTargets()
                                .getFirst()
                                .lifeCycleState()
                        == LifeCycleState.AVAILABLE);
    }

    /** What a test leaves running does not come back: not by an agent, not by a loop that was under way. */
    @Test
    void nothingSurvivesAReset() throws Exception {
        for (int round = 0; round < 10; round++) {
            launchTwo();
            iam.createRole(request -> request.roleName("r").assumeRolePolicyDocument("""
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},
                    "Action":"sts:AssumeRole"}]}"""));
            efs.createFileSystem(request -> request.creationToken("t"));
            runService();
            watch();
            reset();
        }
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> withoutIds(AccountState.of(server))
                .equals(born));
    }

    /** A metric, an alarm, a topic and a parameter. */
    private void watch() throws Exception {
        String metric = "&Namespace=App&MetricName=Load";
        assertThat(List.of(
                        server.cloudWatch("Action=PutMetricData&Namespace=App&MetricData.member.1.MetricName=Load"
                                + "&MetricData.member.1.Value=1"),
                        server.cloudWatch(
                                "Action=PutMetricAlarm&AlarmName=a&Statistic=Sum&Period=60&EvaluationPeriods=1"
                                        + "&Threshold=1&ComparisonOperator=GreaterThanThreshold" + metric),
                        server.sns("Action=CreateTopic&Name=alerts"),
                        server.ssm("PutParameter", "{\"Name\":\"a\",\"Value\":\"b\",\"Type\":\"String\"}")))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    }

    @Test
    void resetsWhileCallsGoOn() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                callEverything();
                answered.incrementAndGet();
            }
        });
        for (int i = 0; i < 200; i++) {
            int seen = answered.get();
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(PATIENCE)
                    .until(() -> answered.get() > seen || caller.isDone());
            assertThat(server.page("POST", "reset").body()).isEqualTo("done\n");
        }
        enough.set(true);
        caller.get();
        assertThat(answered.get()).isGreaterThanOrEqualTo(200);
    }

    /** A call that meets a reset may be refused for what is gone, and is never a defect. */
    private void callEverything() {
        assertThat(ec2.describeVpcs().vpcs())
                .as("an account is never seen without its default VPC")
                .hasSize(1);
        try {
            ecs.createCluster(request -> request.clusterName("c"));
            String image = ec2.describeImages().images().getFirst().imageId();
            ec2.runInstances(request -> request.imageId(image).minCount(1).maxCount(1));
            efs.createFileSystem(request -> request.creationToken("t"));
            iam.createUser(request -> request.userName("u"));
        } catch (AwsServiceException e) {
            assertThat(e.statusCode()).as(e.getMessage()).isBetween(400, 499);
        } catch (SdkClientException e) {
            throw new AssertionError("no answer", e);
        }
    }

    /** Two instances in two zones that joined the cluster {@code default}, by id. */
    private Map<String, String> launchTwo() {
        String image = ec2.describeImages().images().getFirst().imageId();
        Map<String, String> zones = new TreeMap<>();
        for (Subnet subnet : subnets().subList(0, 2)) {
            ec2.runInstances(request -> request.imageId(image)
                            .subnetId(subnet.subnetId())
                            .minCount(1)
                            .maxCount(1))
                    .instances()
                    .forEach(each -> zones.put(each.instanceId(), subnet.availabilityZone()));
        }
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(e -> e instanceof AwsServiceException refused
                        && refused.awsErrorDetails().errorCode().equals("ClusterNotFoundException"))
                .until(() ->
                        ecs.listContainerInstances().containerInstanceArns().size() == 2);
        return zones;
    }

    private List<Subnet> subnets() {
        return ec2.describeSubnets().subnets();
    }

    /** The ARN of the one task of a new service, running. */
    private String runService() {
        ContainerDefinition container = ContainerDefinition.builder()
                .name("db")
                .image("mysql")
                .memory(256)
                .build();
        ecs.registerTaskDefinition(request -> request.family("db").containerDefinitions(container));
        ecs.createService(
                request -> request.serviceName("db").taskDefinition("db").desiredCount(1));
        return await().atMost(PATIENCE).until(this::runningTask, each -> !each.isEmpty());
    }

    /** Empty while there is none. */
    private String runningTask() {
        List<String> arns = ecs.listTasks(request -> request.serviceName("db").desiredStatus(DesiredStatus.RUNNING))
                .taskArns();
        return arns.isEmpty()
                ? ""
                : ecs.describeTasks(request -> request.tasks(arns)).tasks().stream()
                        .filter(each -> each.lastStatus().equals("RUNNING"))
                        .map(Task::taskArn)
                        .findFirst()
                        .orElse("");
    }

    private String machineOf(String taskArn) {
        String instance = ecs.describeTasks(request -> request.tasks(taskArn))
                .tasks()
                .getFirst()
                .containerInstanceArn();
        return ecs.describeContainerInstances(request -> request.containerInstances(instance))
                .containerInstances()
                .getFirst()
                .ec2InstanceId();
    }

    /** Two accounts are born alike but for the ids of what they are born with, and the order these ids have. */
    private static Map<String, List<String>> withoutIds(Map<String, String> state) {
        Map<String, List<String>> alike = new TreeMap<>();
        state.forEach((call, answer) -> alike.put(
                call,
                Stream.of(answer.replaceAll("-[0-9a-f]{17}", "-ID").split("</?item>"))
                        .sorted()
                        .toList()));
        return alike;
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return SdkClients.client(builder, server.uri(), SdkClients.anybody());
    }
}
