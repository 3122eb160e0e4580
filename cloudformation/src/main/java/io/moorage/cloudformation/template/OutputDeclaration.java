package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An entry of {@code Outputs}.
 *
 * @param value not evaluated
 * @param exportName not evaluated
 * @param condition without which it does not exist
 */
public record OutputDeclaration(
        String name, String description, JsonNode value, Optional<JsonNode> exportName, Optional<String> condition) {}
