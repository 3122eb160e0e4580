package io.moorage.store;

import io.moorage.model.WriterGuard;
import io.moorage.model.ecs.AccountSetting;
import io.moorage.model.ecs.AgentNumbers;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.DirectoryWriter;
import io.moorage.model.ecs.EventBatch;
import io.moorage.model.ecs.InstanceMounts;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceDeployment;
import io.moorage.model.ecs.ServiceRevision;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.Table.Index;
import java.util.List;

/** What ECS keeps. */
public final class EcsTables {
    /** Keyed by name. */
    public static final Table<Cluster> CLUSTERS = new Table<>("ecs_cluster", Cluster.class, Cluster::name, List.of());

    public static final Index<ContainerInstance> INSTANCES_BY_CLUSTER =
            new Index<>("cluster", ContainerInstance::clusterName);
    /** By the EC2 instance's id. */
    public static final Index<ContainerInstance> INSTANCES_BY_EC2_INSTANCE =
            new Index<>("ec2_instance", ContainerInstance::ec2InstanceId);

    public static final Table<ContainerInstance> CONTAINER_INSTANCES = new Table<>(
            "ecs_container_instance",
            ContainerInstance.class,
            ContainerInstance::arn,
            List.of(INSTANCES_BY_CLUSTER, INSTANCES_BY_EC2_INSTANCE));

    public static final Index<TaskDefinition> TASK_DEFINITIONS_BY_FAMILY =
            new Index<>("family", TaskDefinition::family);
    /** {@code true} for those with the tag that asks for a single writer. */
    public static final Index<TaskDefinition> TASK_DEFINITIONS_BY_SINGLE_WRITER =
            new Index<>("single_writer", each -> Boolean.toString(WriterGuard.asked(each.tags())));
    /** Keyed by {@code family:revision}. */
    public static final Table<TaskDefinition> TASK_DEFINITIONS = new Table<>(
            "ecs_task_definition",
            TaskDefinition.class,
            TaskDefinition::key,
            List.of(TASK_DEFINITIONS_BY_FAMILY, TASK_DEFINITIONS_BY_SINGLE_WRITER));

    public static final Index<Task> TASKS_BY_CLUSTER = new Index<>("cluster", Task::clusterName);
    /** Tasks that are not stopped, by container instance ARN. */
    public static final Index<Task> LIVE_TASKS_BY_INSTANCE =
            new Index<>("live_instance", task -> task.stopped() ? "" : task.containerInstanceArn());
    /** Tasks that are not stopped, by service ARN. */
    public static final Index<Task> LIVE_TASKS_BY_SERVICE =
            new Index<>("live_service", task -> task.stopped() ? "" : task.serviceArn());
    /** {@code live} or {@code stopped}. */
    public static final Index<Task> TASKS_BY_LIFE = new Index<>("life", task -> task.stopped() ? "stopped" : "live");

    /** Tasks that wait for their capacity provider to have room, by cluster. */
    public static final Index<Task> PROVISIONING_TASKS_BY_CLUSTER =
            new Index<>("provisioning_cluster", task -> task.provisioning() ? task.clusterName() : "");

    /** Tasks whose containers have ended and whose interfaces have not: the value is {@code deprovisioning}. */
    public static final Index<Task> DEPROVISIONING_TASKS =
            new Index<>("deprovisioning", task -> task.ended() && !task.stopped() ? "deprovisioning" : "");

    public static final Index<Task> TASKS_BY_CLIENT_TOKEN = new Index<>("client_token", Task::clientToken);

    public static final Table<Task> TASKS = new Table<>(
            "ecs_task",
            Task.class,
            Task::arn,
            List.of(
                    TASKS_BY_CLUSTER,
                    LIVE_TASKS_BY_INSTANCE,
                    LIVE_TASKS_BY_SERVICE,
                    TASKS_BY_LIFE,
                    PROVISIONING_TASKS_BY_CLUSTER,
                    DEPROVISIONING_TASKS,
                    TASKS_BY_CLIENT_TOKEN));

    public static final Index<Service> SERVICES_BY_CLUSTER = new Index<>("cluster", Service::clusterName);
    /** Active services with the DAEMON strategy, by cluster. */
    public static final Index<Service> DAEMONS_BY_CLUSTER = new Index<>(
            "daemon_cluster", each -> each.active() && each.scheduling().daemon() ? each.clusterName() : "");
    /** Active services whose tasks move to zones that have too few of them, by cluster. */
    public static final Index<Service> REBALANCED_BY_CLUSTER = new Index<>(
            "rebalanced_cluster",
            each -> each.active() && each.scheduling().zoneRebalancing() ? each.clusterName() : "");
    /** {@code true} for those whose deployments alarms may watch. */
    public static final Index<Service> SERVICES_BY_ALARMED = new Index<>(
            "alarmed", each -> Boolean.toString(!each.rules().alarms().isEmpty()));
    /** {@code true} for those with the tag that asks for a single writer. */
    public static final Index<Service> SERVICES_BY_SINGLE_WRITER =
            new Index<>("single_writer", each -> Boolean.toString(WriterGuard.asked(each.tags())));

    public static final Table<Service> SERVICES = new Table<>(
            "ecs_service",
            Service.class,
            Service::arn,
            List.of(
                    SERVICES_BY_CLUSTER,
                    DAEMONS_BY_CLUSTER,
                    REBALANCED_BY_CLUSTER,
                    SERVICES_BY_ALARMED,
                    SERVICES_BY_SINGLE_WRITER));

    public static final Index<ServiceDeployment> DEPLOYMENTS_BY_SERVICE =
            new Index<>("service", ServiceDeployment::serviceArn);
    /** Those that are not finished, by service ARN. */
    public static final Index<ServiceDeployment> OPEN_DEPLOYMENTS_BY_SERVICE =
            new Index<>("open_service", each -> each.finished() ? "" : each.serviceArn());

    public static final Table<ServiceDeployment> SERVICE_DEPLOYMENTS = new Table<>(
            "ecs_service_deployment",
            ServiceDeployment.class,
            ServiceDeployment::arn,
            List.of(DEPLOYMENTS_BY_SERVICE, OPEN_DEPLOYMENTS_BY_SERVICE));

    public static final Index<ServiceRevision> REVISIONS_BY_SERVICE =
            new Index<>("service", ServiceRevision::serviceArn);
    public static final Table<ServiceRevision> SERVICE_REVISIONS = new Table<>(
            "ecs_service_revision", ServiceRevision.class, ServiceRevision::arn, List.of(REVISIONS_BY_SERVICE));

    /** The newest state changes, in the order in which they were told. */
    public static final Table<EventBatch> EVENTS =
            new Table<>("ecs_event_batch", EventBatch.class, EventBatch::key, List.of());

    public static final Index<DirectoryWriter> WRITERS_BY_TASK = new Index<>("task", DirectoryWriter::taskArn);
    public static final Index<DirectoryWriter> WRITERS_BY_FILE_SYSTEM =
            new Index<>("file_system", DirectoryWriter::fileSystemId);
    public static final Index<DirectoryWriter> WRITERS_BY_SERVICE = new Index<>("service", DirectoryWriter::serviceArn);
    public static final Index<DirectoryWriter> WRITERS_BY_TASK_DEFINITION =
            new Index<>("task_definition", DirectoryWriter::taskDefinition);
    /** Tasks that are not stopped, with what they write of file systems. */
    public static final Table<DirectoryWriter> WRITERS = new Table<>(
            "ecs_directory_writer",
            DirectoryWriter.class,
            DirectoryWriter::key,
            List.of(WRITERS_BY_TASK, WRITERS_BY_FILE_SYSTEM, WRITERS_BY_SERVICE, WRITERS_BY_TASK_DEFINITION));

    /** Keyed by container instance. */
    public static final Table<InstanceMounts> INSTANCE_MOUNTS =
            new Table<>("ecs_instance_mounts", InstanceMounts.class, InstanceMounts::containerInstanceArn, List.of());
    /** One row. */
    public static final Table<AgentNumbers> AGENT_NUMBERS =
            new Table<>("ecs_agent_numbers", AgentNumbers.class, AgentNumbers::key, List.of());
    /** Keyed by principal and name. */
    public static final Table<AccountSetting> ACCOUNT_SETTINGS =
            new Table<>("ecs_account_setting", AccountSetting.class, AccountSetting::key, List.of());
    /** Keyed by name. */
    public static final Table<CapacityProvider> CAPACITY_PROVIDERS =
            new Table<>("ecs_capacity_provider", CapacityProvider.class, CapacityProvider::name, List.of());

    /** Counts the revisions of a family. */
    public static String revisionSequence(String family) {
        return "ecs_task_definition/" + family;
    }

    private EcsTables() {}
}
