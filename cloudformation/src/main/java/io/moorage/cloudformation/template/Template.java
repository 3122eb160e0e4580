package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a template declares, in its own order. Every reference in it leads to something declared, and no resource depends on
 * itself by any way: {@link TemplateReader} made sure.
 *
 * @param mappings by name, first key and second key: text or a list of texts
 * @param conditions by name, not evaluated
 * @param dependencies among all resources, whatever the conditions turn out to be
 */
public record Template(
        String description,
        JsonNode metadata,
        Map<String, ParameterDeclaration> parameters,
        Map<String, Map<String, Map<String, JsonNode>>> mappings,
        Map<String, JsonNode> conditions,
        Map<String, ResourceDeclaration> resources,
        Map<String, OutputDeclaration> outputs,
        Dependencies dependencies) {}
