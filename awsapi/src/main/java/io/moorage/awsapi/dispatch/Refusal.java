package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.Authorizer;

/**
 * What IAM would not let somebody do.
 *
 * @param action e.g. {@code ecs:StopTask}
 * @param resource its ARN, or {@code *}
 */
public record Refusal(String action, String resource, Authorizer.Reason reason) {}
