package io.moorage.cloudformation.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The resource types that can be made, by name. */
public final class ResourceTypes {
    private final Map<String, ResourceType> byName = new TreeMap<>();

    public ResourceTypes(List<ResourceType> types) {
        for (ResourceType each : types) {
            if (byName.put(each.schema().name(), each) != null) {
                throw new IllegalArgumentException(
                        "two resource types are named " + each.schema().name());
            }
        }
    }

    public boolean isKnown(String name) {
        return byName.containsKey(name);
    }

    public Optional<ResourceType> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The type of a resource that a stack has: types never go away. */
    public ResourceType require(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("no resource type " + name));
    }
}
