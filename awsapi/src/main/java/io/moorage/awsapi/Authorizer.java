package io.moorage.awsapi;

import java.util.List;
import java.util.Map;

/** Decides from identity policies. Called by the dispatcher before every action, never for root. */
public interface Authorizer {
    Decision authorize(Query query);

    /**
     * May {@code principal} perform {@code action} on all of {@code resources}?
     *
     * @param action e.g. {@code ecs:RunTask}
     * @param conditions condition keys of the request, e.g. {@code aws:SourceIp}, {@code aws:SecureTransport}
     */
    record Query(Principal principal, String action, List<String> resources, Map<String, String> conditions) {
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

    /** @param explicit a Deny statement matched; else nothing allowed it */
    record Denied(String resource, boolean explicit) implements Decision {}
}
