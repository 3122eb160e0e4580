package io.moorage.awsmodels.generator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The record, builder and descriptor of a structure shape. */
final class RecordSource {
    private final C2jModel model;
    private final Types types;

    RecordSource(C2jModel model, Types types) {
        this.model = model;
        this.types = types;
    }

    /** A member in Java's terms. */
    private record Component(String name, String type, boolean collection, boolean nullable, String descriptor) {
        String declaration() {
            if (!nullable) {
                return type + " " + name;
            }
            return type.equals("byte[]") ? "byte @Nullable [] " + name : "@Nullable " + type + " " + name;
        }

        String nullableDeclaration() {
            return type.equals("byte[]") ? "byte @Nullable [] " + name : "@Nullable " + type + " " + name;
        }
    }

    String source(String shapeName) {
        String type = Names.type(shapeName);
        List<Component> components = components(shapeName);
        return """
                package io.moorage.awsmodels.%s;

                import io.moorage.awsmodels.Absent;
                import io.moorage.awsmodels.Location;
                import io.moorage.awsmodels.Member;
                import io.moorage.awsmodels.StructureShape;
                import io.moorage.awsmodels.Type;
                import java.time.Instant;
                import java.util.List;
                import java.util.Map;
                import org.jspecify.annotations.Nullable;

                /** AWS's {@code %s}. */
                @SuppressWarnings("unused")
                public record %s(%s) {
                    public static final StructureShape<%s> SHAPE = new Shape();
                %s
                    public static Builder builder() {
                        return new Builder();
                    }

                    /** A builder that starts from these values. */
                    public Builder toBuilder() {
                        Builder builder = new Builder();
                        for (int i = 0; i < builder.values.length; i++) {
                            builder.values[i] = SHAPE.get(this, i);
                        }
                        return builder;
                    }
                %s
                %s
                %s}
                """.formatted(
                        model.service(),
                        shapeName,
                        type,
                        join(components, ", ", Component::declaration),
                        type,
                        constructor(type, components),
                        presence(components),
                        builder(type, components),
                        descriptor(shapeName, type, components));
    }

    private List<Component> components(String shapeName) {
        JsonNode shape = model.shape(shapeName);
        Set<String> required = new HashSet<>();
        shape.path("required").forEach(name -> required.add(name.asText()));
        List<Component> components = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : shape.path("members").properties()) {
            String target = member.getValue().path("shape").asText();
            boolean collection = types.isCollection(target);
            boolean isRequired = required.contains(member.getKey());
            components.add(new Component(
                    Names.component(member.getKey()),
                    types.java(target),
                    collection,
                    !collection && !isRequired,
                    member(member.getKey(), member.getValue(), isRequired)));
        }
        return components;
    }

    private String member(String name, JsonNode member, boolean required) {
        String type = types.descriptor(member.path("shape").asText());
        String locationName = member.path("locationName").asText();
        boolean token = member.path("idempotencyToken").asBoolean(false);
        if (!token && !member.has("queryName") && !member.has("location")) {
            if (locationName.isEmpty()) {
                return "Member.%s(%s, %s)".formatted(required ? "required" : "optional", Names.literal(name), type);
            }
            if (!required) {
                return "Member.named(%s, %s, %s)".formatted(Names.literal(name), Names.literal(locationName), type);
            }
        }
        return "new Member(%s, %s, %s, Location.%s, %s, %s, %s)"
                .formatted(
                        Names.literal(name),
                        Names.literalOrNull(locationName),
                        Names.literalOrNull(member.path("queryName").asText()),
                        location(member),
                        required,
                        token,
                        type);
    }

    private static String location(JsonNode member) {
        String location = member.path("location").asText();
        return switch (location) {
            case "" -> "BODY";
            case "statusCode" -> "STATUS_CODE";
            default -> location.toUpperCase(Locale.ROOT);
        };
    }

    private static String constructor(String type, List<Component> components) {
        String copies = components.stream()
                .filter(Component::collection)
                .map(c -> "        %s = Absent.copyOf(%s);\n".formatted(c.name(), c.name()))
                .collect(Collectors.joining());
        return copies.isEmpty() ? "" : "\n    public " + type + " {\n" + copies + "    }\n";
    }

    private static String presence(List<Component> components) {
        return components.stream()
                .filter(Component::collection)
                .map(c -> """

                            /** False when {@code %s} was not given at all. */
                            public boolean has%s() {
                                return !Absent.isAbsent(%s);
                            }
                        """.formatted(c.name(), Names.type(c.name()), c.name()))
                .collect(Collectors.joining());
    }

    private static String builder(String type, List<Component> components) {
        StringBuilder setters = new StringBuilder();
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i);
            setters.append("""

                            public Builder %s(%s) {
                                this.values[%d] = %s;
                                return this;
                            }
                    """.formatted(component.name(), component.nullableDeclaration(), i, component.name()));
        }
        return """
                    /** Members not set are absent. */
                    public static final class Builder {
                        private final @Nullable Object[] values = new Object[%d];

                        private Builder() {}
                %s
                        public %s build() {
                            return SHAPE.create(values);
                        }
                    }
                """.formatted(components.size(), setters, type);
    }

    private static String descriptor(String shapeName, String type, List<Component> components) {
        StringBuilder cases = new StringBuilder();
        StringBuilder arguments = new StringBuilder();
        for (int i = 0; i < components.size(); i++) {
            Component c = components.get(i);
            String read = "value." + c.name() + "()";
            cases.append("                case %d -> %s;\n"
                    .formatted(i, c.collection() ? "Absent.orNull(" + read + ")" : read));
            arguments.append(i == 0 ? "" : ", ").append("(%s) values[%d]".formatted(c.type(), i));
        }
        return """
                    private static final class Shape extends StructureShape<%1$s> {
                        Shape() {
                            super(%2$s, %3$d);
                        }

                        @Override
                        protected List<Member> define() {
                            return List.of(%4$s);
                        }

                        @Override
                        public @Nullable Object get(%1$s value, int index) {
                %5$s
                        }

                        @Override
                        @SuppressWarnings({"unchecked", "cast"})
                        public %1$s create(@Nullable Object[] values) {
                            return new %1$s(%6$s);
                        }
                    }
                """.formatted(
                        type,
                        Names.literal(shapeName),
                        components.size(),
                        join(components, "", c -> "\n                " + c.descriptor() + ",")
                                .replaceAll(",$", ""),
                        read(cases),
                        arguments);
    }

    private static String read(CharSequence cases) {
        return cases.isEmpty()
                ? "            throw new IndexOutOfBoundsException(index);"
                : "            return switch (index) {\n%s                default -> throw new IndexOutOfBoundsException(index);\n            };"
                        .formatted(cases);
    }

    private static String join(List<Component> components, String separator, Function<Component, String> part) {
        return components.stream().map(part).collect(Collectors.joining(separator));
    }
}
