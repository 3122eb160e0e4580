package io.moorage.cloudformation.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes' values. */
public final class Values {
    private Values() {}

    /** A text; empty where AWS answers none. */
    public static JsonNode text(@Nullable String text) {
        return JsonNodeFactory.instance.textNode(text == null ? "" : text);
    }

    public static JsonNode texts(List<String> texts) {
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
