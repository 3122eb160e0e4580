package io.moorage.ecs.decide;

/** What a probe of a silent machine said. */
public enum Reachability {
    /** Nobody asked, or nobody can tell. */
    UNKNOWN,
    REACHABLE,
    UNREACHABLE
}
