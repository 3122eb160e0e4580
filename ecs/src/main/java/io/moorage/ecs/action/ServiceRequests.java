package io.moorage.ecs.action;

import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.DeploymentConfiguration;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.decide.SingleWriters;
import io.moorage.ecs.decide.WriterWords;
import io.moorage.model.ecs.Service;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import org.jspecify.annotations.Nullable;

/** What CreateService and UpdateService have in common: what Moorage cannot do is refused, never ignored. */
final class ServiceRequests {
    static void refuseUnsupported(CreateServiceRequest request) {
        refuse(!request.serviceRegistries().isEmpty(), "Service discovery");
        refuse(!request.capacityProviderStrategy().isEmpty(), "A capacity provider");
        refuse(
                request.launchType() != null && !request.launchType().equals("EC2"),
                "The launch type " + request.launchType());
        refuse(
                request.schedulingStrategy() != null
                        && !request.schedulingStrategy().equals("REPLICA"),
                "The scheduling strategy " + request.schedulingStrategy());
        refuse(
                request.deploymentController() != null
                        && !request.deploymentController().type().equals("ECS"),
                "A deployment controller other than ECS");
        refuse(
                request.serviceConnectConfiguration() != null
                        && request.serviceConnectConfiguration().enabled(),
                "Service Connect");
        refuse(!request.volumeConfigurations().isEmpty(), "The member volumeConfigurations");
        refuse(request.enableExecuteCommand() != null && request.enableExecuteCommand(), "ECS Exec");
        refuseNetwork(request.networkConfiguration() != null
                && request.networkConfiguration().awsvpcConfiguration() != null);
        refuse(request.deploymentConfiguration());
    }

    static void refuseUnsupported(UpdateServiceRequest request) {
        refuse(!request.loadBalancers().isEmpty(), "A change of a service's load balancers");
        refuse(!request.serviceRegistries().isEmpty(), "Service discovery");
        refuse(!request.capacityProviderStrategy().isEmpty(), "A capacity provider");
        refuse(
                request.serviceConnectConfiguration() != null
                        && request.serviceConnectConfiguration().enabled(),
                "Service Connect");
        refuse(!request.volumeConfigurations().isEmpty(), "The member volumeConfigurations");
        refuse(request.enableExecuteCommand() != null && request.enableExecuteCommand(), "ECS Exec");
        refuseNetwork(request.networkConfiguration() != null
                && request.networkConfiguration().awsvpcConfiguration() != null);
        refuse(request.deploymentConfiguration());
    }

    static int minimumHealthyPercent(@Nullable DeploymentConfiguration configuration, int otherwise) {
        Integer given = configuration == null ? null : configuration.minimumHealthyPercent();
        return given == null ? otherwise : given;
    }

    static int maximumPercent(@Nullable DeploymentConfiguration configuration, int otherwise) {
        Integer given = configuration == null ? null : configuration.maximumPercent();
        return given == null ? otherwise : given;
    }

    private static void refuse(@Nullable DeploymentConfiguration configuration) {
        if (configuration == null) {
            return;
        }
        refuse(
                configuration.deploymentCircuitBreaker() != null
                        && configuration.deploymentCircuitBreaker().enable(),
                "The deployment circuit breaker");
        refuse(configuration.alarms() != null && configuration.alarms().enable(), "Deployment alarms");
        int minimum = minimumHealthyPercent(configuration, 100);
        int maximum = maximumPercent(configuration, 200);
        if (minimum < 0 || maximum < 0 || maximum < minimum || (minimum == 100 && maximum == 100)) {
            throw EcsErrors.invalid(
                    "maximumPercent and minimumHealthyPercent cannot both be 100 as this will block deployments,"
                            + " must not be negative, and maximumPercent must not be the smaller.");
        }
    }

    /** Tasks that each must be the single writer of a directory would wait for one another for ever. */
    static void requireSingleWriter(ReadView view, Service service) {
        boolean contested = view.find(
                        EcsTables.TASK_DEFINITIONS, service.primary().taskDefinition())
                .filter(definition -> SingleWriters.contested(view, definition, service))
                .isPresent();
        if (contested) {
            throw EcsErrors.invalid(WriterWords.onlyOne());
        }
    }

    private static void refuseNetwork(boolean given) {
        if (given) {
            throw EcsErrors.invalid(
                    "Network Configuration is not valid for the given networkMode of this task definition.");
        }
    }

    private static void refuse(boolean given, String what) {
        if (given) {
            throw EcsErrors.unsupported(what);
        }
    }

    private ServiceRequests() {}
}
