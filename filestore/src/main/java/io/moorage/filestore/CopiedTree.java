package io.moorage.filestore;

import java.time.Instant;

/**
 * A copy of a file system.
 *
 * @param moment when it was like that
 * @param objects in it
 * @param bytes it counts for by EFS's rules
 * @param copied files whose content had to be copied; the others were shared with an earlier copy
 * @param pauseMillis how long changes were held up
 */
public record CopiedTree(Instant moment, long objects, long bytes, long copied, long pauseMillis) {}
