package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.validation.Violation;
import io.moorage.awsmodels.Operation;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls the actions it is given, validated and authorized as the {@link Dispatcher} does it for requests. */
public final class LocalCalls implements Calls {
    /** What {@code aws:SourceIp} is for a call that no network carried. */
    private static final String SOURCE_ADDRESS = "127.0.0.1";

    private static final String RESERVED_TAG = "aws:";

    private final Map<Operation<?, ?>, Action<?, ?>> actions = new HashMap<>();
    private final Performer performer;
    private final String service;
    private final String accountId;
    private final String region;
    private final InstantSource clock;
    private final Supplier<String> requestIds;

    /** @param service the calling service, e.g. {@code cloudformation.amazonaws.com} */
    public LocalCalls(
            List<Action<?, ?>> actions,
            Authorizer authorizer,
            String service,
            String accountId,
            String region,
            InstantSource clock,
            Supplier<String> requestIds) {
        actions.forEach(each -> this.actions.put(each.operation(), each));
        this.performer = new Performer(authorizer, region);
        this.service = service;
        this.accountId = accountId;
        this.region = region;
        this.clock = clock;
        this.requestIds = requestIds;
    }

    /** Actions of a service that itself makes these calls, and so comes after them; before the first call. */
    public void add(List<Action<?, ?>> own) {
        own.forEach(each -> actions.put(each.operation(), each));
    }

    @Override
    @SuppressWarnings("unchecked") // an action has the types of its operation
    public <I, O> O call(Operation<I, O> operation, I input, Principal principal) {
        Action<I, O> action = (Action<I, O>) actions.get(operation);
        if (action == null) {
            throw Refusals.of(operation.service()).notImplemented(operation.service(), operation.name());
        }
        RequestContext context = new RequestContext(
                principal,
                accountId,
                region,
                requestIds.get(),
                SOURCE_ADDRESS,
                true,
                clock.instant(),
                Optional.of(service));
        return performer.perform(action, input, context, LocalCalls::isReservedTag);
    }

    /** A service may set tags whose keys are kept from others. */
    private static boolean isReservedTag(Violation violation) {
        return violation.constraint() instanceof Violation.Matching
                && violation.value() != null
                && violation.value().startsWith(RESERVED_TAG);
    }
}
