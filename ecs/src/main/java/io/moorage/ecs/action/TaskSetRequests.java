package io.moorage.ecs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.CreateTaskSetRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Scale;
import io.moorage.awsmodels.ecs.TaskSet;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.decide.EventWords;
import io.moorage.ecs.shape.TaskSetShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.Service;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What the actions on task sets have in common. */
final class TaskSetRequests {
    /** Service quotas: task sets per service. */
    static final int MOST = 5;

    private static final double ALL = 100;

    static void refuseUnsupported(CreateTaskSetRequest request) {
        if (!request.loadBalancers().isEmpty()) {
            throw EcsErrors.unsupported("A target group of a task set");
        }
        if (!request.serviceRegistries().isEmpty()) {
            throw EcsErrors.unsupported("Service discovery");
        }
    }

    static double percent(@Nullable Scale scale, double otherwise) {
        if (scale == null || scale.value() == null) {
            return otherwise;
        }
        double value = scale.value();
        if ((scale.unit() != null && !scale.unit().equals("PERCENT")) || !(value >= 0 && value <= ALL)) {
            throw EcsErrors.invalid("The scale must be a percentage between 0 and 100.");
        }
        return value;
    }

    /** The active service, when its deployments are somebody else's. */
    static Service external(Ecs ecs, ReadView view, Cluster cluster, String nameOrArn) {
        Service service = ecs.service(view, cluster, nameOrArn).orElseThrow(EcsErrors::serviceNotFound);
        if (!service.active()) {
            throw EcsErrors.serviceNotActive();
        }
        if (!service.rules().external()) {
            throw new AwsException(
                    EcsOperations.ERROR_UNSUPPORTED_FEATURE_EXCEPTION,
                    "Task sets are only supported for services with an EXTERNAL deployment controller.");
        }
        return service;
    }

    static io.moorage.model.ecs.TaskSet named(Service service, String idOrArn) {
        return service.taskSet(idOrArn)
                .orElseThrow(() -> new AwsException(
                        EcsOperations.ERROR_TASK_SET_NOT_FOUND_EXCEPTION, "The specified task set wasn't found."));
    }

    /** Finds a task set, changes its service, and shows it as it is then, or was. */
    static TaskSet change(
            Ecs ecs,
            String cluster,
            String service,
            String taskSet,
            Instant now,
            BiFunction<Service, io.moorage.model.ecs.TaskSet, Service> change) {
        Service before = ecs.store().transact(tx -> {
            Service found = external(ecs, tx, ecs.cluster(tx, cluster), service);
            tx.update(EcsTables.SERVICES, counted(ecs, found, change.apply(found, named(found, taskSet)), now));
            return found;
        });
        ReadView view = ecs.store().view();
        String id = named(before, taskSet).id();
        Service after = view.find(EcsTables.SERVICES, before.arn()).orElse(before);
        return TaskSetShapes.write(
                view, ecs.arns(), after, after.taskSet(id).orElseGet(() -> named(before, taskSet)), true);
    }

    /** With a line of history for each task set of which another number of tasks is wanted than before. */
    static Service counted(Ecs ecs, Service before, Service after, Instant now) {
        Service told = after;
        for (io.moorage.model.ecs.TaskSet set : after.taskSets()) {
            int count = set.computedDesiredCount(after.desiredCount());
            int former = before.taskSet(set.id())
                    .map(each -> each.computedDesiredCount(before.desiredCount()))
                    .orElse(0);
            if (count != former) {
                told = told.with(ecs.writes().event(EventWords.counted(after.name(), set.id(), count), now));
            }
        }
        return told;
    }

    private TaskSetRequests() {}
}
