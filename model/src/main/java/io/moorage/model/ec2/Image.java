package io.moorage.model.ec2;

import java.time.Instant;
import java.util.Map;

/**
 * What an instance's disk starts as.
 *
 * @param dockerImage the image an instance's container is made of
 */
public record Image(
        String id,
        String name,
        String description,
        String architecture,
        String dockerImage,
        Instant created,
        Map<String, String> tags) {
    public Image {
        tags = Map.copyOf(tags);
    }

    public Image withTags(Map<String, String> newTags) {
        return new Image(id, name, description, architecture, dockerImage, created, newTags);
    }
}
