package io.moorage.awsmodels;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation of an AWS API as its model declares it.
 *
 * @param name AWS's word, e.g. {@code RunTask}
 * @param successStatus the HTTP status of a successful answer
 * @param resultWrapper the element around the result, for {@link Protocol#QUERY}
 * @param errors the declared errors by shape name
 */
public record Operation<I, O>(
        ServiceMetadata service,
        String name,
        String httpMethod,
        String requestUri,
        int successStatus,
        StructureShape<I> input,
        StructureShape<O> output,
        @Nullable String resultWrapper,
        Map<String, ErrorShape> errors) {
    public Operation {
        errors = Map.copyOf(errors);
    }

    /** The IAM action, e.g. {@code ecs:RunTask}. */
    public String iamAction() {
        return service.signingName() + ":" + name;
    }

    @Override
    public String toString() {
        return iamAction();
    }
}
