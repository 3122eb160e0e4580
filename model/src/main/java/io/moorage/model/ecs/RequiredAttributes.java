package io.moorage.model.ecs;

import io.moorage.model.ecs.DockerOptions.LogConfiguration;
import io.moorage.model.ecs.TaskDefinition.NetworkMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an agent must be able to do for a task definition, by the names under which agents register it. */
final class RequiredAttributes {
    private static final String COM = "com.amazonaws.ecs.capability.";
    private static final String ECS = "ecs.capability.";

    static List<String> of(TaskDefinition definition) {
        Set<String> names = new TreeSet<>();
        if (definition.taskRoleArn().isPresent()) {
            names.add(COM + "task-iam-role");
        }
        if (definition.networkMode() == NetworkMode.awsvpc) {
            names.add(ECS + "task-eni");
        }
        if (definition.pidMode().isPresent() || definition.ipcMode().isPresent()) {
            names.add(ECS + "pid-ipc-namespace-sharing");
        }
        definition.volumes().forEach(volume -> {
            volume.efs().ifPresent(efs -> names.add(ECS + "efs"));
            volume.docker()
                    .flatMap(Volume.DockerVolume::driver)
                    .ifPresent(driver -> names.add(ECS + "docker-plugin." + driver));
        });
        definition
                .containerDefinitions()
                .forEach(each -> container(each, definition.executionRoleArn().isPresent(), names));
        return List.copyOf(names);
    }

    private static void container(ContainerDefinition container, boolean executionRole, Set<String> names) {
        if (!container.dependsOn().isEmpty()) {
            names.add(ECS + "container-ordering");
        }
        if (container.healthCheck().isPresent()) {
            names.add(ECS + "container-health-check");
        }
        if (!container.secrets().isEmpty()) {
            names.add(ECS + "secrets.ssm.environment-variables");
        }
        if (!container.environmentFiles().isEmpty()) {
            names.add(ECS + "env-files.s3");
        }
        if (container.restartPolicy().filter(RestartPolicy::enabled).isPresent()) {
            names.add(ECS + "container-restart-policy");
        }
        if (container.portMappings().stream()
                .anyMatch(each -> each.containerPortRange().isPresent())) {
            names.add(ECS + "container-port-range");
        }
        if (container.docker().privileged()) {
            names.add(COM + "privileged-container");
        }
        container.docker().logConfiguration().ifPresent(log -> log(log, executionRole, names));
    }

    private static void log(LogConfiguration log, boolean executionRole, Set<String> names) {
        names.add(COM + "logging-driver." + log.logDriver());
        if (executionRole && log.logDriver().equals(LogConfiguration.AWSLOGS)) {
            names.add(ECS + "execution-role-awslogs");
        }
        Optional.of(log)
                .filter(each -> !each.secretOptions().isEmpty())
                .ifPresent(each -> names.add(ECS + "secrets.ssm.bootstrap.log-driver"));
    }

    private RequiredAttributes() {}
}
