package io.moorage.cloudformation.resource;

import io.moorage.awsmodels.Member;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a resource type as AWS documents them ("Resource and property types reference"): names, types, which are
 * required, and what a change of each does.
 *
 * @param nameProperty the property that sets the physical name, if there is one: what is named by the user is not replaced
 * @param attributes what {@code Fn::GetAtt} may ask for; a name that ends in {@code .*} stands for all that begin so
 * @param updatePolicies what {@code UpdatePolicy} may say
 * @param followed what it is made of lies elsewhere and may have changed though no property did: an update always looks
 * @param replacedByPolicy properties whose change needs another resource when the policy {@code AutoScalingReplacingUpdate} says so
 */
public record Schema(
        String name,
        Map<String, Property> properties,
        Optional<String> nameProperty,
        Optional<String> tagsProperty,
        Set<String> attributes,
        Set<String> updatePolicies,
        Set<String> replacedByPolicy,
        boolean followed) {

    /** What a change of a property does to its resource. */
    public enum Update {
        IN_PLACE,
        REPLACEMENT
    }

    /** @param type of its value; null when anything will do */
    public record Property(String name, @Nullable Type type, Update update, boolean required) {}

    /** @param shape where the types of properties are found by their names: mostly the input of the action that creates it */
    public static Builder of(String name, StructureShape<?> shape) {
        return new Builder(name, shape);
    }

    public boolean isTagged() {
        return tagsProperty.isPresent();
    }

    public boolean hasAttribute(String attribute) {
        return attributes.contains(attribute)
                || attributes.stream()
                        .anyMatch(each ->
                                each.endsWith(".*") && attribute.startsWith(each.substring(0, each.length() - 1)));
    }

    /** Collects properties. */
    public static final class Builder {
        private final String name;
        private final StructureShape<?> shape;
        private final Map<String, Property> properties = new LinkedHashMap<>();
        private final Set<String> attributes = new TreeSet<>();
        private Set<String> updatePolicies = Set.of();
        private Set<String> replacedByPolicy = Set.of();
        private boolean followed;
        private @Nullable String nameProperty;
        private @Nullable String tagsProperty;

        private Builder(String name, StructureShape<?> shape) {
            this.name = name;
            this.shape = shape;
        }

        /** Properties that change in place. */
        public Builder inPlace(String... names) {
            for (String each : names) {
                put(each, typeOf(each), Update.IN_PLACE);
            }
            return this;
        }

        /** Properties whose change needs another resource. */
        public Builder replaced(String... names) {
            for (String each : names) {
                put(each, typeOf(each), Update.REPLACEMENT);
            }
            return this;
        }

        /** A property of a type that the shape does not tell; null for any. */
        public Builder property(String property, @Nullable Type type, Update update) {
            put(property, type, update);
            return this;
        }

        public Builder required(String... names) {
            for (String each : names) {
                Property known = properties.get(each);
                if (known == null) {
                    throw new IllegalArgumentException(name + " has no property " + each);
                }
                properties.put(each, new Property(each, known.type(), known.update(), true));
            }
            return this;
        }

        /** The property, known already, that names the resource. */
        public Builder named(String property) {
            nameProperty = property;
            return this;
        }

        /** A list of keys and values that changes in place, to which those of the stack are added. */
        public Builder tags(String property) {
            tagsProperty = property;
            put(property, null, Update.IN_PLACE);
            return this;
        }

        public Builder attributes(String... names) {
            attributes.addAll(Set.of(names));
            return this;
        }

        public Builder updatePolicies(String... names) {
            updatePolicies = Set.of(names);
            return this;
        }

        public Builder replacedByPolicy(String... names) {
            replacedByPolicy = Set.of(names);
            return this;
        }

        public Builder followed() {
            followed = true;
            return this;
        }

        public Schema build() {
            return new Schema(
                    name,
                    Map.copyOf(properties),
                    Optional.ofNullable(nameProperty),
                    Optional.ofNullable(tagsProperty),
                    Set.copyOf(attributes),
                    updatePolicies,
                    replacedByPolicy,
                    followed);
        }

        private void put(String property, @Nullable Type type, Update update) {
            properties.put(property, new Property(property, type, update, false));
        }

        private @Nullable Type typeOf(String property) {
            return Shapes.member(shape, property).map(Member::type).orElse(null);
        }
    }
}
