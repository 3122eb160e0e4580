package io.moorage.fileserver.control;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The control plane's answer to an {@link IdentityQuestion}.
 *
 * @param holder null when there is no such key, it is not good now, or the token is not its own
 */
public record IdentityAnswer(@Nullable Holder holder) {
    /**
     * Who holds a key, and all that is needed to judge what they ask for while the control plane is away.
     *
     * @param signingKey SigV4's derived key for the question's scope and the service {@code elasticfilesystem}; the secret
     *     itself stays where it is
     * @param arn of the user, or of the role's session
     * @param entityArn of the user or the role: whose policies these are
     * @param userName null unless it is a user
     * @param root the account itself, to which no identity policy applies
     * @param policies documents that are well-formed
     * @param boundary the permissions boundary that these must lie within; null without one
     * @param sessionPolicies what they must lie within too; null for a session without policies of its own
     * @param expiration of the key; null when it does not expire
     */
    public record Holder(
            byte[] signingKey,
            String arn,
            String entityArn,
            String accountId,
            @Nullable String userName,
            boolean root,
            List<String> policies,
            @Nullable List<String> boundary,
            @Nullable List<String> sessionPolicies,
            @Nullable Instant expiration) {
        public Holder {
            Objects.requireNonNull(signingKey, "signingKey");
            Objects.requireNonNull(arn, "arn");
            Objects.requireNonNull(entityArn, "entityArn");
            Objects.requireNonNull(accountId, "accountId");
            policies = List.copyOf(Objects.requireNonNull(policies, "policies"));
            boundary = boundary == null ? null : List.copyOf(boundary);
            sessionPolicies = sessionPolicies == null ? null : List.copyOf(sessionPolicies);
        }

        @Override
        public String toString() {
            return "Holder[" + arn + "]";
        }
    }
}
