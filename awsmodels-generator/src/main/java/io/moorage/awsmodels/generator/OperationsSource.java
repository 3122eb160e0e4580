package io.moorage.awsmodels.generator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The constants of a service's operations, and the names of all it has. */
final class OperationsSource {
    private final C2jModel model;

    OperationsSource(C2jModel model) {
        this.model = model;
    }

    String typeName() {
        return Names.type(model.service()) + "Operations";
    }

    String source() {
        return """
                package io.moorage.awsmodels.%1$s;

                import io.moorage.awsmodels.Empty;
                import io.moorage.awsmodels.ErrorShape;
                import io.moorage.awsmodels.Operation;
                import io.moorage.awsmodels.OperationName;
                import io.moorage.awsmodels.Protocol;
                import io.moorage.awsmodels.ServiceMetadata;
                import io.moorage.awsmodels.StructureShape;
                import java.util.List;
                import java.util.Map;

                /** The operations of %2$s that Moorage has records for. */
                public final class %3$s {
                    public static final ServiceMetadata SERVICE = %4$s;

                    private static final Operation.Shapes SHAPES = new Shapes();

                %5$s
                %6$s

                    public static final List<Operation<?, ?>> ALL = List.of(
                            %7$s);

                    private %3$s() {}

                    /** Every operation of the service as of the model, with or without records here. */
                    public static List<OperationName> known() {
                        return Known.NAMES;
                    }

                    private static final class Shapes implements Operation.Shapes {
                        @Override
                        public StructureShape<?> input(int index) {
                            return switch (index) {
                %9$s
                                default -> throw new IndexOutOfBoundsException(index);
                            };
                        }

                        @Override
                        public StructureShape<?> output(int index) {
                            return switch (index) {
                %10$s
                                default -> throw new IndexOutOfBoundsException(index);
                            };
                        }
                    }

                    private static final class Known {
                        static final List<OperationName> NAMES = List.of(
                                %8$s);
                    }
                }
                """.formatted(
                        model.service(),
                        model.metadata().path("serviceFullName").asText(),
                        typeName(),
                        metadata(),
                        errors(),
                        model.operations().stream().map(this::constant).collect(Collectors.joining("\n\n")),
                        model.operations().stream().map(Names::constant).collect(Collectors.joining(",\n            ")),
                        known(),
                        cases("input"),
                        cases("output"));
    }

    private String cases(String side) {
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < model.operations().size(); i++) {
            JsonNode operation = model.operation(model.operations().get(i));
            cases.add("                case %d -> %s.SHAPE;".formatted(i, record(operation, side)));
        }
        return String.join("\n", cases);
    }

    private String metadata() {
        JsonNode metadata = model.metadata();
        String signing = metadata.has("signingName")
                ? metadata.path("signingName").asText()
                : metadata.path("endpointPrefix").asText();
        return "new ServiceMetadata(%s, %s, %s, %s, %s, List.of(%s), %s, %s, %s)"
                .formatted(
                        Names.literal(model.service()),
                        Names.literal(metadata.path("serviceFullName").asText()),
                        Names.literal(signing),
                        Names.literal(metadata.path("iamPrefix").asText(signing)),
                        Names.literal(metadata.path("apiVersion").asText()),
                        protocols(metadata),
                        Names.literalOrNull(metadata.path("jsonVersion").asText()),
                        Names.literalOrNull(metadata.path("targetPrefix").asText()),
                        Names.literalOrNull(metadata.path("xmlNamespace").asText()));
    }

    private static String protocols(JsonNode metadata) {
        List<String> names = new ArrayList<>();
        metadata.path("protocols").forEach(name -> names.add(name.asText()));
        if (names.isEmpty()) {
            names.add(metadata.path("protocol").asText());
        }
        return names.stream()
                .map(name -> "Protocol." + name.replace('-', '_').toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** One private constant per error shape that a wanted operation declares. */
    private String errors() {
        Map<String, String> lines = new TreeMap<>();
        for (String name : model.operations()) {
            for (JsonNode error : model.operation(name).path("errors")) {
                String shapeName = error.path("shape").asText();
                JsonNode shape = model.shape(shapeName);
                JsonNode declared = shape.path("error");
                int fallback = shape.path("fault").asBoolean(false) ? 500 : 400;
                lines.put(
                        shapeName,
                        "    public static final ErrorShape %s = new ErrorShape(%s, %s, %d);"
                                .formatted(
                                        errorConstant(shapeName),
                                        Names.literal(shapeName),
                                        Names.literal(declared.path("code").asText(shapeName)),
                                        declared.path("httpStatusCode").asInt(fallback)));
            }
        }
        return String.join("\n", lines.values()) + "\n";
    }

    private static String errorConstant(String shapeName) {
        return "ERROR_" + Names.constant(shapeName);
    }

    private String constant(String name) {
        JsonNode operation = model.operation(name);
        String input = record(operation, "input");
        String output = record(operation, "output");
        JsonNode http = operation.path("http");
        List<String> errors = new ArrayList<>();
        for (JsonNode error : operation.path("errors")) {
            String shapeName = error.path("shape").asText();
            errors.add("Map.entry(%s, %s)".formatted(Names.literal(shapeName), errorConstant(shapeName)));
        }
        return """
                    public static final Operation<%s, %s> %s = new Operation<>(
                            SERVICE, %d, %s, %s, %s, %d, SHAPES, %s, Map.ofEntries(%s));""".formatted(
                        input,
                        output,
                        Names.constant(name),
                        model.operations().indexOf(name),
                        Names.literal(name),
                        Names.literal(http.path("method").asText()),
                        Names.literal(http.path("requestUri").asText()),
                        http.path("responseCode").asInt(200),
                        Names.literalOrNull(
                                operation.path("output").path("resultWrapper").asText()),
                        String.join(", ", errors));
    }

    private static String record(JsonNode operation, String side) {
        return operation.has(side)
                ? Names.type(operation.path(side).path("shape").asText())
                : "Empty";
    }

    private String known() {
        List<String> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operation : model.allOperations()) {
            JsonNode http = operation.getValue().path("http");
            entries.add("new OperationName(%s, %s, %s)"
                    .formatted(
                            Names.literal(operation.getKey()),
                            Names.literal(http.path("method").asText()),
                            Names.literal(http.path("requestUri").asText())));
        }
        return String.join(",\n                ", entries);
    }
}
