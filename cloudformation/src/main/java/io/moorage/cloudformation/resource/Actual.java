package io.moorage.cloudformation.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A resource as its service has it now. */
public sealed interface Actual {
    /** Its type cannot tell (user guide, "Resources that support drift detection operations"). */
    Actual UNKNOWN = new Unknown();

    Actual GONE = new Gone();

    record Unknown() implements Actual {}

    record Gone() implements Actual {}

    /** @param values by the names that templates use; what is not told is not compared */
    record Properties(Map<String, JsonNode> values) implements Actual {}

    static Builder properties() {
        return new Builder();
    }

    /** Collects properties. */
    final class Builder {
        private final Map<String, JsonNode> values = new LinkedHashMap<>();

        private Builder() {}

        /** Everything that an object of the API has under the name of a property. */
        public Builder all(JsonNode object, Schema schema) {
            object.properties().forEach(each -> schema.properties().keySet().stream()
                    .filter(each.getKey()::equalsIgnoreCase)
                    .forEach(name -> values.put(name, each.getValue())));
            return this;
        }

        /** Left out when the service tells none. */
        public Builder text(String name, @Nullable Object value) {
            if (value != null) {
                values.put(name, JsonNodeFactory.instance.textNode(value.toString()));
            }
            return this;
        }

        public Builder texts(String name, Iterable<String> given) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            given.forEach(array::add);
            values.put(name, array);
            return this;
        }

        public Builder node(String name, JsonNode value) {
            values.put(name, value);
            return this;
        }

        /** Those that AWS itself sets are nobody's wish. */
        public Builder tags(String name, Map<String, String> tags) {
            values.put(name, tagList(tags));
            return this;
        }

        public Builder without(String name) {
            values.remove(name);
            return this;
        }

        public Actual build() {
            return new Properties(Map.copyOf(values));
        }
    }

    /** Tags as most templates write them, by key. */
    static JsonNode tagList(Map<String, String> tags) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        new TreeMap<>(tags).forEach((key, value) -> {
            if (!key.startsWith("aws:")) {
                array.addObject().put("Key", key).put("Value", value);
            }
        });
        return array;
    }
}
