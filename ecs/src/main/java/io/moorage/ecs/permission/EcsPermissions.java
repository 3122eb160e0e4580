package io.moorage.ecs.permission;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.Inputs;
import io.moorage.awsapi.permission.PermissionRules;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.Tag;
import io.moorage.ecs.shape.DefinitionNames;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What callers of ECS must be allowed (Service Authorization Reference, "Amazon Elastic Container Service"). */
public final class EcsPermissions implements PermissionRules {
    /** The type of resource and the member that names it; operations that are not here name none. */
    private static final String TABLE = """
        CreateCapacityProvider        capacity-provider=name
        CreateService                 service=serviceName
        CreateTaskSet                 task-set=service
        DeleteAttributes              container-instance=targetId
        DeleteCapacityProvider        capacity-provider=capacityProvider
        DeleteCluster                 cluster=cluster
        DeleteService                 service=service
        DeleteTaskDefinitions         task-definition=taskDefinitions
        DeleteTaskSet                 task-set=taskSet
        DeregisterContainerInstance   cluster=cluster
        DescribeCapacityProviders     capacity-provider=capacityProviders
        DescribeClusters              cluster=clusters
        DescribeContainerInstances    container-instance=containerInstances
        DescribeServiceDeployments    service-deployment=serviceDeploymentArns
        DescribeServiceRevisions      service-revision=serviceRevisionArns
        DescribeServices              service=services
        DescribeTaskSets              task-set=taskSets
        DescribeTasks                 task=tasks
        ExecuteCommand                task=task
        GetTaskProtection             task=tasks
        ListAttributes                cluster=cluster
        ListContainerInstances        cluster=cluster
        ListServiceDeployments        service=service
        ListTagsForResource           arn=resourceArn
        ListTasks                     container-instance=containerInstance
        PutAttributes                 container-instance=targetId
        PutClusterCapacityProviders   cluster=cluster
        RegisterContainerInstance     cluster=cluster
        RegisterTaskDefinition        task-definition=family
        RunTask                       task-definition=taskDefinition
        StartTask                     task-definition=taskDefinition
        StopServiceDeployment         service-deployment=serviceDeploymentArn
        StopTask                      task=task
        SubmitAttachmentStateChanges  cluster=cluster
        SubmitContainerStateChange    cluster=cluster
        SubmitTaskStateChange         cluster=cluster
        TagResource                   arn=resourceArn
        UntagResource                 arn=resourceArn
        UpdateCapacityProvider        capacity-provider=name
        UpdateCluster                 cluster=cluster
        UpdateClusterSettings         cluster=cluster
        UpdateContainerAgent          container-instance=containerInstance
        UpdateContainerInstancesState container-instance=containerInstances
        UpdateService                 service=service
        UpdateServicePrimaryTaskSet   service=service
        UpdateTaskProtection          task=tasks
        UpdateTaskSet                 task-set=taskSet
        """;

    private static final String TARGETS = "targetId";

    private final Map<String, String[]> rules = new TreeMap<>();
    private final Store store;
    private final EcsArns arns;

    public EcsPermissions(Store store, EcsArns arns) {
        this.store = store;
        this.arns = arns;
        TABLE.lines().map(line -> line.split("[ =]+")).forEach(words -> rules.put(words[0], words));
    }

    @Override
    public <I> List<Permission> of(Operation<I, ?> operation, I input, RequestContext context) {
        StructureShape<I> shape = operation.input();
        String[] rule = rules.get(operation.name());
        List<String> resources = rule == null
                ? List.of("*")
                : rule[1].equals("task-set") ? taskSets(rule[2], shape, input) : arns(rule[1], rule[2], shape, input);
        Map<String, List<String>> keys = keys(operation, input);
        List<Permission> all = new ArrayList<>();
        all.add(new Permission(operation.iamAction(), resources, keys));
        List<Tag> tags = tags(shape, input);
        if (!tags.isEmpty() && !operation.name().equals("TagResource")) {
            all.add(tagging(operation, input, resources, keys));
        }
        all.addAll(new PassedRoles(store.view(), arns).permissions(operation, input));
        return all;
    }

    /** What an operation makes is tagged, which need not be what it is about (ECS developer guide, "Tag resources during creation"). */
    private <I> Permission tagging(
            Operation<I, ?> operation, I input, List<String> resources, Map<String, List<String>> keys) {
        String cluster = cluster(operation.input(), input);
        List<String> made =
                switch (operation.name()) {
                    case "CreateCluster" ->
                        List.of(arns.cluster(Inputs.texts(operation.input(), input, "clusterName").stream()
                                .findFirst()
                                .orElse(Cluster.DEFAULT)));
                    case "RunTask", "StartTask" -> List.of(arns.task(cluster, "*"));
                    case "RegisterContainerInstance" -> List.of(arns.containerInstance(cluster, "*"));
                    default -> resources;
                };
        Map<String, List<String>> more = new HashMap<>(keys);
        more.put("ecs:CreateAction", List.of(operation.name()));
        return new Permission("ecs:TagResource", made, more);
    }

    private <I> List<String> arns(String type, String member, StructureShape<I> shape, I input) {
        List<String> names = member.equals(TARGETS) ? targets(shape, input) : Inputs.texts(shape, input, member);
        String cluster = cluster(shape, input);
        if (names.isEmpty()) {
            return List.of(arn(type, cluster, type.equals("cluster") ? cluster : "*"));
        }
        return names.stream().map(name -> arn(type, cluster, name)).toList();
    }

    /** Those named, or any of the service. */
    private <I> List<String> taskSets(String member, StructureShape<I> shape, I input) {
        String service = Inputs.texts(shape, input, "service").stream()
                .findFirst()
                .map(EcsArns::lastPart)
                .orElse("*");
        List<String> names = member.equals("service") ? List.of() : Inputs.texts(shape, input, member);
        return (names.isEmpty() ? List.of("*") : names)
                .stream()
                        .map(each ->
                                each.startsWith("arn:") ? each : arns.taskSet(cluster(shape, input), service, each))
                        .toList();
    }

    /** The container instances whose attributes are changed. */
    private static <I> List<String> targets(StructureShape<I> shape, I input) {
        return Inputs.list(shape, input, "attributes", Attribute.class).stream()
                .flatMap(attribute -> Optional.ofNullable(attribute.targetId()).stream())
                .toList();
    }

    private String arn(String type, String cluster, String name) {
        if (type.equals("task-definition")) {
            return definition(name);
        }
        return name.startsWith("arn:")
                ? name
                : switch (type) {
                    case "cluster" -> arns.cluster(name);
                    case "service" -> arns.service(cluster, name);
                    case "task" -> arns.task(cluster, name);
                    case "capacity-provider" -> arns.capacityProvider(name);
                    case "service-deployment" -> arns.serviceDeployment(cluster, "*", name);
                    case "service-revision" -> arns.serviceRevision(cluster, "*", name);
                    default -> arns.containerInstance(cluster, name);
                };
    }

    /** Of a family alone, its newest active revision; of one that has none yet, any. */
    private String definition(String reference) {
        String name = EcsArns.lastPart(reference);
        if (name.contains(":")) {
            return reference.startsWith("arn:") ? reference : definitionArn(name);
        }
        return new DefinitionNames(store.view())
                .newest(name)
                .map(TaskDefinition::arn)
                .orElseGet(() -> definitionArn(name + ":*"));
    }

    private String definitionArn(String familyAndRevision) {
        return "arn:aws:ecs:" + arns.region() + ":" + arns.accountId() + ":task-definition/" + familyAndRevision;
    }

    /** The name of the cluster that a request is about. */
    private static <I> String cluster(StructureShape<I> shape, I input) {
        return Inputs.texts(shape, input, "cluster").stream()
                .findFirst()
                .map(EcsArns::lastPart)
                .orElse(Cluster.DEFAULT);
    }

    private <I> Map<String, List<String>> keys(Operation<I, ?> operation, I input) {
        StructureShape<I> shape = operation.input();
        Map<String, List<String>> keys = new HashMap<>();
        if (shape.members().stream().anyMatch(member -> member.name().equals("cluster"))) {
            keys.put("ecs:cluster", List.of(arns.cluster(cluster(shape, input))));
        }
        keys.putAll(TagConditions.requested(tags(shape, input), Tag::key, Tag::value));
        keys.putAll(TagConditions.named(Inputs.texts(shape, input, "tagKeys")));
        if (operation.name().endsWith("Service")) {
            Inputs.texts(shape, input, "taskDefinition")
                    .forEach(name -> keys.put("ecs:task-definition", List.of(definition(name))));
        }
        Inputs.member(shape, input, "enableExecuteCommand")
                .ifPresent(enabled -> keys.put("ecs:enable-execute-command", List.of(enabled.toString())));
        if (operation.name().equals("ExecuteCommand")) {
            keys.put("ecs:container-name", Inputs.texts(shape, input, "container"));
        }
        if (operation.name().contains("AccountSetting") && !operation.name().startsWith("List")) {
            keys.put("ecs:account-setting", Inputs.texts(shape, input, "name"));
        }
        return keys;
    }

    private static <I> List<Tag> tags(StructureShape<I> shape, I input) {
        return Inputs.list(shape, input, "tags", Tag.class);
    }
}
