package io.moorage.awsmodels.generator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The constants of an enumeration; the members themselves stay strings, as AWS may add values. */
final class EnumSource {
    private EnumSource() {}

    static String source(C2jModel model, String shapeName) {
        String type = Names.type(shapeName);
        Set<String> constants = new LinkedHashSet<>();
        StringBuilder fields = new StringBuilder();
        List<String> values = new ArrayList<>();
        for (JsonNode value : model.shape(shapeName).path("enum")) {
            String text = value.asText();
            values.add(Names.literal(text));
            String constant = text.isEmpty() ? "EMPTY" : Names.constant(text);
            if (constants.add(constant) && !constant.equals("VALUES")) {
                fields.append("    public static final String %s = %s;\n".formatted(constant, Names.literal(text)));
            }
        }
        return """
                package io.moorage.awsmodels.%s;

                import java.util.List;

                /** The values of {@code %s}. */
                public final class %s {
                %s    public static final List<String> VALUES = List.of(
                            %s);

                    private %s() {}
                }
                """.formatted(model.service(), shapeName, type, fields, String.join(",\n            ", values), type);
    }
}
