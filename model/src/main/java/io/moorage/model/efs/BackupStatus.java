package io.moorage.model.efs;

/** Whether a file system is backed up by itself, once a day (EFS API reference, {@code BackupPolicy.Status}). */
public enum BackupStatus {
    ENABLED,
    ENABLING,
    DISABLED,
    DISABLING;

    /** Asked to be on or off; whoever makes the backups takes the step from there. */
    public BackupStatus asked(boolean on) {
        if (on) {
            return this == ENABLED ? ENABLED : ENABLING;
        }
        return this == DISABLED ? DISABLED : DISABLING;
    }
}
