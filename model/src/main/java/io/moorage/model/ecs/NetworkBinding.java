package io.moorage.model.ecs;

/** A host port that leads to a container's port. */
public record NetworkBinding(String bindIp, int containerPort, int hostPort, String protocol) {}
