package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What can be known of a template before any value is: that what it refers to is there, and that nothing runs in a circle. */
final class TemplateChecks {
    private final Template template;

    private TemplateChecks(Template template) {
        this.template = template;
    }

    static void check(Template template) throws InvalidTemplateException {
        TemplateChecks checks = new TemplateChecks(template);
        for (Map.Entry<String, JsonNode> each : template.conditions().entrySet()) {
            Functions.requireKnown(each.getValue());
            checks.requireParametersOnly(each.getValue());
        }
        checks.requireConditions();
        checks.requireReferences();
    }

    /** Conditions are decided before there is any resource (user guide, "Conditions"). */
    private void requireParametersOnly(JsonNode condition) throws InvalidTemplateException {
        Set<String> unknown = new TreeSet<>(References.in(condition).names());
        unknown.removeIf(name -> template.parameters().containsKey(name) || name.startsWith("AWS::"));
        if (!unknown.isEmpty()) {
            throw new InvalidTemplateException(
                    "Template format error: Unresolved dependencies [" + String.join(", ", unknown)
                            + "]. Cannot reference resources in the Conditions block of the template");
        }
    }

    private void requireConditions() throws InvalidTemplateException {
        Set<String> named = new LinkedHashSet<>();
        template.conditions()
                .values()
                .forEach(each -> named.addAll(References.in(each).conditions()));
        template.resources().values().forEach(each -> {
            each.condition().ifPresent(named::add);
            named.addAll(References.in(each.properties()).conditions());
        });
        template.outputs().values().forEach(each -> {
            each.condition().ifPresent(named::add);
            named.addAll(References.in(each.value()).conditions());
        });
        named.removeAll(template.conditions().keySet());
        if (!named.isEmpty()) {
            throw InvalidTemplateException.format("Unresolved condition dependency "
                    + named.iterator().next() + " in the Conditions block of the template");
        }
        new ConditionOrder(template.conditions()).order();
    }

    private void requireReferences() throws InvalidTemplateException {
        Set<String> unresolved = new TreeSet<>();
        for (ResourceDeclaration each : template.resources().values()) {
            Functions.requireKnown(each.properties());
            unresolved.addAll(unresolved(References.in(each.properties()), "resource " + each.logicalId()));
            each.dependsOn().stream()
                    .filter(name -> !template.resources().containsKey(name))
                    .forEach(unresolved::add);
        }
        if (!unresolved.isEmpty()) {
            throw InvalidTemplateException.format("Unresolved resource dependencies [" + String.join(", ", unresolved)
                    + "] in the Resources block of the template");
        }
        for (OutputDeclaration each : template.outputs().values()) {
            Functions.requireKnown(each.value());
            Set<String> missing = unresolved(References.in(each.value()), "output " + each.name());
            if (!missing.isEmpty()) {
                throw InvalidTemplateException.format("Unresolved resource dependencies [" + String.join(", ", missing)
                        + "] in the Outputs block of the template");
            }
        }
    }

    private Set<String> unresolved(References references, String where) throws InvalidTemplateException {
        for (String owner : references.attributeOwners()) {
            if (!template.resources().containsKey(owner)) {
                throw InvalidTemplateException.meaning(
                        "instance of Fn::GetAtt references undefined resource " + owner + " (" + where + ")");
            }
        }
        Set<String> missing = new TreeSet<>(references.refs());
        missing.removeIf(name -> template.resources().containsKey(name)
                || template.parameters().containsKey(name)
                || PseudoParameters.NAMES.contains(name));
        return missing;
    }
}
