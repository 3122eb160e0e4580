package io.moorage.simulation;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Calls a control plane's actions in process, as the account's root. */
public final class EcsApi {
    private final Map<String, Action<?, ?>> actions;
    private final InstantSource clock;
    private final String region;
    private final String accountId;

    public EcsApi(List<Action<?, ?>> actions, InstantSource clock, String region, String accountId) {
        this.actions = actions.stream()
                .collect(Collectors.toMap(each -> each.operation().name(), Function.identity()));
        this.clock = clock;
        this.region = region;
        this.accountId = accountId;
    }

    @SuppressWarnings("unchecked") // an action has the types of its operation
    public <I, O> O call(Operation<I, O> operation, I input) {
        Action<I, O> action = (Action<I, O>) actions.get(operation.name());
        if (action == null) {
            throw new IllegalArgumentException(operation.name() + " is not implemented");
        }
        return action.handle(
                input,
                new RequestContext(
                        Principal.root(accountId),
                        accountId,
                        region,
                        "simulated",
                        "127.0.0.1",
                        false,
                        clock.instant()));
    }
}
