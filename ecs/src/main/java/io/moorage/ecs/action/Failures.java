package io.moorage.ecs.action;

import io.moorage.awsmodels.ecs.Failure;

/** Entries of {@code failures} ({@code API_Failure}). */
final class Failures {
    static Failure missing(String arn) {
        return new Failure(arn, "MISSING", null);
    }

    private Failures() {}
}
