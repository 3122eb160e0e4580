package io.moorage.agent;

import io.moorage.agentwire.acs.ContainerDependency;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.DockerConfig;
import io.moorage.agentwire.acs.EnvironmentFilePayload;
import io.moorage.agentwire.acs.MountPoint;
import io.moorage.agentwire.acs.RestartPolicyPayload;
import io.moorage.agentwire.acs.SecretPayload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A container of a task for tests: essential, of an image named after it, with nothing else unless told. */
public final class ContainerBuilder {
    private final String name;
    private @Nullable String arn;
    private boolean essential = true;
    private List<MountPoint> mountPoints = List.of();
    private @Nullable DockerConfig dockerConfig;
    private List<ContainerDependency> dependsOn = List.of();
    private @Nullable Integer startTimeout;
    private @Nullable Integer stopTimeout;
    private Map<String, String> environment = Map.of();
    private List<SecretPayload> secrets = List.of();
    private List<EnvironmentFilePayload> environmentFiles = List.of();
    private @Nullable RestartPolicyPayload restartPolicy;

    private ContainerBuilder(String name) {
        this.name = name;
    }

    public static ContainerBuilder named(String name) {
        return new ContainerBuilder(name);
    }

    public ContainerBuilder arn(String given) {
        arn = given;
        return this;
    }

    public ContainerBuilder essential(boolean given) {
        essential = given;
        return this;
    }

    public ContainerBuilder mounts(MountPoint... given) {
        mountPoints = List.of(given);
        return this;
    }

    public ContainerBuilder docker(DockerConfig given) {
        dockerConfig = given;
        return this;
    }

    public ContainerBuilder dependsOn(ContainerDependency... given) {
        dependsOn = List.of(given);
        return this;
    }

    public ContainerBuilder startTimeout(int seconds) {
        startTimeout = seconds;
        return this;
    }

    public ContainerBuilder stopTimeout(@Nullable Integer seconds) {
        stopTimeout = seconds;
        return this;
    }

    public ContainerBuilder secrets(List<SecretPayload> given) {
        secrets = given;
        return this;
    }

    public ContainerBuilder environment(Map<String, String> given) {
        environment = given;
        return this;
    }

    public ContainerBuilder environmentFiles(List<EnvironmentFilePayload> given) {
        environmentFiles = given;
        return this;
    }

    public ContainerBuilder restarts(RestartPolicyPayload given) {
        restartPolicy = given;
        return this;
    }

    public ContainerPayload build() {
        return new ContainerPayload(
                name,
                arn,
                "image-" + name,
                essential,
                null,
                null,
                List.of(),
                List.of(),
                environment,
                null,
                List.of(),
                mountPoints,
                List.of(),
                List.of(),
                dockerConfig,
                null,
                dependsOn,
                startTimeout,
                stopTimeout,
                secrets,
                environmentFiles,
                null,
                restartPolicy);
    }
}
