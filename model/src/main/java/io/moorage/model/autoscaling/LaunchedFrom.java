package io.moorage.model.autoscaling;

import java.time.Instant;

/**
 * What an instance was made from.
 *
 * @param source a template's version is a number here
 * @param created when the configuration, or that version of the template, was made; the epoch where neither is known
 */
public record LaunchedFrom(LaunchSource source, String instanceType, Instant created) {}
