package io.moorage.agentwire;

import java.util.List;

/** Names of container instance attributes that change what is said on the wire. */
public final class Capabilities {
    /** The agent understands {@code TaskManifestMessage}. */
    public static final String FULL_SYNC = "ecs.capability.full-sync";

    /**
     * Moorage's own agent: wants a heartbeat each second with {@code leaseMillis}, and understands
     * {@code PrefetchImagesMessage}, {@code InstanceStateReport} and {@code StopAndConfirmMessage}. A stock agent has no such attribute
     * and is never sent them.
     */
    public static final String LEASE = "moorage.capability.lease";

    /** Moorage's own agent runs {@code StartExecMessage}'s commands. */
    public static final String EXEC = "ecs.capability.execute-command";

    /** What Moorage's own agent registers beside what it is told to. */
    public static final List<String> OWN_AGENT = List.of(
            FULL_SYNC,
            LEASE,
            EXEC,
            "ecs.capability.efs",
            "ecs.capability.efsAuth",
            "ecs.capability.task-eni",
            "ecs.capability.container-health-check",
            "ecs.capability.container-ordering",
            "ecs.capability.container-port-range",
            "ecs.capability.container-restart-policy",
            "ecs.capability.docker-plugin.local",
            "ecs.capability.env-files.s3",
            "ecs.capability.execution-role-awslogs",
            "ecs.capability.pid-ipc-namespace-sharing",
            "ecs.capability.secrets.ssm.bootstrap.log-driver",
            "ecs.capability.secrets.ssm.environment-variables",
            "com.amazonaws.ecs.capability.task-iam-role",
            "com.amazonaws.ecs.capability.task-iam-role-network-host",
            "com.amazonaws.ecs.capability.privileged-container",
            "com.amazonaws.ecs.capability.logging-driver.awslogs",
            "com.amazonaws.ecs.capability.logging-driver.fluentd",
            "com.amazonaws.ecs.capability.logging-driver.gelf",
            "com.amazonaws.ecs.capability.logging-driver.json-file",
            "com.amazonaws.ecs.capability.logging-driver.none",
            "com.amazonaws.ecs.capability.logging-driver.splunk",
            "com.amazonaws.ecs.capability.logging-driver.syslog",
            "com.amazonaws.ecs.capability.docker-remote-api.1.17",
            "com.amazonaws.ecs.capability.docker-remote-api.1.18",
            "com.amazonaws.ecs.capability.docker-remote-api.1.19",
            "com.amazonaws.ecs.capability.docker-remote-api.1.20",
            "com.amazonaws.ecs.capability.docker-remote-api.1.21",
            "com.amazonaws.ecs.capability.docker-remote-api.1.24",
            "com.amazonaws.ecs.capability.docker-remote-api.1.25");

    private Capabilities() {}
}
