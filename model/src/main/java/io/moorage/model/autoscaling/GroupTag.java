package io.moorage.model.autoscaling;

/** @param propagates to the instances that the group launches */
public record GroupTag(String key, String value, boolean propagates) {}
