package io.moorage.iam;

import io.moorage.model.autoscaling.GroupTag;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.efs.AccessPoint;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.ServerCertificate;
import io.moorage.model.iam.User;
import io.moorage.model.logs.LogGroup;
import io.moorage.model.sns.Topic;
import io.moorage.model.ssm.Parameter;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.EcsTables;
import io.moorage.store.EfsTables;
import io.moorage.store.IamTables;
import io.moorage.store.LogsTables;
import io.moorage.store.ReadView;
import io.moorage.store.SnsTables;
import io.moorage.store.SsmTables;
import io.moorage.store.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The tags of what an ARN names; none where nothing of that name is there. */
final class TagsOf {
    private TagsOf() {}

    static Map<String, String> ecs(String arn, String resource, ReadView view) {
        return switch (kind(resource)) {
            case "cluster" -> tags(view, EcsTables.CLUSTERS, name(resource), Cluster::tags);
            case "service" -> tags(view, EcsTables.SERVICES, arn, Service::tags);
            case "task" -> tags(view, EcsTables.TASKS, arn, Task::tags);
            case "container-instance" -> tags(view, EcsTables.CONTAINER_INSTANCES, arn, ContainerInstance::tags);
            case "task-definition" -> tags(view, EcsTables.TASK_DEFINITIONS, name(resource), TaskDefinition::tags);
            default -> Map.of();
        };
    }

    static Map<String, String> iam(String arn, String resource, ReadView view) {
        return switch (kind(resource)) {
            case "user" -> tags(view, IamTables.USERS, name(resource), User::tags);
            case "role" -> tags(view, IamTables.ROLES, name(resource), Role::tags);
            case "instance-profile" -> tags(view, IamTables.INSTANCE_PROFILES, name(resource), InstanceProfile::tags);
            case "server-certificate" ->
                tags(view, IamTables.SERVER_CERTIFICATES, name(resource), ServerCertificate::tags);
            case "policy" -> tags(view, IamTables.POLICIES, arn, ManagedPolicy::tags);
            default -> Map.of();
        };
    }

    static Map<String, String> efs(String resource, ReadView view) {
        return switch (kind(resource)) {
            case "file-system" -> tags(view, EfsTables.FILE_SYSTEMS, name(resource), FileSystem::tags);
            case "access-point" -> tags(view, EfsTables.ACCESS_POINTS, name(resource), AccessPoint::tags);
            default -> Map.of();
        };
    }

    static Map<String, String> autoScaling(String resource, ReadView view) {
        Map<String, String> tags = new HashMap<>();
        view.find(AutoScalingTables.GROUPS, name(resource)).ifPresent(group -> {
            for (GroupTag tag : group.tags().values()) {
                tags.put(tag.key(), tag.value());
            }
        });
        return tags;
    }

    /** @param resource {@code log-group:NAME}, with what may follow */
    static Map<String, String> logs(String resource, ReadView view) {
        String[] parts = resource.split(":", 3);
        return parts.length < 2 || !parts[0].equals("log-group")
                ? Map.of()
                : view.find(LogsTables.GROUPS, parts[1]).map(LogGroup::tags).orElse(Map.of());
    }

    static Map<String, String> sns(String arn, ReadView view) {
        return tags(view, SnsTables.TOPICS, arn, Topic::tags);
    }

    /** A parameter's name begins with a slash only where it has several. */
    static Map<String, String> ssm(String resource, ReadView view) {
        String path = resource.substring(resource.indexOf('/') + 1);
        return Optional.of(tags(view, SsmTables.PARAMETERS, path, Parameter::tags))
                .filter(found -> !found.isEmpty())
                .orElseGet(() -> tags(view, SsmTables.PARAMETERS, "/" + path, Parameter::tags));
    }

    static Map<String, String> cloudWatch(String resource, ReadView view) {
        return tags(view, CloudWatchTables.ALARMS, resource.substring(resource.indexOf(':') + 1), MetricAlarm::tags);
    }

    private static <V> Map<String, String> tags(
            ReadView view, Table<V> table, String key, Function<V, Map<String, String>> tags) {
        return view.find(table, key).map(tags).orElse(Map.of());
    }

    private static String kind(String resource) {
        return resource.substring(0, Math.max(0, resource.indexOf('/')));
    }

    private static String name(String resource) {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }
}
