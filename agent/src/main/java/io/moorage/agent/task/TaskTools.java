package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.volume.VolumeManager;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What every task is run with.
 *
 * @param stopTimeout between SIGTERM and SIGKILL for containers that say nothing of it
 */
public record TaskTools(
        ContainerRuntime runtime,
        Images images,
        VolumeManager volumes,
        TaskNetwork network,
        Secrets secrets,
        EnvironmentFiles environmentFiles,
        TaskLogs logs,
        StateReporter reporter,
        TaskJournal journal,
        InstantSource clock,
        Duration stopTimeout) {}
