package io.moorage.ecs.action;

import io.moorage.awsapi.Permission;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.LoadBalancer;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.Balancing;
import io.moorage.model.ecs.ContainerDefinition;
import io.moorage.model.ecs.PortMapping;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskDefinition.NetworkMode;
import io.moorage.model.iam.Role;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Load balancers as CreateService names them (ECS API reference, {@code LoadBalancer}). */
record BalancingRequests(Ecs ecs, ReadView view) {
    private static final String SERVICE = "ecs.amazonaws.com";
    private static final String UNUSABLE_ROLE =
            "Unable to assume role and validate the specified load balancer. Please verify that the role exists and trusts "
                    + SERVICE + ": ";

    /** Who gives a service a role must be allowed to pass it (IAM user guide, "Grant permissions to pass a role"). */
    static List<Permission> toPassRole(Ecs ecs, @Nullable String role) {
        if (role == null || role.isEmpty()) {
            return List.of();
        }
        String arn = ecs.roles(ecs.store().view()).arn(role);
        return List.of(new Permission("iam:PassRole", List.of(arn), Map.of("iam:PassedToService", List.of(SERVICE))));
    }

    Balancing read(CreateServiceRequest request, TaskDefinition definition) {
        if (request.loadBalancers().isEmpty()) {
            if (request.role() != null && !request.role().isEmpty()) {
                throw EcsErrors.invalid("IAM roles are only valid for services configured to use load balancers.");
            }
            return graceOnly(request);
        }
        if (request.loadBalancers().size() > 1) {
            throw EcsErrors.invalid("A service has at most one Classic Load Balancer.");
        }
        Integer grace = request.healthCheckGracePeriodSeconds();
        requireGrace(grace);
        return new Balancing(
                request.loadBalancers().stream()
                        .map(each -> read(each, definition))
                        .toList(),
                Optional.ofNullable(request.role())
                        .filter(each -> !each.isEmpty())
                        .map(this::role),
                Optional.ofNullable(grace));
    }

    /** Of a service without load balancers: for its containers' own checks. */
    static Balancing graceOnly(CreateServiceRequest request) {
        requireGrace(request.healthCheckGracePeriodSeconds());
        return new Balancing(List.of(), Optional.empty(), Optional.ofNullable(request.healthCheckGracePeriodSeconds()));
    }

    static void requireGrace(@Nullable Integer seconds) {
        if (seconds != null && seconds < 0) {
            throw EcsErrors.invalid("healthCheckGracePeriodSeconds must not be negative.");
        }
    }

    private Balancing.LoadBalancer read(LoadBalancer asked, TaskDefinition definition) {
        if (asked.targetGroupArn() != null) {
            throw EcsErrors.unsupported("A target group of a service");
        }
        String name = Objects.requireNonNullElse(asked.loadBalancerName(), "");
        String container = Objects.requireNonNullElse(asked.containerName(), "");
        int port = Objects.requireNonNullElse(asked.containerPort(), 0);
        if (view.find(ElbTables.LOAD_BALANCERS, name).isEmpty()) {
            throw EcsErrors.invalid("There is no ACTIVE Load Balancer named '" + name + "'");
        }
        Balancing.LoadBalancer balancer = new Balancing.LoadBalancer(name, container, port);
        requireFit(balancer, definition);
        return balancer;
    }

    /** What its load balancer leads to is there in another definition, too. */
    static void requireFit(Balancing balancing, TaskDefinition definition) {
        balancing.loadBalancers().forEach(each -> requireFit(each, definition));
    }

    private static void requireFit(Balancing.LoadBalancer balancer, TaskDefinition definition) {
        if (definition.networkMode() == NetworkMode.awsvpc) {
            throw EcsErrors.invalid(
                    "Classic Load Balancers are not supported for services with tasks that use the awsvpc"
                            + " network mode. Remove the load balancer or use the bridge or host network mode.");
        }
        String container = balancer.containerName();
        int port = balancer.containerPort();
        ContainerDefinition found = definition.containerDefinitions().stream()
                .filter(each -> each.name().equals(container))
                .findFirst()
                .orElseThrow(() ->
                        EcsErrors.invalid("The container " + container + " does not exist in the task definition."));
        PortMapping mapping = found.portMappings().stream()
                .filter(each -> each.containerPort() == port)
                .findFirst()
                .orElseThrow(() -> EcsErrors.invalid(
                        "The container " + container + " did not have a container port " + port + " defined."));
        if (definition.networkMode() == NetworkMode.bridge && mapping.hostPort() == 0) {
            throw EcsErrors.invalid("Classic Load Balancers require a static host port. Specify a hostPort for the"
                    + " container port " + port + " of the container " + container + " and try again.");
        }
    }

    private String role(String nameOrArn) {
        return ecs.roles(view)
                .find(nameOrArn)
                .filter(each -> each.trustPolicy().contains(SERVICE))
                .map(Role::arn)
                .orElseThrow(() -> EcsErrors.invalid(UNUSABLE_ROLE + nameOrArn));
    }
}
