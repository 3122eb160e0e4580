package io.moorage.cloudformation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.moorage.cloudformation.template.InvalidTemplateException;
import io.moorage.cloudformation.template.PseudoParameters;
import io.moorage.cloudformation.template.Scope;
import io.moorage.model.cloudformation.Definition;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What names mean in a stack: the values of its parameters, and its resources as they are. */
final class StackScope implements Scope {
    private final Stack stack;
    private final Account account;
    private final Map<String, JsonNode> parameters = new LinkedHashMap<>();
    private final Function<String, @Nullable StackResource> current;
    private final Exports exports;
    private final Set<String> imported = new LinkedHashSet<>();
    private final List<String> notificationArns;

    /** @param current the incarnation of a logical id that counts now; null when there is none */
    StackScope(
            Stack stack,
            Definition definition,
            Set<String> listParameters,
            Account account,
            Function<String, @Nullable StackResource> current,
            Exports exports) {
        this.stack = stack;
        this.account = account;
        this.current = current;
        this.exports = exports;
        for (Definition.Parameter each : definition.parameters()) {
            parameters.put(each.name(), value(each.resolved(), listParameters.contains(each.name())));
        }
        this.notificationArns = definition.notificationArns();
    }

    private static JsonNode value(String text, boolean isList) {
        if (!isList) {
            return JsonNodeFactory.instance.textNode(text);
        }
        var array = JsonNodeFactory.instance.arrayNode();
        if (!text.isEmpty()) {
            for (String each : text.split(",", -1)) {
                array.add(each.strip());
            }
        }
        return array;
    }

    /** The exports whose values were asked for. */
    Set<String> imported() {
        return imported;
    }

    @Override
    public PseudoParameters pseudo() {
        return new PseudoParameters(account.id(), account.region(), stack.name(), stack.id(), notificationArns);
    }

    @Override
    public Map<String, JsonNode> parameters() {
        return parameters;
    }

    @Override
    public String ref(String logicalId) throws InvalidTemplateException {
        StackResource resource = current.apply(logicalId);
        if (resource == null || resource.physicalId().isEmpty()) {
            throw new InvalidTemplateException("Resource " + logicalId + " does not exist");
        }
        return resource.physicalId().get();
    }

    @Override
    public JsonNode attribute(String logicalId, String attribute) throws InvalidTemplateException {
        StackResource resource = current.apply(logicalId);
        if (StandIns.is(resource)) {
            return JsonNodeFactory.instance.textNode(StandIns.text(logicalId + "." + attribute));
        }
        String text = resource == null ? null : resource.attributes().get(attribute);
        if (text == null) {
            throw InvalidTemplateException.meaning(
                    "resource " + logicalId + " does not support attribute type " + attribute + " in Fn::GetAtt");
        }
        return Json.parse(text);
    }

    @Override
    public List<String> availabilityZones(String region) {
        return region.equals(account.region()) ? account.zones() : List.of();
    }

    @Override
    public String imported(String exportName) throws InvalidTemplateException {
        imported.add(exportName);
        return exports.find(exportName)
                .filter(each -> !each.stack().id().equals(stack.id()))
                .orElseThrow(() -> new InvalidTemplateException("No export named " + exportName + " found."))
                .output()
                .value();
    }
}
