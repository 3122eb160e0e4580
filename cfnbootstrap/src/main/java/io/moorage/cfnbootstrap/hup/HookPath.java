package io.moorage.cfnbootstrap.hup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.moorage.cfnbootstrap.Metadata;
import io.moorage.cfnbootstrap.api.StackResourceDetail;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The part of a resource that a hook watches. */
record HookPath(String logicalId, Part part, String key) {
    /** What of the resource, with the end of the names of the environment variables that tell what it was and is. */
    enum Part {
        LAST_UPDATED("LAST_UPDATED"),
        PHYSICAL_ID("PHYSICAL_RESOURCE_ID"),
        METADATA("METADATA");

        private final String variable;

        Part(String variable) {
            this.variable = variable;
        }

        String variable() {
            return variable;
        }
    }

    static HookPath parse(String path) throws IOException {
        String[] parts = path.split("\\.", 4);
        if (parts.length < 2 || !parts[0].equalsIgnoreCase("resources")) {
            throw new IOException("Unsupported path: paths must be in the form"
                    + " Resources.<LogicalResourceId>(.Metadata|PhysicalResourceId)(.<optional Metadata subkey>)."
                    + " Input: " + path);
        }
        if (parts.length == 2) {
            return new HookPath(parts[1], Part.LAST_UPDATED, "");
        }
        Part part =
                switch (parts[2].toLowerCase(Locale.ROOT)) {
                    case "metadata" -> Part.METADATA;
                    case "physicalresourceid" -> Part.PHYSICAL_ID;
                    default ->
                        throw new IOException("Unsupported path: only Metadata or PhysicalResourceId can be specified"
                                + " after LogicalResourceId (path: " + path + ")");
                };
        return new HookPath(parts[1], part, parts.length < 4 ? "" : parts[3]);
    }

    /** What is there now; empty when nothing is. */
    Optional<JsonNode> in(StackResourceDetail resource) throws IOException {
        if (part == Part.METADATA) {
            return Optional.of(Metadata.at(Metadata.of(resource), key)).filter(found -> !found.isMissingNode());
        }
        if (resource.isDeleted()) {
            return Optional.empty();
        }
        String text = part == Part.PHYSICAL_ID ? resource.physicalId() : resource.lastUpdated();
        return text.isEmpty() ? Optional.empty() : Optional.of(TextNode.valueOf(text));
    }
}
