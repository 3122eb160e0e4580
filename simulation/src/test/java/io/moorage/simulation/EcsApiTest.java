package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.ContainerStateChange;
import io.moorage.awsmodels.ecs.CreateClusterRequest;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.DeleteClusterRequest;
import io.moorage.awsmodels.ecs.DeregisterContainerInstanceRequest;
import io.moorage.awsmodels.ecs.DescribeServicesRequest;
import io.moorage.awsmodels.ecs.DescribeTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.DescribeTasksRequest;
import io.moorage.awsmodels.ecs.EFSAuthorizationConfig;
import io.moorage.awsmodels.ecs.EFSVolumeConfiguration;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListServicesRequest;
import io.moorage.awsmodels.ecs.ListTaskDefinitionsRequest;
import io.moorage.awsmodels.ecs.LoadBalancer;
import io.moorage.awsmodels.ecs.MountPoint;
import io.moorage.awsmodels.ecs.RegisterContainerInstanceRequest;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.Resource;
import io.moorage.awsmodels.ecs.RunTaskRequest;
import io.moorage.awsmodels.ecs.SubmitTaskStateChangeRequest;
import io.moorage.awsmodels.ecs.Tag;
import io.moorage.awsmodels.ecs.Task;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.awsmodels.ecs.Volume;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the ECS API reference (2014-11-13) promises of each action. */
class EcsApiTest {
    private final Simulation simulation = new Simulation(3);

    @AfterEach
    void close() {
        simulation.close();
    }

    /** API_CreateCluster, API_DeleteCluster. */
    @Test
    void aClusterInUseIsNotDeleted() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.settle();
        refused(
                "ClusterContainsContainerInstancesException",
                () -> simulation.api().call(EcsOperations.DELETE_CLUSTER, new DeleteClusterRequest("default")));
        refused(
                "ClusterNotFoundException",
                () -> simulation.api().call(EcsOperations.DELETE_CLUSTER, new DeleteClusterRequest("nowhere")));
        CreateClusterRequest same = CreateClusterRequest.builder().build();
        assertThat(simulation.api().call(EcsOperations.CREATE_CLUSTER, same))
                .isEqualTo(simulation.api().call(EcsOperations.CREATE_CLUSTER, same));
    }

    /** API_EFSAuthorizationConfig: an access point comes with transit encryption and no root directory of its own. */
    @Test
    void efsVolumesAreCheckedWhenTheyAreRegistered() {
        EFSAuthorizationConfig accessPoint = new EFSAuthorizationConfig("fsap-0123456789abcdef0", null);
        refusedVolume(new EFSVolumeConfiguration("fs-0123456789abcdef0", "/data", "ENABLED", null, accessPoint));
        refusedVolume(new EFSVolumeConfiguration("fs-0123456789abcdef0", "/", null, null, accessPoint));
        refusedVolume(new EFSVolumeConfiguration("not-a-file-system", "/", null, null, null));
        refusedVolume(new EFSVolumeConfiguration("fs-0123456789abcdef0", "/", null, 2999, null));
        String arn = define(new EFSVolumeConfiguration("fs-0123456789abcdef0", null, null, null, null));
        assertThat(arn).as("no refused definition took a revision").endsWith(":task-definition/db:1");
        var described = simulation
                .api()
                .call(EcsOperations.DESCRIBE_TASK_DEFINITION, new DescribeTaskDefinitionRequest("db", List.of()))
                .taskDefinition();
        assertThat(described).isNotNull().satisfies(each -> assertThat(
                        each.volumes().getFirst().efsVolumeConfiguration())
                .isEqualTo(new EFSVolumeConfiguration("fs-0123456789abcdef0", "/", "DISABLED", null, null)));
    }

    /** API_ListTaskDefinitions: nextToken goes on where the page before ended. */
    @Test
    void listsComeInPages() {
        for (int i = 0; i < 5; i++) {
            define(null);
        }
        ListTaskDefinitionsRequest.Builder request =
                ListTaskDefinitionsRequest.builder().maxResults(3);
        var first = simulation.api().call(EcsOperations.LIST_TASK_DEFINITIONS, request.build());
        var second = simulation
                .api()
                .call(
                        EcsOperations.LIST_TASK_DEFINITIONS,
                        request.nextToken(first.nextToken()).build());
        assertThat(first.taskDefinitionArns()).hasSize(3);
        assertThat(second.taskDefinitionArns()).hasSize(2).doesNotContainAnyElementsOf(first.taskDefinitionArns());
        assertThat(second.nextToken()).isNull();
        refused("InvalidParameterException", () -> simulation
                .api()
                .call(
                        EcsOperations.LIST_TASK_DEFINITIONS,
                        request.nextToken("*").build()));
    }

    /** API_ListServices: "returns up to 10 results and a nextToken value if applicable", where no other number is asked for. */
    @Test
    void tenServicesAreAPage() {
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_CLUSTER,
                        CreateClusterRequest.builder().build());
        define(null);
        for (int i = 0; i < 11; i++) {
            CreateServiceRequest request = CreateServiceRequest.builder()
                    .serviceName("s" + i)
                    .taskDefinition("db")
                    .desiredCount(0)
                    .build();
            simulation.api().call(EcsOperations.CREATE_SERVICE, request);
        }
        ListServicesRequest.Builder request = ListServicesRequest.builder();
        var first = simulation.api().call(EcsOperations.LIST_SERVICES, request.build());
        assertThat(first.serviceArns()).hasSize(10);
        var second = simulation
                .api()
                .call(
                        EcsOperations.LIST_SERVICES,
                        request.nextToken(first.nextToken()).build());
        assertThat(second.serviceArns()).hasSize(1).doesNotContainAnyElementsOf(first.serviceArns());
    }

    /** API_RegisterContainerInstance, as a stock agent (1.73.0) checks it: every attribute comes back with its value. */
    @Test
    void aRegistrationEchoesItsAttributesAndKeepsItsArn() {
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_CLUSTER,
                        CreateClusterRequest.builder().build());
        List<Attribute> attributes = List.of(
                new Attribute("ecs.capability.efs", null, null, null),
                new Attribute("ecs.os-type", "linux", null, null));
        RegisterContainerInstanceRequest request = RegisterContainerInstanceRequest.builder()
                .instanceIdentityDocument("{\"instanceId\":\"i-1\"}")
                .attributes(attributes)
                .totalResources(List.of(Resource.builder()
                        .name("CPU")
                        .type("INTEGER")
                        .integerValue(1024)
                        .build()))
                .build();
        var first = simulation
                .api()
                .call(EcsOperations.REGISTER_CONTAINER_INSTANCE, request)
                .containerInstance();
        var again = simulation
                .api()
                .call(EcsOperations.REGISTER_CONTAINER_INSTANCE, request)
                .containerInstance();
        assertThat(first).isNotNull();
        assertThat(again).isNotNull();
        if (first != null && again != null) {
            assertThat(first.attributes()).containsAll(attributes);
            assertThat(again.containerInstanceArn()).isEqualTo(first.containerInstanceArn());
        }
        refused("ClientException", () -> simulation
                .api()
                .call(
                        EcsOperations.REGISTER_CONTAINER_INSTANCE,
                        request.toBuilder()
                                .containerInstanceArn(
                                        "arn:aws:ecs:us-east-1:123456789012:container-instance/default/gone")
                                .build()));
    }

    /** API_RunTask clientToken; API_SubmitTaskStateChange: a stopped task is final, repeats change nothing. */
    @Test
    void tasksAreIdempotentAndOnlyGoForward() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.settle();
        define(null);
        RunTaskRequest run = RunTaskRequest.builder()
                .taskDefinition("db")
                .clientToken("once")
                .build();
        Task task = simulation.api().call(EcsOperations.RUN_TASK, run).tasks().getFirst();
        assertThat(simulation.api().call(EcsOperations.RUN_TASK, run).tasks())
                .singleElement()
                .satisfies(each -> assertThat(each.taskArn()).isEqualTo(task.taskArn()));
        simulation.advance(Duration.ofSeconds(2));
        report(task, "STOPPED", 5);
        report(task, "RUNNING", null);
        report(task, "STOPPED", 7);
        Task described = simulation
                .api()
                .call(
                        EcsOperations.DESCRIBE_TASKS,
                        DescribeTasksRequest.builder()
                                .tasks(List.of(String.valueOf(task.taskArn()), "unknown"))
                                .build())
                .tasks()
                .getFirst();
        assertThat(described.lastStatus()).isEqualTo("STOPPED");
        assertThat(described.stopCode()).isEqualTo("EssentialContainerExited");
        assertThat(described.stoppedReason()).isEqualTo("Essential container in task exited");
        assertThat(described.containers().getFirst().exitCode()).isEqualTo(5);
    }

    /** API_DeregisterContainerInstance: force is needed while tasks run. */
    @Test
    void anInstanceWithTasksIsDeregisteredByForceOnly() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.settle();
        define(null);
        Task task = simulation
                .api()
                .call(
                        EcsOperations.RUN_TASK,
                        RunTaskRequest.builder().taskDefinition("db").build())
                .tasks()
                .getFirst();
        simulation.advance(Duration.ofSeconds(1));
        String arn = String.valueOf(task.containerInstanceArn());
        refused("InvalidParameterException", () -> simulation
                .api()
                .call(
                        EcsOperations.DEREGISTER_CONTAINER_INSTANCE,
                        new DeregisterContainerInstanceRequest(null, arn, false)));
        simulation
                .api()
                .call(
                        EcsOperations.DEREGISTER_CONTAINER_INSTANCE,
                        new DeregisterContainerInstanceRequest(null, arn, true));
        simulation.advance(Duration.ofSeconds(1));
        assertThat(simulation.fleet().agents())
                .allSatisfy(each -> assertThat(each.running()).isEmpty());
    }

    /** API_CreateService, API_UpdateService, API_DescribeServices: real or refused. */
    @Test
    void servicesRefuseWhatTheyCannotDo() {
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_CLUSTER,
                        CreateClusterRequest.builder().build());
        define(null);
        CreateServiceRequest.Builder request = CreateServiceRequest.builder()
                .serviceName("s")
                .taskDefinition("db")
                .desiredCount(1)
                .clientToken("t");
        refused(
                "ClientException",
                () -> create(request.build().toBuilder()
                        .loadBalancers(List.of(new LoadBalancer("targetgroup/1", null, "db", 3306)))
                        .build()));
        refused(
                "InvalidParameterException",
                () -> create(request.build().toBuilder()
                        .loadBalancers(List.of(new LoadBalancer(null, "missing", "db", 3306)))
                        .build()));
        refused(
                "ClientException",
                () -> create(request.build().toBuilder().launchType("FARGATE").build()));
        refused(
                "ClientException",
                () -> create(
                        request.build().toBuilder().taskDefinition("unknown").build()));
        create(request.build());
        create(request.build());
        refused(
                "InvalidParameterException",
                () -> create(request.build().toBuilder().clientToken("another").build()));
        refused("ServiceNotFoundException", () -> simulation
                .api()
                .call(
                        EcsOperations.UPDATE_SERVICE,
                        UpdateServiceRequest.builder().service("unknown").build()));
        var described = simulation
                .api()
                .call(EcsOperations.DESCRIBE_SERVICES, new DescribeServicesRequest(null, List.of("s", "u"), List.of()));
        assertThat(described.services()).hasSize(1);
        assertThat(described.failures()).singleElement().satisfies(each -> assertThat(each.reason())
                .isEqualTo("MISSING"));
        refused(
                "InvalidParameterException",
                () -> create(request.build().toBuilder()
                        .serviceName("tagged")
                        .tags(List.of(new Tag("aws:x", "y")))
                        .build()));
    }

    private void create(CreateServiceRequest request) {
        simulation.api().call(EcsOperations.CREATE_SERVICE, request);
    }

    private void report(Task task, String status, @Nullable Integer exitCode) {
        simulation
                .api()
                .call(
                        EcsOperations.SUBMIT_TASK_STATE_CHANGE,
                        SubmitTaskStateChangeRequest.builder()
                                .task(task.taskArn())
                                .status(status)
                                .containers(List.of(ContainerStateChange.builder()
                                        .containerName("db")
                                        .status(status)
                                        .exitCode(exitCode)
                                        .build()))
                                .build());
    }

    private void refusedVolume(EFSVolumeConfiguration volume) {
        refused("ClientException", () -> define(volume));
    }

    private String define(@Nullable EFSVolumeConfiguration efs) {
        RegisterTaskDefinitionRequest.Builder request =
                RegisterTaskDefinitionRequest.builder().family("db");
        ContainerDefinition.Builder container =
                ContainerDefinition.builder().name("db").image("mysql").memory(128);
        if (efs != null) {
            request.volumes(List.of(
                    Volume.builder().name("data").efsVolumeConfiguration(efs).build()));
            container.mountPoints(List.of(new MountPoint("data", "/var/lib/mysql", false)));
        }
        var registered = simulation
                .api()
                .call(
                        EcsOperations.REGISTER_TASK_DEFINITION,
                        request.containerDefinitions(List.of(container.build())).build())
                .taskDefinition();
        return registered == null ? "" : String.valueOf(registered.taskDefinitionArn());
    }

    private static void refused(String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }
}
