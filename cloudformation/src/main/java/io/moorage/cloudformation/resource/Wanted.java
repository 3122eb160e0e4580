package io.moorage.cloudformation.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.Type;
import io.moorage.model.cloudformation.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a resource is to be, as its type asks it.
 *
 * @param generation tells a replacement from what it replaces
 * @param properties worked out; without what the template gave no value
 * @param stackTags those of the stack, for resources that carry tags
 * @param capabilities that the stack was given
 * @param others physical ids of the other incarnations of the same resource
 */
public record Wanted(
        String stackId,
        String stackName,
        String logicalId,
        int generation,
        Schema schema,
        JsonNode properties,
        Map<String, String> stackTags,
        List<String> capabilities,
        Moment moment,
        Set<String> others,
        Policies policies) {
    /**
     * What the template says about the making of a resource, and who answered.
     *
     * @param creation {@code CreationPolicy}; an object
     * @param update {@code UpdatePolicy}; an object
     * @param signals what was signalled for this incarnation so far
     */
    public record Policies(JsonNode creation, JsonNode update, List<Signal> signals) {}

    /**
     * When a call is made.
     *
     * @param again whether the creation was called before, perhaps with success
     * @param begun when the creation began; with an update, when its last step was taken
     * @param note of the last {@link Progress.Step}
     */
    public record Moment(boolean again, Instant begun, Instant now, Optional<String> note) {}

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int SUFFIX = 12;
    private static final String TAG_PREFIX = "aws:cloudformation:";

    /** The same with other properties. */
    public Wanted with(JsonNode replaced) {
        return new Wanted(
                stackId,
                stackName,
                logicalId,
                generation,
                schema,
                replaced,
                stackTags,
                capabilities,
                moment,
                others,
                policies);
    }

    public boolean again() {
        return moment.again();
    }

    /** The text of a property that is required. */
    public String text(String property) {
        return optional(property)
                .orElseThrow(() -> new InvalidPropertyException("Property " + property + " cannot be empty."));
    }

    public Optional<String> optional(String property) {
        JsonNode node = properties.path(property);
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of((String) Shapes.value(Type.StringType.ANY, node, property));
    }

    public @Nullable String orNull(String property) {
        return optional(property).orElse(null);
    }

    public Optional<Boolean> flag(String property) {
        JsonNode node = properties.path(property);
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of((Boolean) Shapes.value(Type.BooleanType.ANY, node, property));
    }

    public Optional<Integer> number(String property) {
        JsonNode node = properties.path(property);
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of((Integer) Shapes.value(Type.IntegerType.ANY, node, property));
    }

    public List<String> texts(String property) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list(property)) {
            texts.add((String) Shapes.value(Type.StringType.ANY, each, property));
        }
        return texts;
    }

    /** The elements of a list; none when the property is not given. */
    public List<JsonNode> list(String property) {
        JsonNode node = properties.path(property);
        if (!node.isMissingNode() && !node.isArray()) {
            throw new InvalidPropertyException("Value of property " + property + " must be of type List");
        }
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        return elements;
    }

    /** A policy document or the like, as text. */
    public Optional<String> document(String property) {
        JsonNode node = properties.path(property);
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of(node.isTextual() ? node.textValue() : node.toString());
    }

    /** The record that the properties describe, but for those named. */
    public <T> T read(StructureShape<T> shape, String... without) {
        return Shapes.read(shape, Shapes.without(properties, without), "");
    }

    /** The record that one property describes; null when it is not given. */
    public <T> @Nullable T member(StructureShape<T> shape, String property) {
        JsonNode node = properties.path(property);
        return node.isMissingNode() ? null : Shapes.read(shape, node, property);
    }

    /**
     * The same text for one incarnation of a resource, and no other, of at most 64 characters: for tokens that make a call
     * idempotent.
     */
    public String token() {
        return logicalId.substring(0, Math.min(logicalId.length(), 31)) + "-" + hash(32);
    }

    /** The physical name: what the user gave, or one of stack, logical id and a suffix of this incarnation's own. */
    public String name(int longest) {
        return schema.nameProperty().flatMap(this::optional).orElseGet(() -> generatedName(longest));
    }

    /** A physical name that nobody gave (user guide, "Name type"). */
    public String generatedName(int longest) {
        int room = longest - SUFFIX - 2;
        int forStack = Math.min(stackName.length(), Math.max(room - logicalId.length(), room / 2));
        String resource = logicalId.substring(0, Math.min(logicalId.length(), room - forStack));
        return stackName.substring(0, forStack) + "-" + resource + "-" + hash(SUFFIX);
    }

    private String hash(int length) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256")
                    .digest((stackId + "|" + logicalId + "|" + generation).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(DIGITS.charAt(Math.floorMod(digest[i], DIGITS.length())));
        }
        return text.toString();
    }

    /** The resource's own tags over those of the stack. */
    public Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>(stackTags);
        schema.tagsProperty().ifPresent(property -> {
            JsonNode given = properties.path(property);
            if (given.isObject()) {
                given.properties()
                        .forEach(each -> tags.put(each.getKey(), each.getValue().asText()));
            }
            for (JsonNode each : given.isArray() ? list(property) : List.<JsonNode>of()) {
                if (!each.path("Key").isValueNode() || !each.path("Value").isValueNode()) {
                    throw new InvalidPropertyException("Tags must have a Key and a Value: " + each);
                }
                tags.put(each.path("Key").asText(), each.path("Value").asText());
            }
        });
        return tags;
    }

    /** The tags by which a resource says what stack it belongs to (user guide, "Resource tag"). */
    public Map<String, String> ownership() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(TAG_PREFIX + "stack-name", stackName);
        tags.put(TAG_PREFIX + "stack-id", stackId);
        tags.put(TAG_PREFIX + "logical-id", logicalId);
        return tags;
    }

    public Map<String, String> allTags() {
        Map<String, String> tags = new LinkedHashMap<>(tags());
        tags.putAll(ownership());
        return tags;
    }
}
