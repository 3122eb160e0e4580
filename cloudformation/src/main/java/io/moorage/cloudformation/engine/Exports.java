package io.moorage.cloudformation.engine;

import io.moorage.model.cloudformation.Output;
import io.moorage.model.cloudformation.Stack;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Optional;

/** Outputs that stacks export for others to import (user guide, "Exports"). */
public record Exports(ReadView view) {
    /** An export and whose it is. */
    public record Export(Stack stack, Output output) {
        public String name() {
            return output.exportName().orElseThrow();
        }
    }

    /** All of them, in the order of their names. */
    public List<Export> all() {
        return view.all(CloudFormationTables.STACKS).stream()
                .filter(Stack::exists)
                .flatMap(stack -> stack.outputs().stream()
                        .filter(output -> output.exportName().isPresent())
                        .map(output -> new Export(stack, output)))
                .sorted(java.util.Comparator.comparing(Export::name))
                .toList();
    }

    public Optional<Export> find(String name) {
        return all().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Names of the stacks that import it. */
    public List<String> importers(String name) {
        return view.all(CloudFormationTables.STACKS).stream()
                .filter(Stack::exists)
                .filter(stack -> stack.imports().contains(name))
                .map(Stack::name)
                .sorted()
                .toList();
    }
}
