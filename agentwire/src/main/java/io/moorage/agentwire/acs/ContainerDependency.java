package io.moorage.agentwire.acs;

/** @param condition {@code START}, {@code COMPLETE}, {@code SUCCESS} or {@code HEALTHY} */
public record ContainerDependency(String containerName, String condition) {}
