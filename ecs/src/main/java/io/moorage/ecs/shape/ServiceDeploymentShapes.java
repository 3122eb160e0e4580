package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.Rollback;
import io.moorage.awsmodels.ecs.ServiceDeployment;
import io.moorage.awsmodels.ecs.ServiceDeploymentAlarms;
import io.moorage.awsmodels.ecs.ServiceDeploymentBrief;
import io.moorage.awsmodels.ecs.ServiceDeploymentCircuitBreaker;
import io.moorage.awsmodels.ecs.ServiceRevisionSummary;
import io.moorage.ecs.decide.EventWords;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.DeploymentRules;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceDeployment.Status;
import io.moorage.model.ecs.Task;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Service deployments. */
public record ServiceDeploymentShapes(ReadView view, EcsArns arns) {
    public static ServiceDeploymentBrief brief(EcsArns arns, io.moorage.model.ecs.ServiceDeployment deployment) {
        return ServiceDeploymentBrief.builder()
                .serviceDeploymentArn(deployment.arn())
                .serviceArn(deployment.serviceArn())
                .clusterArn(arns.cluster(deployment.clusterName()))
                .createdAt(deployment.startedAt())
                .startedAt(deployment.startedAt())
                .finishedAt(deployment.finishedAt().orElse(null))
                .targetServiceRevisionArn(deployment.targetRevision())
                .status(deployment.status().name())
                .statusReason(deployment.statusReason().orElse(null))
                .build();
    }

    public ServiceDeployment write(io.moorage.model.ecs.ServiceDeployment deployment) {
        Optional<Service> service = view.find(EcsTables.SERVICES, deployment.serviceArn());
        return ServiceDeployment.builder()
                .serviceDeploymentArn(deployment.arn())
                .serviceArn(deployment.serviceArn())
                .clusterArn(arns.cluster(deployment.clusterName()))
                .createdAt(deployment.startedAt())
                .startedAt(deployment.startedAt())
                .finishedAt(deployment.finishedAt().orElse(null))
                .stoppedAt(stoppedAt(deployment))
                .updatedAt(deployment.updatedAt())
                .sourceServiceRevisions(deployment.sourceRevisions().stream()
                        .map(each -> summary(service, each))
                        .toList())
                .targetServiceRevision(summary(service, deployment.targetRevision()))
                .status(deployment.status().name())
                .statusReason(deployment.statusReason().orElse(null))
                .deploymentConfiguration(ServiceShapes.configuration(
                        deployment.rules(),
                        deployment.limits().minimumHealthyPercent(),
                        deployment.limits().maximumPercent()))
                .rollback(deployment
                        .rollback()
                        .map(each -> new Rollback(each.reason(), each.startedAt(), each.revision()))
                        .orElse(null))
                .deploymentCircuitBreaker(breaker(service, deployment))
                .alarms(alarms(deployment))
                .build();
    }

    private static @Nullable Instant stoppedAt(io.moorage.model.ecs.ServiceDeployment deployment) {
        return deployment.status() == Status.STOPPED
                ? deployment.finishedAt().orElse(null)
                : deployment
                        .rollback()
                        .map(io.moorage.model.ecs.ServiceDeployment.Rollback::startedAt)
                        .orElse(null);
    }

    /** Of what is left of the revision. */
    private ServiceRevisionSummary summary(Optional<Service> service, String revision) {
        String deploymentId = "ecs-svc/" + EcsArns.lastPart(revision);
        int requested = own(service, deploymentId)
                .filter(each -> each.status() == Deployment.Status.PRIMARY
                        && service.filter(Service::active).isPresent())
                .map(Deployment::desiredCount)
                .orElse(0);
        List<Task> live = service.stream()
                .flatMap(each -> view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_SERVICE, each.arn()).stream())
                .filter(each -> each.deploymentId().equals(deploymentId))
                .toList();
        return ServiceRevisionSummary.builder()
                .arn(revision)
                .requestedTaskCount(requested)
                .runningTaskCount(TaskCounts.running(live))
                .pendingTaskCount(TaskCounts.pending(live))
                .build();
    }

    private static Optional<Deployment> own(Optional<Service> service, String deploymentId) {
        return service.stream()
                .flatMap(each -> each.deployments().stream())
                .filter(each -> each.id().equals(deploymentId))
                .findFirst();
    }

    private static ServiceDeploymentCircuitBreaker breaker(
            Optional<Service> service, io.moorage.model.ecs.ServiceDeployment deployment) {
        Optional<Deployment> own = own(service, deployment.deploymentId());
        int desired = service.map(Service::desiredCount).orElse(0);
        return ServiceDeploymentCircuitBreaker.builder()
                .status(monitor(deployment, deployment.rules().circuitBreaker().enable(), EventWords.CIRCUIT_BREAKER))
                .failureCount(own.map(Deployment::failures).orElse(deployment.failures()))
                .threshold(DeploymentRules.threshold(desired))
                .build();
    }

    private ServiceDeploymentAlarms alarms(io.moorage.model.ecs.ServiceDeployment deployment) {
        String status = monitor(deployment, deployment.rules().alarmWatch().enable(), EventWords.ALARMS);
        List<String> names = deployment.rules().alarms();
        return ServiceDeploymentAlarms.builder()
                .status(status)
                .alarmNames(names)
                .triggeredAlarmNames(
                        deployment.finished()
                                ? List.of()
                                : names.stream()
                                        .filter(each -> view.find(CloudWatchTables.ALARMS, each)
                                                .filter(alarm -> alarm.status().state() == AlarmState.ALARM)
                                                .isPresent())
                                        .toList())
                .build();
    }

    /** @param words how its reason begins when it was this that ended the deployment */
    private static String monitor(io.moorage.model.ecs.ServiceDeployment deployment, boolean enabled, String words) {
        if (!enabled) {
            return "DISABLED";
        }
        if (deployment.statusReason().filter(each -> each.startsWith(words)).isPresent()) {
            return "TRIGGERED";
        }
        return deployment.status() == Status.IN_PROGRESS ? "MONITORING" : "MONITORING_COMPLETE";
    }
}
