package io.moorage.vfs;

/** How durable a write must be before it is acknowledged (RFC 7530 section 16.36 stable_how4). */
public enum Stability {
    UNSTABLE,
    DATA_SYNC,
    FILE_SYNC
}
