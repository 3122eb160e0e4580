package io.moorage.awsapi.testing;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import java.util.List;
import java.util.function.BiFunction;

/** An action of one line. */
public record TestAction<I, O>(
        Operation<I, O> operation, BiFunction<I, RequestContext, O> body, boolean needsPermission)
        implements Action<I, O> {

    public static <I, O> TestAction<I, O> of(Operation<I, O> operation, BiFunction<I, RequestContext, O> body) {
        return new TestAction<>(operation, body, true);
    }

    @Override
    public O handle(I input, RequestContext context) {
        return body.apply(input, context);
    }

    @Override
    public List<String> resources(I input, RequestContext context) {
        return List.of("arn:aws:test:" + operation.name());
    }
}
