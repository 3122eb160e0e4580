package io.moorage.model.ecs;

/** All mounts of another container of the task. */
public record VolumeFrom(String sourceContainer, boolean readOnly) {}
