package io.moorage.nfsserver;

/** What a COMPOUND did mostly, as EFS's metrics tell I/O apart (EFS User Guide, "Amazon CloudWatch metrics"). */
public enum WorkKind {
    /** Only kept a session or a lease alive. */
    NONE,
    /** Names, attributes, opens and locks. */
    METADATA,
    DATA_READ,
    DATA_WRITE
}
