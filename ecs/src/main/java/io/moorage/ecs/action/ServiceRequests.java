package io.moorage.ecs.action;

import io.moorage.awsmodels.ecs.CapacityProviderStrategyItem;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.DeploymentConfiguration;
import io.moorage.awsmodels.ecs.PlacementStrategy;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.decide.SingleWriters;
import io.moorage.ecs.decide.WriterWords;
import io.moorage.model.WriterGuard;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.DeploymentRules;
import io.moorage.model.ecs.Scheduling;
import io.moorage.model.ecs.Service;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What CreateService and UpdateService have in common: what Moorage cannot do is refused, never ignored. */
final class ServiceRequests {
    private static final int MOST_ALARMS = 10;
    private static final String ZONE = "attribute:ecs.availability-zone";

    static void refuseUnsupported(CreateServiceRequest request) {
        refuse(!request.serviceRegistries().isEmpty(), "Service discovery");
        refuse(
                request.serviceConnectConfiguration() != null
                        && request.serviceConnectConfiguration().enabled(),
                "Service Connect");
        refuse(!request.volumeConfigurations().isEmpty(), "The member volumeConfigurations");
    }

    static void refuseUnsupported(UpdateServiceRequest request) {
        refuse(!request.loadBalancers().isEmpty(), "A change of a service's load balancers");
        refuse(!request.serviceRegistries().isEmpty(), "Service discovery");
        refuse(
                request.serviceConnectConfiguration() != null
                        && request.serviceConnectConfiguration().enabled(),
                "Service Connect");
        refuse(!request.volumeConfigurations().isEmpty(), "The member volumeConfigurations");
    }

    /** How many replicas; of a daemon, whose instances tell, none. */
    static int desiredCount(CreateServiceRequest request) {
        Integer given = request.desiredCount();
        if (given == null) {
            if (!"DAEMON".equals(request.schedulingStrategy())) {
                throw EcsErrors.invalid("desiredCount is required if schedulingStrategy is REPLICA or not specified.");
            }
            return 0;
        }
        if (given < 0) {
            throw EcsErrors.invalid("desiredCount must not be negative.");
        }
        return given;
    }

    static Scheduling scheduling(ReadView view, Cluster cluster, CreateServiceRequest request) {
        Scheduling.Strategy strategy =
                switch (request.schedulingStrategy()) {
                    case null -> Scheduling.Strategy.REPLICA;
                    case "REPLICA" -> Scheduling.Strategy.REPLICA;
                    case "DAEMON" -> Scheduling.Strategy.DAEMON;
                    default -> throw EcsErrors.invalid("Invalid scheduling strategy: " + request.schedulingStrategy());
                };
        boolean daemon = strategy == Scheduling.Strategy.DAEMON;
        refuseFor(daemon && request.desiredCount() != null, "a desired count for services", "the desired count value");
        refuseForDaemons(daemon, request.placementStrategy(), request.capacityProviderStrategy());
        CapacityRequests.Chosen chosen = daemon && request.launchType() == null
                ? new CapacityRequests.Chosen("EC2", List.of())
                : CapacityRequests.read(view, cluster, request.launchType(), request.capacityProviderStrategy());
        return new Scheduling(
                strategy,
                chosen.launchType(),
                chosen.shares(),
                rebalancing(request.availabilityZoneRebalancing(), mayBeBalanced(request, strategy, chosen)));
    }

    /**
     * Those services have it unless they say otherwise (ECS guide, "Balancing an Amazon ECS service across Availability Zones"), but for
     * those whose percentages leave no room: {@link #movable}.
     */
    private static boolean mayBeBalanced(
            CreateServiceRequest request, Scheduling.Strategy strategy, CapacityRequests.Chosen chosen) {
        boolean spreads = request.placementStrategy().isEmpty()
                || ("spread".equals(request.placementStrategy().getFirst().type())
                        && ZONE.equals(request.placementStrategy().getFirst().field()));
        boolean tied = request.placementConstraints().stream()
                .anyMatch(each -> each.expression() != null && each.expression().contains(ZONE));
        return strategy == Scheduling.Strategy.REPLICA
                && controller(request) == DeploymentRules.Controller.ECS
                && request.loadBalancers().isEmpty()
                && !chosen.launchType().equals("EXTERNAL")
                && spreads
                && !tied;
    }

    static void refuseForDaemons(
            boolean daemon, List<PlacementStrategy> placement, List<CapacityProviderStrategyItem> capacity) {
        refuseFor(daemon && !placement.isEmpty(), "placement strategies", "the placement strategy");
        refuseFor(daemon && !capacity.isEmpty(), "capacity provider strategies", "the capacity provider strategy");
    }

    private static void refuseFor(boolean given, String what, String toRemove) {
        if (given) {
            throw EcsErrors.invalid("The daemon scheduling strategy does not support " + what + ". Remove " + toRemove
                    + " and try again.");
        }
    }

    static boolean rebalancing(@Nullable String given, boolean otherwise) {
        return switch (given) {
            case null -> otherwise;
            case "ENABLED" -> true;
            case "DISABLED" -> false;
            default -> throw EcsErrors.invalid("Invalid availabilityZoneRebalancing: " + given);
        };
    }

    /**
     * With what the service was given or has of itself: the latter goes where the service is not of a kind that can be moved task by task.
     *
     * @param asked of this request
     * @throws io.moorage.awsapi.AwsException when it is asked for all the same
     */
    static Scheduling movable(Scheduling scheduling, @Nullable String asked, int maximumPercent, boolean loadBalancer) {
        if (!scheduling.zoneRebalancing() || !(scheduling.daemon() || loadBalancer || maximumPercent <= 100)) {
            return scheduling;
        }
        if (asked == null) {
            return scheduling.withZoneRebalancing(false);
        }
        throw EcsErrors.invalid("Availability Zone rebalancing is only supported for REPLICA services with a"
                + " maximumPercent greater than 100 and without a Classic Load Balancer.");
    }

    static DeploymentRules.Controller controller(CreateServiceRequest request) {
        if (request.deploymentController() == null) {
            return DeploymentRules.Controller.ECS;
        }
        return switch (request.deploymentController().type()) {
            case "ECS" -> DeploymentRules.Controller.ECS;
            case "EXTERNAL" -> DeploymentRules.Controller.EXTERNAL;
            case "CODE_DEPLOY" -> throw EcsErrors.unsupported("The deployment controller CODE_DEPLOY");
            default ->
                throw EcsErrors.invalid("Invalid deployment controller type: "
                        + request.deploymentController().type());
        };
    }

    /** What an external controller says of each task set, and not of the service. */
    static void refuseOfTaskSets(CreateServiceRequest request) {
        boolean given = request.taskDefinition() != null
                || !request.loadBalancers().isEmpty()
                || request.launchType() != null
                || !request.capacityProviderStrategy().isEmpty()
                || request.networkConfiguration() != null;
        if (given || "DAEMON".equals(request.schedulingStrategy())) {
            throw EcsErrors.invalid("Services with an EXTERNAL deployment controller are REPLICA services, and their"
                    + " task definition, load balancers, launch type, capacity providers and network configuration are"
                    + " those of task sets.");
        }
    }

    /** @param before for what is not given */
    static DeploymentRules rules(
            @Nullable DeploymentConfiguration given, DeploymentRules before, boolean loadBalancer) {
        if (given == null) {
            return before;
        }
        DeploymentRules.Watch breaker = Optional.ofNullable(given.deploymentCircuitBreaker())
                .map(each -> new DeploymentRules.Watch(each.enable(), each.rollback()))
                .orElse(before.circuitBreaker());
        DeploymentRules.Watch alarmWatch = Optional.ofNullable(given.alarms())
                .map(each -> new DeploymentRules.Watch(each.enable(), each.rollback()))
                .orElse(before.alarmWatch());
        List<String> alarms = Optional.ofNullable(given.alarms())
                .map(each -> each.alarmNames())
                .orElse(before.alarms());
        if (alarms.size() > MOST_ALARMS || (alarmWatch.enable() && alarms.isEmpty())) {
            throw EcsErrors.invalid("Deployment alarms need one to ten alarm names.");
        }
        if (before.external() && (breaker.enable() || alarmWatch.enable())) {
            throw EcsErrors.invalid("The deployment circuit breaker and deployment alarms are only supported for"
                    + " services that use the rolling update (ECS) deployment controller.");
        }
        if (breaker.enable() && loadBalancer) {
            throw EcsErrors.invalid(
                    "The deployment circuit breaker is not supported for services that use a Classic Load Balancer.");
        }
        return new DeploymentRules(before.controller(), breaker, alarmWatch, alarms);
    }

    /** Percentages of a deployment. */
    record Limits(int minimumHealthyPercent, int maximumPercent) {
        static final Limits OF_REPLICAS = new Limits(100, 200);
        static final Limits OF_DAEMONS = new Limits(0, 100);

        /** With what is given; the two leave room to deploy. */
        Limits with(@Nullable DeploymentConfiguration given, boolean daemon) {
            if (given == null) {
                return this;
            }
            Integer minimum = given.minimumHealthyPercent();
            Integer maximum = given.maximumPercent();
            Limits limits = new Limits(
                    minimum == null ? minimumHealthyPercent : minimum, maximum == null ? maximumPercent : maximum);
            limits.check(daemon);
            return limits;
        }

        private void check(boolean daemon) {
            if (daemon && maximumPercent != 100) {
                throw EcsErrors.invalid("The daemon scheduling strategy requires a maximumPercent of 100.");
            }
            if (minimumHealthyPercent > 100) {
                throw EcsErrors.invalid("minimumHealthyPercent must be between 0 and 100.");
            }
            boolean blocked = minimumHealthyPercent == 100 && maximumPercent == 100;
            if (minimumHealthyPercent < 0 || maximumPercent < minimumHealthyPercent || blocked) {
                throw EcsErrors.invalid(
                        "maximumPercent and minimumHealthyPercent cannot both be 100 as this will block deployments,"
                                + " must not be negative, and maximumPercent must not be the smaller.");
            }
        }
    }

    /** A task on each instance is more than one writer. */
    static void requireNoDaemonWriters(Service service) {
        if (service.scheduling().daemon() && WriterGuard.asked(service.tags())) {
            throw EcsErrors.invalid(WriterWords.noDaemon());
        }
    }

    /** Tasks that each must be the single writer of a directory would wait for one another for ever. */
    static void requireSingleWriter(ReadView view, Service service) {
        requireNoDaemonWriters(service);
        boolean contested = service.deployments().stream()
                .limit(1)
                .flatMap(primary -> view.find(EcsTables.TASK_DEFINITIONS, primary.taskDefinition()).stream())
                .anyMatch(definition -> SingleWriters.contested(view, definition, service));
        if (contested) {
            throw EcsErrors.invalid(WriterWords.onlyOne());
        }
    }

    private static void refuse(boolean given, String what) {
        if (given) {
            throw EcsErrors.unsupported(what);
        }
    }

    private ServiceRequests() {}
}
