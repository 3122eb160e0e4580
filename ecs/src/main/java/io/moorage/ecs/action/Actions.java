package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.ecs.exec.ExecSessions;
import java.util.List;

/** Every action of the ECS API that Moorage answers. */
public final class Actions {
    public static List<Action<?, ?>> of(Ecs ecs, ExecSessions execSessions) {
        return List.of(
                new CreateCapacityProvider(ecs),
                new CreateCluster(ecs),
                new CreateService(ecs),
                new CreateTaskSet(ecs),
                new DeleteAccountSetting(ecs),
                new DeleteAttributes(ecs),
                new DeleteCapacityProvider(ecs),
                new DeleteCluster(ecs),
                new DeleteService(ecs),
                new DeleteTaskDefinitions(ecs),
                new DeleteTaskSet(ecs),
                new DeregisterContainerInstance(ecs),
                new DeregisterTaskDefinition(ecs),
                new DescribeCapacityProviders(ecs),
                new DescribeClusters(ecs),
                new DescribeContainerInstances(ecs),
                new DescribeServiceDeployments(ecs),
                new DescribeServiceRevisions(ecs),
                new DescribeServices(ecs),
                new DescribeTaskDefinition(ecs),
                new DescribeTaskSets(ecs),
                new DescribeTasks(ecs),
                new DiscoverPollEndpoint(ecs),
                new ExecuteCommand(ecs, execSessions),
                new GetTaskProtection(ecs),
                new ListAccountSettings(ecs),
                new ListAttributes(ecs),
                new ListClusters(ecs),
                new ListContainerInstances(ecs),
                new ListServiceDeployments(ecs),
                new ListServices(ecs),
                new ListServicesByNamespace(),
                new ListTagsForResource(ecs),
                new ListTaskDefinitionFamilies(ecs),
                new ListTaskDefinitions(ecs),
                new ListTasks(ecs),
                new PutAccountSetting(ecs),
                new PutAccountSettingDefault(ecs),
                new PutAttributes(ecs),
                new PutClusterCapacityProviders(ecs),
                new RegisterContainerInstance(ecs),
                new RegisterTaskDefinition(ecs),
                new RunTask(ecs),
                new StartTask(ecs),
                new StopServiceDeployment(ecs),
                new StopTask(ecs),
                new SubmitAttachmentStateChanges(),
                new SubmitContainerStateChange(ecs),
                new SubmitTaskStateChange(ecs),
                new TagResource(ecs),
                new UntagResource(ecs),
                new UpdateCapacityProvider(ecs),
                new UpdateCluster(ecs),
                new UpdateClusterSettings(ecs),
                new UpdateContainerAgent(ecs),
                new UpdateContainerInstancesState(ecs),
                new UpdateService(ecs),
                new UpdateServicePrimaryTaskSet(ecs),
                new UpdateTaskProtection(ecs),
                new UpdateTaskSet(ecs));
    }

    private Actions() {}
}
