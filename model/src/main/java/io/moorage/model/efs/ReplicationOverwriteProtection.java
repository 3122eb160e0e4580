package io.moorage.model.efs;

/** Whether a file system may become the destination of a replication (EFS API reference, FileSystemProtectionDescription). */
public enum ReplicationOverwriteProtection {
    /** It may not. */
    ENABLED,
    /** It may: what is in it would be overwritten. */
    DISABLED,
    /** It is one, and only replication writes to it. */
    REPLICATING
}
