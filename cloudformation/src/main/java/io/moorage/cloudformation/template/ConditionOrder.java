package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conditions may be made of conditions: the order in which they can be decided. */
final class ConditionOrder {
    private final Map<String, JsonNode> conditions;

    ConditionOrder(Map<String, JsonNode> conditions) {
        this.conditions = conditions;
    }

    List<String> order() throws InvalidTemplateException {
        Map<String, Set<String>> open = new LinkedHashMap<>();
        conditions.forEach(
                (name, expression) -> open.put(name, References.in(expression).conditions()));
        List<String> order = new ArrayList<>();
        while (!open.isEmpty()) {
            List<String> free = open.entrySet().stream()
                    .filter(each -> order.containsAll(each.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (free.isEmpty()) {
                throw InvalidTemplateException.format("Circular dependency between conditions: " + open.keySet());
            }
            order.addAll(free);
            open.keySet().removeAll(free);
        }
        return order;
    }
}
