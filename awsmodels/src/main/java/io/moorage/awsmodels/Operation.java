package io.moorage.awsmodels;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation of an AWS API as its model declares it. Compared by identity: each is a constant of its service.
 *
 * <p>The shapes are looked up when they are asked for, so that a program loads the records of what it uses and no others.
 */
public final class Operation<I, O> {
    private final ServiceMetadata service;
    private final int index;
    private final String name;
    private final String httpMethod;
    private final String requestUri;
    private final int successStatus;
    private final Shapes shapes;
    private final @Nullable String resultWrapper;
    private final Map<String, ErrorShape> errors;

    /** @param index of this operation in {@code shapes} */
    public Operation(
            ServiceMetadata service,
            int index,
            String name,
            String httpMethod,
            String requestUri,
            int successStatus,
            Shapes shapes,
            @Nullable String resultWrapper,
            Map<String, ErrorShape> errors) {
        this.service = service;
        this.index = index;
        this.name = name;
        this.httpMethod = httpMethod;
        this.requestUri = requestUri;
        this.successStatus = successStatus;
        this.shapes = shapes;
        this.resultWrapper = resultWrapper;
        this.errors = Map.copyOf(errors);
    }

    /** The inputs and outputs of a service's operations, by index. */
    public interface Shapes {
        StructureShape<?> input(int index);

        StructureShape<?> output(int index);
    }

    public ServiceMetadata service() {
        return service;
    }

    /** AWS's word, e.g. {@code RunTask}. */
    public String name() {
        return name;
    }

    public String httpMethod() {
        return httpMethod;
    }

    public String requestUri() {
        return requestUri;
    }

    /** The HTTP status of a successful answer. */
    public int successStatus() {
        return successStatus;
    }

    @SuppressWarnings("unchecked") // generated beside the constant's type
    public StructureShape<I> input() {
        return (StructureShape<I>) shapes.input(index);
    }

    @SuppressWarnings("unchecked") // generated beside the constant's type
    public StructureShape<O> output() {
        return (StructureShape<O>) shapes.output(index);
    }

    /** The element around the result, for {@link Protocol#QUERY}. */
    public @Nullable String resultWrapper() {
        return resultWrapper;
    }

    /** The declared errors by shape name. */
    public Map<String, ErrorShape> errors() {
        return errors;
    }

    /** The IAM action, e.g. {@code ecs:RunTask}. */
    public String iamAction() {
        return service.iamPrefix() + ":" + name;
    }

    @Override
    public String toString() {
        return iamAction();
    }
}
