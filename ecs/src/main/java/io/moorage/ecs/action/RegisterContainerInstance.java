package io.moorage.ecs.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.RegisterContainerInstanceRequest;
import io.moorage.awsmodels.ecs.RegisterContainerInstanceResponse;
import io.moorage.awsmodels.ecs.VersionInfo;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.decide.AgentIdentity;
import io.moorage.ecs.decide.ClaimedResources;
import io.moorage.ecs.loop.LossStep;
import io.moorage.ecs.shape.InstanceShapes;
import io.moorage.ecs.shape.Tags;
import io.moorage.model.Fence;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceType;
import io.moorage.model.ecs.Attribute;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Resources;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code API_RegisterContainerInstance}: called by agents; an EC2 instance that is known in the cluster keeps its ARN, and leaves others. */
public final class RegisterContainerInstance
        implements Action<RegisterContainerInstanceRequest, RegisterContainerInstanceResponse> {
    private final Ecs ecs;

    public RegisterContainerInstance(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<RegisterContainerInstanceRequest, RegisterContainerInstanceResponse> operation() {
        return EcsOperations.REGISTER_CONTAINER_INSTANCE;
    }

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public RegisterContainerInstanceResponse handle(RegisterContainerInstanceRequest request, RequestContext context) {
        String ec2InstanceId = ec2InstanceId(request)
                .or(() -> AgentIdentity.machine(context.principal()))
                .orElse("");
        AgentIdentity.require(
                context.principal(), ec2InstanceId, "ecs:RegisterContainerInstance", "the machine " + ec2InstanceId);
        Resources claimed = InstanceShapes.read(request.totalResources());
        ContainerInstance registered = ecs.store().transact(tx -> {
            Cluster cluster = ecs.findCluster(tx, request.cluster())
                    .filter(Cluster::active)
                    .orElseThrow(() -> EcsErrors.client("Cluster not found."));
            Resources resources = ClaimedResources.believed(claimed, type(tx, ec2InstanceId));
            List<Attribute> attributes = attributes(tx, request, ec2InstanceId);
            Optional<ContainerInstance> known = known(tx, cluster, request, ec2InstanceId);
            new Departure(ecs, tx, context.now()).fromElsewhere(ec2InstanceId, known);
            Set<String> addresses = addresses(tx, ec2InstanceId, context);
            // A fence that what it was before needs shuts out what it is now, too.
            ContainerInstance instance = known.flatMap(each -> tx.find(EcsTables.CONTAINER_INSTANCES, each.arn()))
                    .map(each -> each.reregistered(resources, attributes, versions(request), addresses))
                    .orElseGet(() -> fresh(tx, cluster, request, ec2InstanceId, context)
                            .reregistered(resources, attributes, versions(request), addresses));
            tx.put(EcsTables.CONTAINER_INSTANCES, instance);
            return instance;
        });
        return new RegisterContainerInstanceResponse(
                InstanceShapes.write(ecs.store().view(), registered, true, false));
    }

    private static Optional<ContainerInstance> known(
            ReadView view, Cluster cluster, RegisterContainerInstanceRequest request, String ec2InstanceId) {
        String arn = request.containerInstanceArn();
        if (arn != null && !arn.isEmpty()) {
            ContainerInstance known = view.find(EcsTables.CONTAINER_INSTANCES, arn)
                    .filter(each -> !each.inactive() && each.clusterName().equals(cluster.name()))
                    .orElseThrow(() -> EcsErrors.client("Container instance is not found."));
            checkUnchanged(view, known, ec2InstanceId);
            return Optional.of(known);
        }
        return ec2InstanceId.isEmpty()
                ? Optional.empty()
                : view.by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_EC2_INSTANCE, ec2InstanceId).stream()
                        .filter(each -> !each.inactive() && each.clusterName().equals(cluster.name()))
                        .findFirst();
    }

    /** ECS developer guide, "Container instances": a type is not changed; the agent is told in these words, and stops. */
    private static void checkUnchanged(ReadView view, ContainerInstance known, String ec2InstanceId) {
        Optional<String> type = type(view, ec2InstanceId).map(InstanceType::name);
        Optional<String> before = known.attribute(Attribute.INSTANCE_TYPE);
        if (!ec2InstanceId.isEmpty() && !known.ec2InstanceId().equals(ec2InstanceId)) {
            throw EcsErrors.client("Container instance is not found.");
        }
        if (type.isPresent() && before.isPresent() && !type.equals(before)) {
            throw EcsErrors.client("Container instance type changes are not supported.");
        }
    }

    private static Optional<InstanceType> type(ReadView view, String ec2InstanceId) {
        return view.find(Ec2Tables.INSTANCES, ec2InstanceId)
                .flatMap(each -> InstanceType.named(each.launch().instanceType()));
    }

    /** Of a machine outside EC2 only that from which it called is known: what a fence refuses. */
    private static Set<String> addresses(ReadView view, String machine, RequestContext context) {
        return machine.startsWith(ContainerInstance.EXTERNAL)
                ? Set.of(context.sourceAddress())
                : LossStep.addressesOf(view, machine);
    }

    /** A machine that a fence still shuts out starts as lost: it is let in when its agent has confirmed. */
    private ContainerInstance fresh(
            ReadView view,
            Cluster cluster,
            RegisterContainerInstanceRequest request,
            String ec2InstanceId,
            RequestContext context) {
        String id = ecs.ids().hex();
        String machine = ec2InstanceId.isEmpty() ? ContainerInstance.EXTERNAL + id.substring(0, 17) : ec2InstanceId;
        ContainerInstance instance = ContainerInstance.registered(
                ecs.arns().containerInstance(cluster.name(), id),
                cluster.name(),
                machine,
                Set.of(),
                Resources.NONE,
                List.of(),
                versions(request),
                context.now(),
                Tags.read(request.tags()));
        return view.find(SharedTables.FENCES, machine)
                .filter(each -> each.state() != Fence.State.LIFTED)
                .map(each -> instance.lost(each.epoch()))
                .orElse(instance);
    }

    /** What EC2 knows of the machine, and the agent's attributes, echoed: of the former an agent's word counts for nothing. */
    private static List<Attribute> attributes(
            ReadView view, RegisterContainerInstanceRequest request, String ec2InstanceId) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        view.find(Ec2Tables.INSTANCES, ec2InstanceId).map(Instance::launch).ifPresent(launch -> {
            put(attributes, Attribute.AVAILABILITY_ZONE, launch.availabilityZone());
            put(attributes, Attribute.INSTANCE_TYPE, launch.instanceType());
            put(attributes, Attribute.AMI_ID, launch.imageId());
            put(attributes, Attribute.VPC_ID, launch.vpcId());
            put(attributes, Attribute.SUBNET_ID, launch.subnetId());
        });
        if (ec2InstanceId.isEmpty() || ec2InstanceId.startsWith(ContainerInstance.EXTERNAL)) {
            attributes.put(Attribute.EXTERNAL, new Attribute(Attribute.EXTERNAL, Optional.empty()));
        }
        Set<String> known = Set.copyOf(attributes.keySet());
        request.attributes().stream()
                .filter(each -> !known.contains(each.name()))
                .forEach(each ->
                        attributes.put(each.name(), new Attribute(each.name(), Optional.ofNullable(each.value()))));
        return List.copyOf(attributes.values());
    }

    private static void put(Map<String, Attribute> attributes, String name, String value) {
        attributes.put(name, Attribute.of(name, value));
    }

    private static ContainerInstance.VersionInfo versions(RegisterContainerInstanceRequest request) {
        VersionInfo info = request.versionInfo();
        return info == null
                ? ContainerInstance.VersionInfo.UNKNOWN
                : new ContainerInstance.VersionInfo(
                        orEmpty(info.agentVersion()), orEmpty(info.agentHash()), orEmpty(info.dockerVersion()));
    }

    /** From the instance identity document; empty for a machine outside EC2. */
    private static Optional<String> ec2InstanceId(RegisterContainerInstanceRequest request) {
        try {
            JsonNode document = JSON.readTree(orEmpty(request.instanceIdentityDocument()));
            return Optional.of(document.path("instanceId").asText("")).filter(id -> !id.isEmpty());
        } catch (JsonProcessingException e) {
            throw EcsErrors.client("Instance identity document could not be parsed.");
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
