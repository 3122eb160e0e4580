package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.moorage.cloudformation.template.ResourceDeclaration.DeletionPolicy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Makes a {@link Template} of a tree, or says with CloudFormation's message why it is none. */
public final class TemplateReader {
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Mappings",
            "Conditions",
            "Transform",
            "Resources",
            "Outputs");
    private static final Set<String> RESOURCE_MEMBERS = Set.of(
            "Type",
            "Properties",
            "DependsOn",
            "Condition",
            "CreationPolicy",
            "UpdatePolicy",
            "DeletionPolicy",
            "UpdateReplacePolicy",
            "Metadata");
    private static final int MAX_RESOURCES = 500;
    private static final int MAX_MAPPINGS = 200;
    private static final int MAX_OUTPUTS = 200;
    private static final int MAX_PARAMETERS = 200;
    private static final int MAX_DESCRIPTION_BYTES = 1024;

    private final Predicate<String> knownType;

    /** @param knownType which resource types can be made; a template with another is refused by its name */
    public TemplateReader(Predicate<String> knownType) {
        this.knownType = knownType;
    }

    public Template read(String text) throws InvalidTemplateException {
        JsonNode tree = TemplateText.parse(text);
        requireSections(tree);
        Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each :
                section(tree, "Parameters", MAX_PARAMETERS).properties()) {
            parameters.put(each.getKey(), ParameterReader.read(each.getKey(), each.getValue()));
        }
        Map<String, ResourceDeclaration> resources = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each :
                section(tree, "Resources", MAX_RESOURCES).properties()) {
            resources.put(each.getKey(), resource(each.getKey(), each.getValue()));
        }
        if (resources.isEmpty()) {
            throw InvalidTemplateException.format("At least one Resources member must be defined.");
        }
        requireKnownTypes(resources);
        Map<String, OutputDeclaration> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each :
                section(tree, "Outputs", MAX_OUTPUTS).properties()) {
            outputs.put(each.getKey(), output(each.getKey(), each.getValue()));
        }
        Map<String, JsonNode> conditions = new LinkedHashMap<>();
        section(tree, "Conditions", Integer.MAX_VALUE)
                .properties()
                .forEach(each -> conditions.put(each.getKey(), each.getValue()));
        Template template = new Template(
                tree.path("Description").asText(),
                tree.path("Metadata"),
                parameters,
                mappings(section(tree, "Mappings", MAX_MAPPINGS)),
                conditions,
                resources,
                outputs,
                Dependencies.of(resources.values()));
        TemplateChecks.check(template);
        return template;
    }

    private static void requireSections(JsonNode tree) throws InvalidTemplateException {
        Set<String> unknown = new LinkedHashSet<>();
        tree.fieldNames().forEachRemaining(name -> {
            if (!SECTIONS.contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw new InvalidTemplateException(
                    "Invalid template property or properties [" + String.join(", ", unknown) + "]");
        }
        JsonNode version = tree.path("AWSTemplateFormatVersion");
        if (!version.isMissingNode() && !version.asText().equals("2010-09-09")) {
            throw InvalidTemplateException.format(
                    "[" + version.asText() + "] is not a supported template format version.");
        }
        if (tree.path("Description").asText().length() > MAX_DESCRIPTION_BYTES) {
            throw InvalidTemplateException.format(
                    "'Description' length is greater than " + MAX_DESCRIPTION_BYTES + ".");
        }
        for (String refused : List.of("Transform", "Rules")) {
            if (tree.has(refused)) {
                throw InvalidTemplateException.format("the section " + refused + " is not supported: "
                        + tree.get(refused) + ". Write out what it stands for.");
            }
        }
    }

    private static JsonNode section(JsonNode tree, String name, int most) throws InvalidTemplateException {
        JsonNode section = tree.path(name);
        if (section.isMissingNode()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!section.isObject()) {
            throw InvalidTemplateException.format("every " + name + " member must be an object.");
        }
        if (section.size() > most) {
            throw InvalidTemplateException.format("Number of %s, %d, is greater than maximum allowed, %d"
                    .formatted(name.toLowerCase(java.util.Locale.ROOT), section.size(), most));
        }
        for (Map.Entry<String, JsonNode> each : section.properties()) {
            if (!each.getKey().matches("[a-zA-Z0-9]+") && !name.equals("Mappings")) {
                throw InvalidTemplateException.format("%s name %s is non alphanumeric."
                        .formatted(name.substring(0, name.length() - 1), each.getKey()));
            }
        }
        return section;
    }

    private static ResourceDeclaration resource(String id, JsonNode node) throws InvalidTemplateException {
        if (!node.isObject()) {
            throw InvalidTemplateException.format("Every Resources member must be an object: " + id + ".");
        }
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (!RESOURCE_MEMBERS.contains(each.getKey())) {
                throw new InvalidTemplateException("Invalid template resource property '" + each.getKey() + "'");
            }
        }
        if (!node.path("Type").isTextual()) {
            throw InvalidTemplateException.format(
                    "[/Resources/" + id + "] Every Resources object must contain a Type member.");
        }
        JsonNode properties = node.path("Properties");
        requireNoNull("/Resources/" + id + "/Properties", properties);
        return new ResourceDeclaration(
                id,
                node.get("Type").textValue(),
                properties.isObject() ? properties : JsonNodeFactory.instance.objectNode(),
                dependsOn(id, node.path("DependsOn")),
                text(node.path("Condition")),
                object(node.path("CreationPolicy")),
                object(node.path("UpdatePolicy")),
                policy(id, "DeletionPolicy", node),
                policy(id, "UpdateReplacePolicy", node),
                object(node.path("Metadata")));
    }

    private static void requireNoNull(String path, JsonNode node) throws InvalidTemplateException {
        if (node.isNull()) {
            throw InvalidTemplateException.format("[" + path + "] 'null' values are not allowed in templates");
        }
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            requireNoNull(path + "/" + each.getKey(), each.getValue());
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            requireNoNull(path + "/" + i, node.get(i));
        }
    }

    private static Set<String> dependsOn(String id, JsonNode node) throws InvalidTemplateException {
        Set<String> names = new LinkedHashSet<>();
        if (node.isTextual()) {
            names.add(node.textValue());
        } else if (node.isArray()) {
            node.forEach(each -> names.add(each.asText()));
        } else if (!node.isMissingNode()) {
            throw InvalidTemplateException.format(
                    "[/Resources/" + id + "/DependsOn] must be a string or a list of strings.");
        }
        return names;
    }

    private static DeletionPolicy policy(String id, String name, JsonNode resource) throws InvalidTemplateException {
        JsonNode node = resource.path(name);
        if (node.isMissingNode()) {
            return DeletionPolicy.DELETE;
        }
        return DeletionPolicy.of(node.asText())
                .orElseThrow(() -> InvalidTemplateException.format(
                        "Unrecognized %s %s for resource %s".formatted(name, node.asText(), id)));
    }

    private static OutputDeclaration output(String name, JsonNode node) throws InvalidTemplateException {
        if (!node.has("Value")) {
            throw InvalidTemplateException.format("Output " + name + " must contain a Value member.");
        }
        requireNoNull("/Outputs/" + name, node);
        JsonNode export = node.path("Export").path("Name");
        return new OutputDeclaration(
                name,
                node.path("Description").asText(),
                node.get("Value"),
                export.isMissingNode() ? Optional.empty() : Optional.of(export),
                text(node.path("Condition")));
    }

    private static Map<String, Map<String, Map<String, JsonNode>>> mappings(JsonNode section)
            throws InvalidTemplateException {
        Map<String, Map<String, Map<String, JsonNode>>> mappings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> mapping : section.properties()) {
            Map<String, Map<String, JsonNode>> byFirst = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> first : mapping.getValue().properties()) {
                Map<String, JsonNode> bySecond = new LinkedHashMap<>();
                if (!first.getValue().isObject()) {
                    throw InvalidTemplateException.format("Every Mappings attribute must be a String or a List.");
                }
                first.getValue().properties().forEach(each -> bySecond.put(each.getKey(), each.getValue()));
                byFirst.put(first.getKey(), bySecond);
            }
            mappings.put(mapping.getKey(), byFirst);
        }
        return mappings;
    }

    private void requireKnownTypes(Map<String, ResourceDeclaration> resources) throws InvalidTemplateException {
        Set<String> unknown = new TreeSet<>();
        resources.values().stream()
                .map(ResourceDeclaration::type)
                .filter(knownType.negate())
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            throw InvalidTemplateException.format("Unrecognized resource types: [" + String.join(", ", unknown) + "]");
        }
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static JsonNode object(JsonNode node) {
        return node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    }
}
