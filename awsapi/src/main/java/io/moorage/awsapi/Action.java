package io.moorage.awsapi;

import io.moorage.awsmodels.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One action of an AWS API: one class per action, named as AWS names it.
 *
 * <p>Called by many requests at once, each on a thread of its own. The input satisfies its model: required members are present,
 * lengths, ranges, patterns and enumerations hold. What the model cannot say the action checks itself.
 */
public interface Action<I, O> {
    Operation<I, O> operation();

    /**
     * Does it. What is returned is durable.
     *
     * @throws AwsException to refuse, with AWS's code and message
     */
    O handle(I input, RequestContext context);

    /** The ARNs the caller must be allowed to use; all of them are checked before {@link #handle}. */
    default List<String> resources(I input, RequestContext context) {
        return List.of("*");
    }

    /** False for the few actions every valid caller may use, e.g. sts:GetCallerIdentity. */
    default boolean needsPermission() {
        return true;
    }

    /**
     * May an instance that signs with its identity document do this, without any policy? What CloudFormation's helper scripts
     * do on an instance, on resources of the instance's own stack.
     */
    default boolean admitsInstance(I input, RequestContext context) {
        return false;
    }

    /** Condition keys beyond the global ones, e.g. {@code ecs:cluster} to the cluster's ARN. */
    default Map<String, List<String>> conditions(I input, RequestContext context) {
        return Map.of();
    }

    /** What the caller must be allowed besides the action itself, e.g. to tag what it makes. */
    default List<Permission> furtherPermissions(I input, RequestContext context) {
        return List.of();
    }

    /** All that the caller must be allowed, first that for the action itself. */
    default List<Permission> permissions(I input, RequestContext context) {
        List<Permission> all = new ArrayList<>();
        all.add(new Permission(operation().iamAction(), resources(input, context), conditions(input, context)));
        all.addAll(furtherPermissions(input, context));
        return all;
    }
}
