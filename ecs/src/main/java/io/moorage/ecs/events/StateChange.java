package io.moorage.ecs.events;

import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.EventBatch;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceEvent;
import io.moorage.model.ecs.Task;
import java.time.Instant;
import java.util.List;

/**
 * One change that ECS tells (ECS developer guide, "Amazon ECS events"). Kept as the rows that it is of: most changes are never asked
 * for, so that they are put into words when they are.
 */
public sealed interface StateChange {
    /** The document's {@code detail-type}. */
    String detailType();

    /** ARNs of what it is about. */
    List<String> resources();

    String clusterName();

    Instant time();

    /** One that was put into words before: what it is of may be gone. */
    record Kept(EventBatch.Event event) implements StateChange {
        @Override
        public String detailType() {
            return event.detailType();
        }

        @Override
        public List<String> resources() {
            return event.resources();
        }

        @Override
        public String clusterName() {
            return event.clusterName();
        }

        @Override
        public Instant time() {
            return event.time();
        }
    }

    record OfTask(Task task, Instant time) implements StateChange {
        @Override
        public String detailType() {
            return "ECS Task State Change";
        }

        @Override
        public List<String> resources() {
            return List.of(task.arn());
        }

        @Override
        public String clusterName() {
            return task.clusterName();
        }
    }

    record OfInstance(ContainerInstance instance, Instant time) implements StateChange {
        @Override
        public String detailType() {
            return "ECS Container Instance State Change";
        }

        @Override
        public List<String> resources() {
            return List.of(instance.arn());
        }

        @Override
        public String clusterName() {
            return instance.clusterName();
        }
    }

    record OfService(Service service, ServiceEvent event, ServiceActions.Action action) implements StateChange {
        @Override
        public String detailType() {
            return "ECS Service Action";
        }

        @Override
        public List<String> resources() {
            return List.of(service.arn());
        }

        @Override
        public String clusterName() {
            return service.clusterName();
        }

        @Override
        public Instant time() {
            return event.createdAt();
        }
    }

    record OfDeployment(Service service, Deployment deployment, Instant time) implements StateChange {
        @Override
        public String detailType() {
            return "ECS Deployment State Change";
        }

        @Override
        public List<String> resources() {
            return List.of(service.arn());
        }

        @Override
        public String clusterName() {
            return service.clusterName();
        }
    }
}
