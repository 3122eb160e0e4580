package io.moorage.cloudformation.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.moorage.awsmodels.Type;
import io.moorage.cloudformation.resource.Schema.Property;
import io.moorage.cloudformation.template.AttributeUses;
import io.moorage.cloudformation.template.InvalidTemplateException;
import io.moorage.cloudformation.template.ResourceDeclaration;
import io.moorage.cloudformation.template.ResourceDeclaration.DeletionPolicy;
import io.moorage.cloudformation.template.Template;
import java.util.Map;

/** What of a template's resources can be known from their types alone: names of properties and attributes, and literal values. */
public final class TypeChecks {
    private final ResourceTypes types;

    public TypeChecks(ResourceTypes types) {
        this.types = types;
    }

    public void check(Template template) throws InvalidTemplateException {
        for (ResourceDeclaration each : template.resources().values()) {
            ResourceType type = types.require(each.type());
            check(each, type.schema());
            checkUpdatePolicy(each, type);
        }
        for (AttributeUses.Use use : AttributeUses.of(template)) {
            ResourceDeclaration owner = template.resources().get(use.logicalId());
            if (owner != null && !types.require(owner.type()).schema().hasAttribute(use.attribute())) {
                throw InvalidTemplateException.meaning("resource " + use.logicalId()
                        + " does not support attribute type " + use.attribute() + " in Fn::GetAtt");
            }
        }
    }

    private static void check(ResourceDeclaration resource, Schema schema) throws InvalidTemplateException {
        if (resource.deletionPolicy() == DeletionPolicy.SNAPSHOT
                || resource.updateReplacePolicy() == DeletionPolicy.SNAPSHOT) {
            throw InvalidTemplateException.format("resource type " + resource.type()
                    + " does not support the policy Snapshot: " + resource.logicalId());
        }
        String head = "Properties validation failed for resource " + resource.logicalId() + " with message: ";
        for (Map.Entry<String, JsonNode> each : resource.properties().properties()) {
            Property property = schema.properties().get(each.getKey());
            if (property == null) {
                throw new InvalidTemplateException(head + "#: extraneous key [" + each.getKey() + "] is not permitted");
            }
            Type type = property.type();
            if (type != null) {
                try {
                    literal(type, each.getValue(), "/" + each.getKey());
                } catch (InvalidPropertyException e) {
                    throw new InvalidTemplateException(head + e.getMessage());
                }
            }
        }
        for (Property each : schema.properties().values()) {
            if (each.required() && !resource.properties().has(each.name())) {
                throw new InvalidTemplateException(head + "#: required key [" + each.name() + "] not found");
            }
        }
    }

    private static void checkUpdatePolicy(ResourceDeclaration resource, ResourceType type)
            throws InvalidTemplateException {
        boolean literal = true;
        for (Map.Entry<String, JsonNode> each : resource.updatePolicy().properties()) {
            if (!type.schema().updatePolicies().contains(each.getKey())) {
                throw InvalidTemplateException.format("UpdatePolicy " + each.getKey()
                        + " is not supported for resource type " + resource.type() + ": " + resource.logicalId());
            }
            for (JsonNode member : each.getValue()) {
                literal &= !member.isObject();
            }
        }
        if (literal) {
            try {
                type.checkUpdatePolicy(resource.updatePolicy());
            } catch (InvalidPropertyException e) {
                throw new InvalidTemplateException(
                        "Invalid UpdatePolicy of resource " + resource.logicalId() + ": " + e.getMessage());
            }
        }
    }

    /** A value without its functions, which are worked out only when their resources are there. */
    private static void literal(Type type, JsonNode node, String path) {
        if (isFunction(node)) {
            return;
        }
        switch (type) {
            case Type.ListType list
            when node.isArray() -> {
                for (int i = 0; i < node.size(); i++) {
                    literal(list.member(), node.get(i), path + "/" + i);
                }
            }
            case Type.MapType map
            when node.isObject() ->
                node.properties().forEach(each -> literal(map.value(), each.getValue(), path + "/" + each.getKey()));
            case Type.StructureType structure
            when node.isObject() ->
                node.properties()
                        .forEach(each -> literal(
                                Shapes.member(structure.shape(), each.getKey())
                                        .orElseThrow(() -> new InvalidPropertyException("#" + path
                                                + ": extraneous key [" + each.getKey() + "] is not permitted"))
                                        .type(),
                                each.getValue(),
                                path + "/" + each.getKey()));
            default -> Shapes.value(type, withoutFunctions(node), path);
        }
    }

    /** Only so that what is neither a value nor a function is refused. */
    private static JsonNode withoutFunctions(JsonNode node) {
        return node.isContainerNode() ? JsonNodeFactory.instance.objectNode() : node;
    }

    private static boolean isFunction(JsonNode node) {
        if (!node.isObject() || node.size() != 1) {
            return false;
        }
        String name = node.fieldNames().next();
        return name.equals("Ref") || name.startsWith("Fn::");
    }
}
