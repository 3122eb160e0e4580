package io.moorage.model.cloudformation;

/**
 * In whose name a stack's resources are made: the caller of the operation, or the stack's role.
 *
 * @param kind of identity, a constant of {@code awsapi.Principal.Kind}
 */
public record Actor(String kind, String accountId, String arn, String userId, String entityArn) {}
