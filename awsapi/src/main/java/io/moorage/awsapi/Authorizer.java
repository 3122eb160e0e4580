package io.moorage.awsapi;

import java.util.List;
import java.util.Map;

/**
 * Decides from the caller's policies and those of the resources. Called by the dispatcher before every action, also for
 * root, whom only a resource's policy can deny anything.
 */
public interface Authorizer {
    Decision authorize(Query query);

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
            return reason != Reason.NOTHING_ALLOWS;
        }
    }

    /** Why something is denied. */
    enum Reason {
        NOTHING_ALLOWS,
        DENIED_BY_IDENTITY_POLICY,
        DENIED_BY_RESOURCE_POLICY
    }
}
