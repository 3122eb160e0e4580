package io.moorage.cloudformation.engine;

import io.moorage.model.cloudformation.Signal;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Set;

/**
 * A stack at one moment.
 *
 * @param exports what stacks export
 * @param underWay keys of the resources for which a call is being made
 */
public record StackView(
        Stack stack, List<StackResource> resources, List<Signal> signals, Exports exports, Set<String> underWay) {

    public static StackView of(ReadView view, Stack stack, Set<String> underWay) {
        return new StackView(
                stack,
                List.copyOf(
                        view.by(CloudFormationTables.RESOURCES, CloudFormationTables.RESOURCES_BY_STACK, stack.id())),
                List.copyOf(view.by(CloudFormationTables.SIGNALS, CloudFormationTables.SIGNALS_BY_STACK, stack.id())),
                new Exports(view),
                underWay);
    }
}
