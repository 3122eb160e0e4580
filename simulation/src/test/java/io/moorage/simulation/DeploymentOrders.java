package io.moorage.simulation;

import io.moorage.awsmodels.ecs.DescribeServiceDeploymentsRequest;
import io.moorage.awsmodels.ecs.DescribeServiceRevisionsRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListServiceDeploymentsRequest;
import io.moorage.awsmodels.ecs.Rollback;
import io.moorage.awsmodels.ecs.ServiceDeployment;
import io.moorage.awsmodels.ecs.ServiceDeploymentBrief;
import io.moorage.awsmodels.ecs.ServiceRevisionSummary;
import io.moorage.awsmodels.ecs.StopServiceDeploymentRequest;
import io.moorage.model.ecs.EcsArns;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Orders about service deployments and revisions. */
record DeploymentOrders(Simulation simulation) {
    void stopNewest(String service) {
        simulation
                .api()
                .call(
                        EcsOperations.STOP_SERVICE_DEPLOYMENT,
                        StopServiceDeploymentRequest.builder()
                                .serviceDeploymentArn(arns(service).getFirst())
                                .build());
    }

    /** The newest first. */
    List<String> show(String service) {
        return arns(service).stream()
                .flatMap(each -> describe(each).stream())
                .map(this::line)
                .toList();
    }

    private List<String> arns(String service) {
        return simulation
                .api()
                .call(
                        EcsOperations.LIST_SERVICE_DEPLOYMENTS,
                        ListServiceDeploymentsRequest.builder().service(service).build())
                .serviceDeployments()
                .stream()
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .map(Objects::requireNonNull)
                .toList();
    }

    private List<ServiceDeployment> describe(String arn) {
        return simulation
                .api()
                .call(EcsOperations.DESCRIBE_SERVICE_DEPLOYMENTS, new DescribeServiceDeploymentsRequest(List.of(arn)))
                .serviceDeployments();
    }

    private String line(ServiceDeployment each) {
        String breaker = Optional.ofNullable(each.deploymentCircuitBreaker())
                .map(own -> own.status() + " " + own.failureCount())
                .orElse("");
        String back = Optional.ofNullable(each.rollback())
                .map(Rollback::serviceRevisionArn)
                .map(to -> ", back to " + definition(to))
                .orElse("");
        String reason =
                Optional.ofNullable(each.statusReason()).map(why -> ", " + why).orElse("");
        return "         " + each.status() + ": from "
                + each.sourceServiceRevisions().stream()
                        .map(ServiceRevisionSummary::arn)
                        .map(this::definition)
                        .toList()
                + " to "
                + Optional.ofNullable(each.targetServiceRevision())
                        .map(own -> definition(own.arn()) + ", " + own.runningTaskCount() + " of "
                                + own.requestedTaskCount() + " run")
                        .orElse("")
                + back + reason + "; circuit breaker " + breaker;
    }

    private String definition(@Nullable String revisionArn) {
        return simulation
                .api()
                .call(
                        EcsOperations.DESCRIBE_SERVICE_REVISIONS,
                        new DescribeServiceRevisionsRequest(List.of(String.valueOf(revisionArn))))
                .serviceRevisions()
                .stream()
                .map(found -> EcsArns.lastPart(String.valueOf(found.taskDefinition())))
                .findFirst()
                .orElse("?");
    }
}
