package io.moorage.model.iam;

import java.time.Instant;

/** @param id such as {@code v2}: {@code v} and a number that is never given again */
public record PolicyVersion(String id, String document, Instant created) {}
