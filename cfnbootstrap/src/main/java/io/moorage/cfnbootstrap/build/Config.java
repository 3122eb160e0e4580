package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;

/** One config key: its sections. */
record Config(String name, JsonNode sections) {
    JsonNode section(String key) {
        return sections.path(key);
    }
}
