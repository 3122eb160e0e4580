package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.CreateServiceResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.ServiceShapes;
import io.moorage.ecs.shape.Tags;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.DeploymentRules;
import io.moorage.model.ecs.Scheduling;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;
import io.moorage.store.Transaction;
import java.util.List;
import java.util.Optional;

/** {@code API_CreateService}: the same name and token again answers with the service that is there. */
public final class CreateService implements Action<CreateServiceRequest, CreateServiceResponse> {
    private final Ecs ecs;

    public CreateService(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<CreateServiceRequest, CreateServiceResponse> operation() {
        return EcsOperations.CREATE_SERVICE;
    }

    @Override
    public List<Permission> furtherPermissions(CreateServiceRequest request, RequestContext context) {
        return BalancingRequests.toPassRole(ecs, request.role());
    }

    @Override
    public CreateServiceResponse handle(CreateServiceRequest request, RequestContext context) {
        ServiceRequests.refuseUnsupported(request);
        if (!request.serviceName().matches("[A-Za-z0-9_-]{1,255}")) {
            throw EcsErrors.invalid("Invalid service name: " + request.serviceName());
        }
        boolean external = ServiceRequests.controller(request) == DeploymentRules.Controller.EXTERNAL;
        if (external) {
            ServiceRequests.refuseOfTaskSets(request);
        } else if (request.taskDefinition() == null) {
            throw EcsErrors.invalid("TaskDefinition can not be blank.");
        }
        int desired = ServiceRequests.desiredCount(request);
        Service created = ecs.store().transact(tx -> create(tx, request, desired, context));
        return new CreateServiceResponse(ServiceShapes.write(ecs.store().view(), ecs.arns(), created, true));
    }

    private Service create(Transaction tx, CreateServiceRequest request, int desired, RequestContext context) {
        Cluster cluster = ecs.cluster(tx, request.cluster());
        String token = request.clientToken() == null ? "" : request.clientToken();
        String arn = ecs.arns().service(cluster.name(), request.serviceName());
        Optional<Service> before =
                tx.find(EcsTables.SERVICES, arn).filter(each -> each.status() != Service.Status.INACTIVE);
        if (before.isPresent()) {
            if (before.get().status() == Service.Status.DRAINING) {
                throw EcsErrors.invalid("Unable to Start a service that is still Draining.");
            }
            if (!token.isEmpty() && token.equals(before.get().clientToken())) {
                return before.get();
            }
            throw EcsErrors.invalid("Creation of service was not idempotent.");
        }
        Service service = make(tx, cluster, request, desired, token, context);
        ServiceRequests.requireSingleWriter(tx, service);
        ecs.writes().services().save(tx, service, context.now());
        return service;
    }

    private Service make(
            Transaction tx,
            Cluster cluster,
            CreateServiceRequest request,
            int desired,
            String token,
            RequestContext context) {
        boolean balanced = !request.loadBalancers().isEmpty();
        Scheduling asked = ServiceRequests.scheduling(tx, cluster, request);
        DeploymentRules controlled = new DeploymentRules(
                ServiceRequests.controller(request), DeploymentRules.Watch.OFF, DeploymentRules.Watch.OFF, List.of());
        DeploymentRules rules = ServiceRequests.rules(request.deploymentConfiguration(), controlled, balanced);
        ServiceRequests.Limits limits = (asked.daemon()
                        ? ServiceRequests.Limits.OF_DAEMONS
                        : ServiceRequests.Limits.OF_REPLICAS)
                .with(request.deploymentConfiguration(), asked.daemon());
        Scheduling scheduling = ServiceRequests.movable(
                asked, request.availabilityZoneRebalancing(), limits.maximumPercent(), balanced);
        Optional<TaskDefinition> definition =
                Optional.ofNullable(request.taskDefinition()).map(each -> ecs.activeDefinition(tx, each));
        return new Service(
                ecs.arns().service(cluster.name(), request.serviceName()),
                request.serviceName(),
                cluster.name(),
                Service.Status.ACTIVE,
                desired,
                limits.minimumHealthyPercent(),
                limits.maximumPercent(),
                definition.stream()
                        .map(each -> Deployments.begin(
                                ecs,
                                tx,
                                each,
                                TaskNetworks.read(tx, request.networkConfiguration(), each),
                                desired,
                                rules,
                                context.now()))
                        .toList(),
                List.of(),
                ServiceShapes.constraints(request.placementConstraints()),
                ServiceShapes.strategies(request.placementStrategy()),
                Optional.empty(),
                false,
                context.principal().arn(),
                context.now(),
                request.enableECSManagedTags() != null && request.enableECSManagedTags(),
                Optional.ofNullable(request.propagateTags()).filter(each -> !each.equals("NONE")),
                request.enableExecuteCommand() != null && request.enableExecuteCommand(),
                token,
                Tags.read(request.tags(), context),
                definition
                        .map(each -> new BalancingRequests(ecs, tx).read(request, each))
                        .orElseGet(() -> BalancingRequests.graceOnly(request)),
                scheduling,
                rules,
                List.of());
    }
}
