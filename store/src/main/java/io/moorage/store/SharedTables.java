package io.moorage.store;

import io.moorage.model.Fence;
import java.util.List;

/** Tables through which services meet. */
public final class SharedTables {
    /** Written by ECS when an instance is lost or rejoins; acted on and confirmed by the EFS fence loop. */
    public static final Table<Fence> FENCES = new Table<>("fence", Fence.class, Fence::instanceId, List.of());

    private SharedTables() {}
}
