package io.moorage.model.efs;

import java.util.Locale;

/** Where a file system or mount target is in its life (EFS API reference, {@code LifeCycleState}). */
public enum LifeCycleState {
    /** Wanted; no file server serves it yet. */
    CREATING,
    AVAILABLE,
    UPDATING,
    /** To be removed; some file server may still serve it. */
    DELETING,
    DELETED,
    ERROR;

    /** As the API says it, such as {@code available}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
