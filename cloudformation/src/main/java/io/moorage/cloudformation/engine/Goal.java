package io.moorage.cloudformation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.moorage.cloudformation.template.Dependencies;
import io.moorage.cloudformation.template.Evaluator;
import io.moorage.cloudformation.template.InvalidTemplateException;
import io.moorage.cloudformation.template.OutputDeclaration;
import io.moorage.cloudformation.template.ResourceDeclaration;
import io.moorage.cloudformation.template.Template;
import io.moorage.model.cloudformation.Definition;
import io.moorage.model.cloudformation.Output;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.model.cloudformation.Wish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a definition makes of a stack: which resources it has, in what order they come, and what each is to be. */
public final class Goal {
    private final Definition definition;
    private final Map<String, ResourceDeclaration> resources = new LinkedHashMap<>();
    private final List<OutputDeclaration> outputs;
    private final Dependencies dependencies;
    private final List<String> order;
    private final StackScope scope;
    private final Evaluator evaluator;

    /** @param current the incarnation of a logical id that counts when a value is worked out */
    public Goal(
            Template template,
            Stack stack,
            Definition definition,
            Account account,
            Exports exports,
            Function<String, @Nullable StackResource> current)
            throws InvalidTemplateException {
        this.definition = definition;
        Set<String> lists = template.parameters().values().stream()
                .filter(each -> each.type().isList())
                .map(each -> each.name())
                .collect(Collectors.toSet());
        this.scope = new StackScope(stack, definition, lists, account, current, exports);
        this.evaluator = new Evaluator(template, scope);
        template.resources().forEach((id, each) -> {
            if (evaluator.exists(each.condition())) {
                resources.put(id, each);
            }
        });
        this.outputs = template.outputs().values().stream()
                .filter(each -> evaluator.exists(each.condition()))
                .toList();
        this.dependencies = template.dependencies();
        this.order =
                dependencies.order().stream().filter(resources::containsKey).toList();
    }

    /** Logical ids, each after those it depends on. */
    public List<String> order() {
        return order;
    }

    public boolean has(String logicalId) {
        return resources.containsKey(logicalId);
    }

    public ResourceDeclaration resource(String logicalId) {
        ResourceDeclaration found = resources.get(logicalId);
        if (found == null) {
            throw new IllegalArgumentException("no resource " + logicalId);
        }
        return found;
    }

    public Set<String> needs(String logicalId) {
        Set<String> needs = new LinkedHashSet<>(dependencies.of(logicalId));
        needs.retainAll(resources.keySet());
        return needs;
    }

    public Wish wish(String logicalId) throws InvalidTemplateException {
        ResourceDeclaration resource = resource(logicalId);
        return new Wish(
                document(resource.properties()),
                definition.tags(),
                document(resource.metadata()),
                document(resource.creationPolicy()),
                document(resource.updatePolicy()),
                resource.deletionPolicy().word(),
                resource.updateReplacePolicy().word());
    }

    private String document(JsonNode expression) throws InvalidTemplateException {
        return evaluator
                .value(expression)
                .filter(JsonNode::isObject)
                .orElseGet(JsonNodeFactory.instance::objectNode)
                .toString();
    }

    /** All outputs; every resource is there. */
    public List<Output> outputs() throws InvalidTemplateException {
        List<Output> values = new ArrayList<>();
        for (OutputDeclaration each : outputs) {
            Optional<String> export = Optional.empty();
            if (each.exportName().isPresent()) {
                export = Optional.of(text(each.name(), each.exportName().get()));
            }
            values.add(new Output(each.name(), text(each.name(), each.value()), each.description(), export));
        }
        return values;
    }

    private String text(String output, JsonNode expression) throws InvalidTemplateException {
        JsonNode value = evaluator.value(expression).orElseGet(JsonNodeFactory.instance::missingNode);
        if (!value.isValueNode() || value.isMissingNode()) {
            throw InvalidTemplateException.format("Output " + output
                    + " is malformed. The Value field of every Outputs member must evaluate to a String.");
        }
        return value.asText();
    }

    /** Names of the exports that values are taken from; every resource is there. */
    public Set<String> imports() throws InvalidTemplateException {
        for (String each : order) {
            Wish ignored = wish(each);
        }
        return scope.imported();
    }
}
