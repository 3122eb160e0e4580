package io.moorage.filestore;

/**
 * What one round of lifecycle management did.
 *
 * @param toIa files that went to Infrequent Access
 * @param toArchive files that went to Archive
 * @param later files whose turn it was and that stayed: somebody changed them, or the disk has no room to move them
 */
public record LifecycleOutcome(int toIa, int toArchive, int later) {}
