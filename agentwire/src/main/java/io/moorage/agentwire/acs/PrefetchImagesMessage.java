package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.List;

/** Moorage: pull these now, so that a failover waits for no pull. Not answered. */
public record PrefetchImagesMessage(String messageId, List<String> images) implements AcsMessage {
    public PrefetchImagesMessage {
        images = Absent.orEmpty(images);
    }
}
