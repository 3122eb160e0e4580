package io.moorage.model.ecs;

import java.time.Instant;

/** A line of a service's history. */
public record ServiceEvent(String id, Instant createdAt, String message) {}
