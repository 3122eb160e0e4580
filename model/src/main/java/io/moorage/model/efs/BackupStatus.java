package io.moorage.model.efs;

/** Whether a file system is backed up by itself, once a day (EFS API reference, {@code BackupPolicy.Status}). */
public enum BackupStatus {
    ENABLED,
    ENABLING,
    DISABLED,
    DISABLING
}
