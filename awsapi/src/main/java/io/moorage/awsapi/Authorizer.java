package io.moorage.awsapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides from the caller's policies and those of the resources. Called by the dispatcher before every action, also for
 * root, whom only a resource's policy can deny anything.
 */
public interface Authorizer {
    Decision authorize(Query query);

    /**
     * As {@link #authorize} before the request is made: what can still be said in it decides in its favour. Conditions are
     * taken as they would fit, and the resource {@code *} stands for one that fits. What is denied here is denied whatever is
     * said then.
     */
    default Decision foresee(Query query) {
        return authorize(query);
    }

    /** The refusal in a form that STS's DecodeAuthorizationMessage makes readable; empty where there is none. */
    default Optional<String> encoded(Query query, Denied denied) {
        return Optional.empty();
    }

    /**
     * May {@code principal} perform {@code action} on all of {@code resources}?
     *
     * @param action e.g. {@code ecs:RunTask}
     * @param conditions condition keys of the request with their values, e.g. {@code aws:SourceIp}
     */
    record Query(Principal principal, String action, List<String> resources, Map<String, List<String>> conditions) {
        public Query {
            resources = List.copyOf(resources);
            conditions = Map.copyOf(conditions);
        }
    }

    /** The verdict. */
    sealed interface Decision {}

    /** Every resource is allowed. */
    enum Allowed implements Decision {
        ALLOWED
    }

    /** @param resource the first that is not allowed */
    record Denied(String resource, Reason reason) implements Decision {
        /** True when a Deny statement matched. */
        public boolean explicit() {
            return reason.explicit;
        }
    }

    /** Why something is denied, as AccessDenied messages put it. */
    enum Reason {
        NOTHING_ALLOWS(false, "identity-based policy"),
        NOT_WITHIN_BOUNDARY(false, "permissions boundary"),
        NOT_WITHIN_SESSION_POLICY(false, "session policy"),
        DENIED_BY_IDENTITY_POLICY(true, "an identity-based policy"),
        DENIED_BY_RESOURCE_POLICY(true, "a resource-based policy"),
        DENIED_BY_BOUNDARY(true, "a permissions boundary"),
        DENIED_BY_SESSION_POLICY(true, "a session policy");

        private final boolean explicit;
        private final String policy;

        Reason(boolean explicit, String policy) {
            this.explicit = explicit;
            this.policy = policy;
        }

        /** The end of the sentence (IAM user guide, "Troubleshoot access denied error messages"). */
        public String words(String action) {
            return explicit
                    ? " with an explicit deny in " + policy
                    : " because no " + policy + " allows the " + action + " action";
        }
    }
}
