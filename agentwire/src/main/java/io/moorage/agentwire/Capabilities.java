package io.moorage.agentwire;

/** Names of container instance attributes that change what is said on the wire. */
public final class Capabilities {
    /** The agent understands {@code TaskManifestMessage}. */
    public static final String FULL_SYNC = "ecs.capability.full-sync";

    /**
     * Moorage's own agent: wants a heartbeat each second with {@code leaseMillis}, and understands
     * {@code PrefetchImagesMessage}, {@code InstanceStateReport} and {@code StopAndConfirmMessage}. A stock agent has no such attribute
     * and is never sent them.
     */
    public static final String LEASE = "moorage.capability.lease";

    private Capabilities() {}
}
