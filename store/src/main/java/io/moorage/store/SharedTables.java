package io.moorage.store;

import io.moorage.model.Failover;
import io.moorage.model.Fence;
import io.moorage.model.WriterGuard;
import io.moorage.store.Table.Index;
import java.util.List;

/** Tables through which services meet. */
public final class SharedTables {
    /** Written by ECS when an instance is lost or rejoins; acted on and confirmed by the EFS fence loop. */
    public static final Table<Fence> FENCES = new Table<>("fence", Fence.class, Fence::instanceId, List.of());

    public static final Index<WriterGuard> GUARDS_BY_FILE_SYSTEM =
            new Index<>("file_system", WriterGuard::fileSystemId);
    /** Of directories with a single writer. Written by ECS, acted on and confirmed by the EFS guard loop. */
    public static final Table<WriterGuard> GUARDS =
            new Table<>("writer_guard", WriterGuard.class, WriterGuard::key, List.of(GUARDS_BY_FILE_SYSTEM));

    /** Begun by ECS when an instance is lost; the EFS fence loop adds what it cut off, ECS what becomes of the tasks. */
    public static final Table<Failover> FAILOVERS = new Table<>("failover", Failover.class, Failover::key, List.of());

    private SharedTables() {}
}
