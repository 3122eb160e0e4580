package io.moorage.ecs.decide;

import io.moorage.ecs.decide.ServiceDecision.StopTask;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What a service needs now: its kind decides who says so. */
public final class ServiceReconciler {
    public static ServiceDecision decide(ServiceView view, Instant now, RandomGenerator random) {
        if (!view.service().active()) {
            return ServiceDecision.of(List.of(), stopAll(view));
        }
        if (view.service().rules().external()) {
            return TaskSets.decide(view, now, random);
        }
        Optional<ServiceDecision.Failure> failure = DeploymentJudge.judge(view);
        if (failure.isPresent()) {
            return ServiceDecision.failed(failure.get());
        }
        return view.service().scheduling().daemon() ? Daemons.decide(view, now) : Replicas.decide(view, now, random);
    }

    private static List<StopTask> stopAll(ServiceView view) {
        return view.live().stream()
                .filter(Task::wanted)
                .map(each -> new StopTask(each.arn(), Stop.byDeployment(each.deploymentId())))
                .toList();
    }

    /** Tasks that load balancers or their own checks found unhealthy, once their grace period is over ({@code API_CreateService}). */
    static List<StopTask> unhealthy(ServiceView view, Instant now) {
        Duration grace = view.service().balancing().gracePeriod();
        return Stream.concat(
                        view.unhealthy().stream()
                                .map(each ->
                                        new StopTask(each.taskArn(), Stop.failedHealthChecks(each.loadBalancer()))),
                        view.live().stream()
                                .filter(each -> ServiceView.failsChecks(each) && each.hasRunFor(grace, now))
                                .filter(each -> view.unhealthy().stream()
                                        .noneMatch(other -> other.taskArn().equals(each.arn())))
                                .map(each -> new StopTask(each.arn(), Stop.failedContainerHealthChecks())))
                .toList();
    }

    private ServiceReconciler() {}
}
