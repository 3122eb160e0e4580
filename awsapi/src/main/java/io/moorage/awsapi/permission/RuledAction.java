package io.moorage.awsapi.permission;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import java.util.List;

/** An action whose permissions its service's rules tell. */
public final class RuledAction<I, O> implements Action<I, O> {
    private final Action<I, O> action;
    private final PermissionRules rules;

    private RuledAction(Action<I, O> action, PermissionRules rules) {
        this.action = action;
        this.rules = rules;
    }

    /** The same actions under these rules. */
    public static List<Action<?, ?>> all(List<Action<?, ?>> actions, PermissionRules rules) {
        return actions.stream().<Action<?, ?>>map(action -> of(action, rules)).toList();
    }

    private static <I, O> Action<I, O> of(Action<I, O> action, PermissionRules rules) {
        return new RuledAction<>(action, rules);
    }

    @Override
    public Operation<I, O> operation() {
        return action.operation();
    }

    @Override
    public boolean needsPermission() {
        return action.needsPermission();
    }

    @Override
    public boolean admitsInstance(I input, RequestContext context) {
        return action.admitsInstance(input, context);
    }

    @Override
    public List<Permission> permissions(I input, RequestContext context) {
        return rules.of(action.operation(), input, context);
    }

    @Override
    public O handle(I input, RequestContext context) {
        return action.handle(input, context);
    }
}
