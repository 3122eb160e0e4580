package io.moorage.applicationautoscaling.action;

import io.moorage.model.applicationautoscaling.ScalableTarget;
import org.jspecify.annotations.Nullable;

/** What descriptions ask for. */
final class Selected {
    /** @param resourceId and {@code dimension}: null for any */
    static boolean is(String targetKey, String namespace, @Nullable String resourceId, @Nullable String dimension) {
        return namespace.equals(ScalableTarget.NAMESPACE)
                && (resourceId == null || targetKey.startsWith(ScalableTarget.key(resourceId, "")))
                && (dimension == null || targetKey.endsWith(ScalableTarget.key("", dimension)));
    }

    private Selected() {}
}
