package io.moorage.agent.runtime;

import java.time.Instant;

/** A line that a container wrote, without its end. */
public record LogLine(Instant time, String text) {}
