package io.moorage.iam.action;

import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.iam.Policies;
import io.moorage.model.iam.Role;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.EcsTables;
import io.moorage.store.EfsTables;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The services that have roles of their own, and what keeps such a role from being removed (IAM user guide, "Create a service-linked role"; each service's guide). */
enum ServiceLinkedRoles {
    AUTO_SCALING("autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling", "AutoScalingServiceRolePolicy", true) {
        @Override
        List<String> inUse(ReadView view) {
            return view.all(AutoScalingTables.GROUPS).stream()
                    .map(AutoScalingGroup::arn)
                    .toList();
        }
    },
    ECS("ecs.amazonaws.com", "AWSServiceRoleForECS", "AmazonECSServiceRolePolicy", false) {
        @Override
        List<String> inUse(ReadView view) {
            return view.all(EcsTables.CLUSTERS).stream()
                    .filter(Cluster::active)
                    .map(Cluster::arn)
                    .toList();
        }
    },
    ELASTIC_LOAD_BALANCING(
            "elasticloadbalancing.amazonaws.com",
            "AWSServiceRoleForElasticLoadBalancing",
            "AWSElasticLoadBalancingServiceRolePolicy",
            false) {
        @Override
        List<String> inUse(ReadView view) {
            return view.all(ElbTables.LOAD_BALANCERS).stream()
                    .map(LoadBalancer::name)
                    .toList();
        }
    },
    ELASTIC_FILE_SYSTEM(
            "elasticfilesystem.amazonaws.com",
            "AWSServiceRoleForAmazonElasticFileSystem",
            "AmazonElasticFileSystemServiceRolePolicy",
            false) {
        @Override
        List<String> inUse(ReadView view) {
            return view.all(EfsTables.FILE_SYSTEMS).stream().map(FileSystem::id).toList();
        }

        @Override
        boolean isNeeded(ReadView view) {
            return !view.all(EfsTables.MOUNT_TARGETS).isEmpty()
                    || !view.all(EfsTables.REPLICATIONS).isEmpty();
        }
    },
    ECS_AUTO_SCALING(
            "ecs.application-autoscaling.amazonaws.com",
            "AWSServiceRoleForApplicationAutoScaling_ECSService",
            "AWSApplicationAutoscalingECSServicePolicy",
            false) {
        @Override
        List<String> inUse(ReadView view) {
            return List.of();
        }
    };

    private final String service;
    private final String roleName;
    private final String policy;
    private final boolean suffixed;

    ServiceLinkedRoles(String service, String roleName, String policy, boolean suffixed) {
        this.service = service;
        this.roleName = roleName;
        this.policy = policy;
        this.suffixed = suffixed;
    }

    static Optional<ServiceLinkedRoles> of(String service) {
        return Arrays.stream(values())
                .filter(each -> each.service.equals(service))
                .findFirst();
    }

    /** Names of what needs the role: while there is any, the role is not removed. */
    abstract List<String> inUse(ReadView view);

    /** Has the service by now made its role by itself? */
    boolean isNeeded(ReadView view) {
        return !inUse(view).isEmpty();
    }

    /** @param suffix of a further role of the service; null for its first */
    Role role(@Nullable String suffix, Optional<String> description, String accountId, String id, Instant now) {
        String name = roleName(suffix);
        return new Role(
                name,
                path(),
                Lookup.arn(accountId, "role", path(), name),
                id,
                now,
                trustPolicy(),
                description,
                Duration.ofHours(1),
                Policies.NONE.attach(policyArn()),
                Map.of(),
                Optional.empty());
    }

    String service() {
        return service;
    }

    String path() {
        return Role.SERVICE_LINKED + service + "/";
    }

    String policyArn() {
        return "arn:aws:iam::aws:policy/aws-service-role/" + policy;
    }

    /** @param suffix of a further role of the service; null for its first */
    String roleName(@Nullable String suffix) {
        if (suffix == null) {
            return roleName;
        }
        if (!suffixed) {
            throw Refusal.invalidInput("Custom suffix is not allowed for " + service);
        }
        return roleName + "_" + suffix;
    }

    String trustPolicy() {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }
}
