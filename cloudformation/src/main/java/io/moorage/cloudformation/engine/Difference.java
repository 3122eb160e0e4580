package io.moorage.cloudformation.engine;

import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Property;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.model.cloudformation.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * In what two wishes for a resource differ, and what it takes to get from the one to the other (user guide, "Update behaviors of
 * stack resources").
 *
 * @param properties those that differ
 * @param scope what else differs, in the words of change sets
 */
public record Difference(Set<String> properties, List<String> scope, Kind kind) {
    /** What has to be done. */
    public enum Kind {
        NONE,
        /** Nothing that the resource itself knows of. */
        NOTE,
        IN_PLACE,
        REPLACEMENT
    }

    static Difference of(Schema schema, Wish before, Wish after) {
        Set<String> properties =
                new TreeSet<>(Json.different(Json.parse(before.properties()), Json.parse(after.properties())));
        List<String> scope = new ArrayList<>();
        if (!properties.isEmpty()) {
            scope.add("Properties");
        }
        boolean tags = schema.isTagged() && !before.tags().equals(after.tags());
        if (tags || schema.tagsProperty().filter(properties::contains).isPresent()) {
            scope.add("Tags");
        }
        boolean metadata = !Json.same(Json.parse(before.metadata()), Json.parse(after.metadata()));
        if (metadata) {
            scope.add("Metadata");
        }
        boolean willReplace = Json.parse(after.updatePolicy())
                .path("AutoScalingReplacingUpdate")
                .path("WillReplace")
                .asText()
                .equals("true");
        boolean replacement = properties.stream()
                .anyMatch(name -> update(schema, name) == Update.REPLACEMENT
                        || (willReplace && schema.replacedByPolicy().contains(name)));
        return new Difference(properties, scope, kind(replacement, !properties.isEmpty() || tags, metadata));
    }

    /** The same, but that what lies elsewhere is looked at also when nothing differs. */
    Difference following(Schema schema) {
        return schema.followed() && (kind == Kind.NONE || kind == Kind.NOTE)
                ? new Difference(properties, scope, Kind.IN_PLACE)
                : this;
    }

    private static Kind kind(boolean replacement, boolean inPlace, boolean note) {
        if (replacement) {
            return Kind.REPLACEMENT;
        }
        if (inPlace) {
            return Kind.IN_PLACE;
        }
        return note ? Kind.NOTE : Kind.NONE;
    }

    static Update update(Schema schema, String property) {
        Property known = schema.properties().get(property);
        return known == null ? Update.IN_PLACE : known.update();
    }
}
