package io.moorage.model.cloudformation;

import io.moorage.model.iam.SessionScope;
import java.util.Objects;

/**
 * In whose name a stack's resources are made: the caller of the operation, or the stack's role.
 *
 * @param kind of identity, a constant of {@code awsapi.Principal.Kind}
 * @param scope of the caller's session, which limits what is done in its name
 */
public record Actor(String kind, String accountId, String arn, String userId, String entityArn, SessionScope scope) {
    @SuppressWarnings("ConstantValue") // rows that were written before sessions had a scope have none
    public Actor {
        scope = Objects.requireNonNullElse(scope, SessionScope.NONE);
    }
}
