package io.moorage.ecs.loop;

import io.moorage.ecs.decide.Balanced;
import io.moorage.ecs.decide.EventWords;
import io.moorage.ecs.decide.ServiceDecision;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a service's history is told of one step.
 *
 * @param stopped as they were
 */
record ServiceNews(
        Service service,
        ServiceDecision decision,
        List<Balanced.Unhealthy> unhealthy,
        List<Task> stopped,
        List<Task> started) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        unhealthy.forEach(
                each -> lines.add(EventWords.unhealthy(service.name(), each.ec2InstanceId(), each.loadBalancer())));
        decision.stops().stream()
                .filter(each -> each.why().equals(Stop.failedContainerHealthChecks()))
                .forEach(each -> lines.add(
                        EventWords.failedContainerHealthChecks(service.name(), EcsArns.lastPart(each.taskArn()))));
        decision.notice().ifPresent(lines::add);
        grouped(stopped, this::whose).forEach((whose, tasks) -> stopped(whose, tasks, lines));
        grouped(started, this::whose).forEach((whose, tasks) -> started(whose, tasks, lines));
        if (decision.stuck() && service.isNews(EventWords.stuck(service.name()))) {
            lines.add(EventWords.stuck(service.name()));
        }
        return lines;
    }

    private void stopped(String whose, List<Task> tasks, List<String> lines) {
        List<Task> ran = tasks.stream().filter(Task::running).toList();
        List<Task> settled = ran.stream().filter(each -> !moved(each)).toList();
        if (!settled.isEmpty()) {
            lines.add(EventWords.stopped(whose, ids(settled)));
        }
        grouped(ran.stream().filter(this::moved).toList(), Task::availabilityZone)
                .forEach((zone, some) -> lines.add(EventWords.stoppedToRebalance(whose, zone, ids(some))));
        if (ran.size() < tasks.size()) {
            lines.add(EventWords.stoppedPending(whose, tasks.size() - ran.size()));
        }
    }

    private void started(String whose, List<Task> tasks, List<String> lines) {
        if (decision.moves()) {
            grouped(tasks, Task::availabilityZone)
                    .forEach((zone, some) -> lines.add(EventWords.startedToRebalance(whose, zone, ids(some))));
        } else {
            lines.add(EventWords.started(whose, ids(tasks)));
        }
    }

    private boolean moved(Task task) {
        return decision.stops()
                .contains(new ServiceDecision.StopTask(task.arn(), Stop.byRebalancing(task.deploymentId())));
    }

    private String whose(Task task) {
        return EventWords.whose(service, task.deploymentId());
    }

    private static List<String> ids(List<Task> tasks) {
        return tasks.stream().map(Task::id).toList();
    }

    private static Map<String, List<Task>> grouped(Collection<Task> tasks, Function<Task, String> by) {
        return tasks.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }
}
